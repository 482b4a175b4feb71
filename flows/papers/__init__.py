"""Papers for the data protection officer and the works council, in Dutch: filled from settings and measured figures."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from flows import agreements
from pipeline.atomic_file import write_atomic
from pipeline.errors import SettingsError
from pipeline.settings import Settings

PAPERS = ("verwerkingsregister", "dpia", "gebruiksaanwijzing")
MASKED = (
    "BSN, rekening-, telefoon- en andere nummers, postcode met huisnummer, e-mail, geboortedatum, kenteken en namen"
)
_RECOGNITION = (
    ("verkeerd verstane woorden, Nederlands", "wer_nl"),
    ("verkeerd verstane woorden, Fries", "wer_fy"),
    ("onderdeel als gehoord gemeld: hoe vaak dat klopt", "cue_said_precision"),
    ("onderdeel gezegd: hoe vaak het gemeld wordt", "cue_said_recall"),
    ("onderdeel als niet gehoord gemeld: hoe vaak dat klopt", "cue_not_said_precision"),
    ("spreektempo: gemiddelde afwijking", "tempo_error"),
)
_MASKING = (
    ("nummers: hoeveel gemaskeerd is", "numbers: recall (words)"),
    ("namen: hoeveel gemaskeerd is", "names: recall (words)"),
    ("gemaskeerde woorden: hoeveel terecht", "precision (words)"),
)
_LEVELS = {"clean": "tekst zonder fouten", "25%": "een kwart van de woorden verkeerd verstaan"}
_BLIND = "blind"
"""How corpora are called that the rules have not seen."""
_SETS = {"samples": "nagemaakte gesprekken, kunststemmen", "human-dev": "voorgelezen zinnen van mensen"}
_UNMEASURED = "Niet gemeten op deze machine: geef een uitkomst van `make bench` en `make bench-redaction` mee."


@dataclass(frozen=True, slots=True)
class Figures:
    """Results of the benches as they wrote them; empty where there are none."""

    recognition: Mapping[str, Any]
    masking: Mapping[str, Any]
    cues: Mapping[str, Any]


def read_figures(recognition: Path | None, masking: Path | None, cues: Sequence[Path] = ()) -> Figures:
    """Read results of the benches; of those on cues, the one on the latest calls that the rules had not seen.

    Raises:
        SettingsError: a file is not such a result.
    """
    return Figures(_read(recognition, "sets"), _read(masking, "maskers"), _on_unseen(cues))


def write_papers(folder: Path, settings: Settings, figures: Figures, today: date, leidraad: str) -> list[Path]:
    """Write all papers into a folder, in place of earlier ones; return the files."""
    values = _values(settings, figures, today, leidraad)
    written = []
    for name in PAPERS:
        text = resources.files("flows.papers").joinpath(f"{name}.md").read_text(encoding="utf-8")
        file = folder / f"{name}.md"
        write_atomic(file, Template(text).substitute(values).encode("utf-8"))
        written.append(file)
    return written


def _values(settings: Settings, figures: Figures, today: date, leidraad: str) -> dict[str, str]:
    agreed = settings.agreements
    return {
        "today": f"{today:%d-%m-%Y}",
        "purposes": agreements.listed([agreements.PURPOSES[one] for one in agreed.purposes]),
        "masked": MASKED,
        "excluded": agreements.excluded(settings),
        "recipients": "; ".join(agreements.recipients(settings)),
        "names_on": agreements.listed([agreements.PAGES[one] for one in agreed.names_on]),
        "terms": agreements.terms(settings),
        "security": _security(settings),
        "agreed_on": agreements.consent(agreed),
        "models": f"spraakherkenning {settings.asr.model} ({settings.asr.device}) en spraakdetectie op eigen machine",
        "leidraad": leidraad,
        "smallest_group": str(settings.privacy.smallest_group),
        "audit_days": str(settings.privacy.keep_audit_days),
        "redaction": _in_one_line(figures.masking) or "nog niet gemeten",
        "frisian": _frisian(settings),
        "figures": "\n".join(_tables(figures)) or _UNMEASURED,
    }


def _security(settings: Settings) -> str:
    groups = [f"{role}: groep {group}" for role, group in settings.storage.groups.items()]
    readers = agreements.listed(groups) if groups else "alleen de gebruiker waaronder het programma draait"
    return (
        f"bestanden op rechten 0600, rolbestanden leesbaar voor {readers}; geen netwerk, geen telemetrie; sleutel apart"
    )


def _frisian(settings: Settings) -> str:
    if frisian := settings.asr.models.get("fy"):
        return f"Fries wordt herkend met {frisian}; hoe goed, is hier niet gemeten"
    return "Fries wordt als Nederlands opgeschreven en is op echte Friese spraak niet gemeten"


def _tables(figures: Figures) -> Iterator[str]:
    if sets := figures.recognition.get("sets"):
        yield f"Gemeten op {_date(figures.recognition)} met model {figures.recognition['model']}:\n"
        names = [name for name in _SETS if name in sets]
        yield f"| | {' | '.join(_SETS[name] for name in names)} |\n|---|{'---|' * len(names)}"
        for label, figure in _RECOGNITION:
            cells = [_share(sets[name]["ratios"].get(figure)) for name in names]
            yield f"| {label} | {' | '.join(cells)} |"
        yield ""
    yield from _cues(figures.cues)
    if by_language := _masking(figures.masking):
        yield f"Maskeren, gemeten op {_date(figures.masking)} op {figures.masking['items']} apart gehouden uitingen:\n"
        yield "| | alle | Nederlands | Fries |\n|---|---|---|---|"
        for label, figure in _MASKING:
            cells = [_share(by_language[language].get(figure)) for language in ("all", "nl", "fy")]
            yield f"| {label} | {' | '.join(cells)} |"


def _cues(result: Mapping[str, Any]) -> Iterator[str]:
    """Write how well items are found by language, in the latest calls that the rules have not seen."""
    unseen = _unseen(result)
    if not unseen:
        return
    corpus = result["corpora"][unseen]
    yield f"Onderdelen van de leidraad, gemeten op {_date(result)} op de tekst van {corpus['calls']} apart gehouden"
    yield "gesprekken (F1: 100 % is alles gevonden en niets te veel):\n"
    yield "| | alle | Nederlands | Fries |\n|---|---|---|---|"
    for level, label in _LEVELS.items():
        found = corpus["levels"].get(level, {}).get("macro_f1", {})
        yield f"| {label} | {' | '.join(_share({'value': found.get(one)}) for one in ('all', 'nl', 'fy'))} |"
    yield ""


def _on_unseen(files: Sequence[Path]) -> Mapping[str, Any]:
    """Return the latest measurement of the latest such corpus."""
    results = (_read(file, "corpora") for file in files)
    return max(results, key=lambda result: (_number(_unseen(result)), result.get("date", "")), default={})


def _unseen(result: Mapping[str, Any]) -> str:
    """Return the latest corpus of a result that the rules had not seen; empty without one."""
    return max((name for name in result.get("corpora", {}) if name.startswith(_BLIND)), key=_number, default="")


def _number(corpus: str) -> int:
    """Return the number of a corpus; that of the first, which bears none, is 1, and 0 stands for no corpus."""
    return int(corpus.removeprefix(_BLIND) or 1) if corpus else 0


def _date(result: Mapping[str, Any]) -> str:
    return f"{date.fromisoformat(result['date']):%d-%m-%Y}"


def _masking(result: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = result.get("maskers", {}).get("meeluister", {})
    return found


def _in_one_line(result: Mapping[str, Any]) -> str:
    found = _masking(result)
    return ", ".join(f"{label} {_share(found['all'].get(figure))}" for label, figure in _MASKING) if found else ""


def _share(ratio: Mapping[str, Any] | None) -> str:
    if not ratio or ratio["value"] is None:
        return "niet gemeten"
    share = f"{100 * ratio['value']:.1f}".replace(".", ",")
    if ratio.get("low") is None:
        return f"{share} %"
    low, high = (f"{100 * ratio[bound]:.0f}" for bound in ("low", "high"))
    return f"{share} % ({low} tot {high})"


def _read(file: Path | None, part: str) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        result = json.loads(file.read_text(encoding="utf-8"))
        is_result = part in result
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"{file}: not readable as a result of the bench ({error.__class__.__name__})") from error
    if not is_result:
        raise SettingsError(f"{file}: no result of this bench, it has no {part!r}")
    found: Mapping[str, Any] = result
    return found

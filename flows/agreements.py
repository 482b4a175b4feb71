"""What was agreed with the works council, as the settings have it, in plain Dutch."""

from collections.abc import Iterator, Sequence

from pipeline.settings import AgreementSettings, Settings

PURPOSES = {
    "coaching": "coachen van medewerkers",
    "trends": "verloop van spreektempo en werkwijze door de tijd",
    "team_figures": "cijfers van teams en wachtrijen",
}
PAGES = {"coach": "de pagina van de coach", "tempo": "de pagina van de analist", "report": "het rapport per medewerker"}
SEEN = {"figures": "cijfers", "moments": "momenten", "text": "gemaskeerde tekst", "sound": "geluid"}


def sentences(settings: Settings, *, focus_nl: str = "") -> Iterator[str]:
    """Say all that was agreed, a sentence each.

    Args:
        settings: of the installation.
        focus_nl: name of the focus point of the year; empty where there is none.
    """
    agreed = settings.agreements
    yield consent(agreed)
    yield f"Doelen: {listed([PURPOSES[one] for one in agreed.purposes])}. Voor een ander doel wordt niets klaargezet."
    yield from (f"{sentence}." for sentence in recipients(settings))
    pages = listed([PAGES[one] for one in agreed.names_on])
    yield f"Namen van medewerkers staan op: {pages}; verder staan er pseudoniemen."
    yield f"Cijfers van een team of wachtrij zijn er vanaf {settings.privacy.smallest_group} medewerkers."
    yield f"Speerpunt van het jaar: {focus_nl or 'geen'}."
    yield f"Termijnen: {terms(settings)}."
    yield f"Uitgezonderd van de analyse: {excluded(settings)}."
    yield "Er is geen emotie, toonhoogte of stemsterkte van medewerkers, en geen ranglijst van mensen."


def consent(agreed: AgreementSettings) -> str:
    """Say when the works council consented, or that it has not."""
    if agreed.agreed_on is None:
        return "Let op: er is nog geen instemming van de ondernemingsraad vastgelegd (agreements.agreed_on)."
    return f"De ondernemingsraad stemde in op {agreed.agreed_on:%d-%m-%Y}."


def recipients(settings: Settings) -> Iterator[str]:
    """Say who sees what, a sentence without its full stop for each role."""
    agreed = settings.agreements
    is_coaching = "coaching" in agreed.purposes
    yield f"Een coach ziet van het eigen team: {_seen(agreed.coach_sees if is_coaching else ())}"
    yield f"Een medewerker ziet van de eigen gesprekken: {_seen(agreed.employee_sees if is_coaching else ())}"
    is_analysed = "trends" in agreed.purposes and agreed.analyst_sees
    analyst = "cijfers per medewerker onder pseudoniem, geen tekst en geen geluid" if is_analysed else "niets"
    yield f"Een analist ziet: {analyst}"
    yield "Functioneel beheer ziet wat een nacht deed en wat geweigerd is, geen inhoud en geen medewerkers"
    yield "Wie het programma beheert, kan alles zien"


def terms(settings: Settings) -> str:
    """Say how long what is kept, from the day of the call."""
    privacy = settings.privacy
    return (
        f"geluid {privacy.keep_sound_days} dagen af te spelen (de opnamen zelf zijn van het opnamesysteem), "
        f"woorden {privacy.keep_words_days} dagen, metingen en oordelen {privacy.keep_measures_days} dagen, "
        f"logboek {privacy.keep_audit_days} dagen"
    )


def excluded(settings: Settings) -> str:
    """Say what is never listened to; employees are counted, not named."""
    inbox = settings.inbox
    parts = [
        *(f"wachtrij {queue}" for queue in inbox.excluded_queues),
        *(f"lijn {trunk}" for trunk in inbox.excluded_trunks),
        *([f"{len(inbox.excluded_employees)} medewerker(s)"] if inbox.excluded_employees else ()),
    ]
    return listed(parts)


def listed(words: Sequence[str]) -> str:
    """Write as a list in a sentence; `niets` where it is empty."""
    if not words:
        return "niets"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def _seen(kinds: tuple[str, ...]) -> str:
    return listed([SEEN[kind] for kind in SEEN if kind in kinds])

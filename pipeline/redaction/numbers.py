"""Which dictated runs are secrets, and of what kind."""

import re
from collections.abc import Iterator, Sequence

from pipeline.redaction.contexts import ContextKind, Contexts, context_of
from pipeline.redaction.harmless import LAST_BIRTH_YEAR, MONEY, YEAR, is_harmless, is_years
from pipeline.redaction.letters import Symbol
from pipeline.redaction.runs import Run
from pipeline.redaction.tokens import Mark, Token

MIN_DICTATED_DIGITS = 7
"""Digits from which a dictated run is masked whatever it is."""

_PARTIAL_DIGITS: dict[ContextKind, int] = {"bsn": 3, "iban": 4, "telefoon": 6, "geboortedatum": 4, "nummer": 7}
"""Digits from which a run is masked when it was announced as this."""
_BSN_DIGITS = 9
"""Nine digits that nothing announces are taken for a citizen service number, misheard ones too."""
_PART_WORDS = frozenset(
    "eindigt eindigend eindigde begint begon laatste eerste einiget einigt begjint lesten leste earste laatst".split()
)
_PART_VERBS = frozenset("eindigt eindiget einiget einigt begint begjint".split())
_WITH_ZERO = frozenset(("ervoor", "derfoar", "derfor"))
_NEAR_ZERO = 16
"""Words from the first figure within which a telephone number's zero is told of."""
_ACCOUNTS = frozenset("rekening rekken bankrekening bankrekken".split())
_LEAST_PART = 2
"""Digits from which a run is masked when it was announced as the end or the beginning of a number."""
_LEAST_MOBILE = 4
"""Digits from which `nul zes ...` is the beginning of a mobile number, announced or not."""
_NEAR_WORDS = 12
"""Words between the announcement and a run that is masked only because of it."""

_IBAN = re.compile(
    r"[a-z]{2}\d{2}[a-z]{2,5}\d{7,10}|^nl\d{2}[a-z]{1,5}\d{4}|\d{2}(?:abna|rabo|ing|sns|trio|asn|knab|bunq|rbrb)b?\d{7,10}|"
    r"(?:at|be|bg|ch|cz|de|dk|es|fr|gb|hu|ie|it|lt|lu|lv|no|pl|pt|ro|se|sk|tr)\d{14,}"
)
_PLATE = re.compile(
    r"[a-z]{2}\d{4}|\d{4}[a-z]{2}|\d{2}[a-z]{2}\d{2}|[a-z]{2}\d{2}[a-z]{2}|[a-z]{4}\d{2}|\d{2}[a-z]{4}|\d{2}[a-z]{3}\d|"
    r"\d[a-z]{3}\d{2}|[a-z]{2}\d{3}[a-z]|[a-z]\d{3}[a-z]{2}|[a-z]{3}\d{2}[a-z]|[a-z]\d{2}[a-z]{3}|\d[a-z]{2}\d{3}|"
    r"\d{3}[a-z]{2}\d"
)
"""The fourteen layouts ("sidecodes") of Dutch number plates, without hyphens."""
_PLATE_CHARS = 6
_NO_PLATES: frozenset[ContextKind] = frozenset(("bsn", "iban", "telefoon"))
"""What was asked for where no plate is found amid other figures."""
_CODE_DIGITS = re.compile(r"^[1-9]\d{3}$")
"""Of a postcode: said beside a whole one in the same dictation, a first attempt at it."""
_HOURS = frozenset(("uur", "oere", "oeren"))


def find_numbers(tokens: Sequence[Token], runs: Sequence[Run], contexts: Contexts) -> Iterator[Mark]:
    """Mark what runs hold: account numbers, plates, postcodes, and all that is dictated in seven digits or more."""
    for run in runs:
        context = context_of(contexts, run.start, run.end)
        if _is_iban(run, context):
            yield from _marks(run.symbols, "iban")
            yield from _country(tokens, run)
        elif _is_plate(tokens, run, context):
            yield from _marks(run.symbols, "kenteken")
        elif plate := _plate_within(tokens, run, context):
            yield from _marks(plate, "kenteken")
            yield from _postcodes_and_digits(tokens, run, context)
        elif not (is_years(tokens, run, is_asked=_announced(context, "geboortedatum")) or is_harmless(tokens, run)):
            yield from _postcodes_and_digits(tokens, run, context)


def _marks(symbols: Sequence[Symbol], kind: str) -> Iterator[Mark]:
    return (Mark(symbol.start, symbol.end, kind) for symbol in symbols)


def _announced(context: tuple[ContextKind, int] | None, kind: ContextKind) -> bool:
    return context is not None and context[0] == kind and context[1] <= _NEAR_WORDS


def _is_iban(run: Run, context: tuple[ContextKind, int] | None) -> bool:
    if _IBAN.search(run.chars):
        return True
    return _announced(context, "iban") and len(run.digits) >= _PARTIAL_DIGITS["iban"]


def _country(tokens: Sequence[Token], run: Run) -> Iterator[Mark]:
    """Mark `en el` or `en l`, which is how recognisers write the NL before the figures."""
    if run.chars.startswith("l") and run.start and tokens[run.start - 1].shape.folded == "en":
        yield Mark(run.start - 1, run.start, "iban")
    if [token.shape.folded for token in tokens[max(run.start - 2, 0) : run.start]] == ["en", "el"]:
        yield Mark(run.start - 2, run.start, "iban")


def _is_plate(tokens: Sequence[Token], run: Run, context: tuple[ContextKind, int] | None) -> bool:
    chars = run.chars
    has_both = any(map(str.isdigit, chars)) and any(map(str.isalpha, chars))
    if _announced(context, "kenteken"):
        return len(chars) >= 3 and (has_both or len(chars) <= 6)
    if not has_both or not _PLATE.fullmatch(chars):
        return False
    text = tokens[run.start].shape.plain
    if len(run.symbols) == 1:
        return text.count("-") == 2 or (text.isalnum() and not re.fullmatch(r"\d{4}[a-z]{2}|[a-z]{2,4}\d+", text))
    is_postcode = re.fullmatch(r"\d{4}[a-z]{2}", chars)
    return not is_postcode


def _plate_within(tokens: Sequence[Token], run: Run, context: tuple[ContextKind, int] | None) -> list[Symbol]:
    """Find plates in a run with something else in it: `g x 4 2 3 h een grijze`, a plate and its correction."""
    symbols = run.symbols
    if re.search(r"[1-9]\d{3}[a-z]{2}", run.chars) or (context and context[0] in _NO_PLATES):
        return []
    found: list[Symbol] = []
    for start in range(len(symbols)):
        for end in range(start + 1, min(start + _PLATE_CHARS, len(symbols)) + 1):
            part = symbols[start:end]
            if _PLATE.fullmatch("".join(symbol.chars for symbol in part)) and _looks_like_plate(tokens, part):
                found += [symbol for symbol in part if symbol not in found]
    return found


def _looks_like_plate(tokens: Sequence[Token], part: Sequence[Symbol]) -> bool:
    return len(part) >= 3 or (len(part) == 1 and tokens[part[0].start].shape.plain.count("-") == 2)


def _postcodes_and_digits(tokens: Sequence[Token], run: Run, context: tuple[ContextKind, int] | None) -> Iterator[Mark]:
    symbols, index = run.symbols, 0
    left: list[Symbol] = []
    while index < len(symbols):
        is_inside = index > 0 and symbols[index - 1].chars[-1:].isdigit() and len(symbols[index].chars) < 4
        is_inside = is_inside and not tokens[symbols[index - 1].end - 1].shape.ends_phrase
        end = (
            None
            if is_inside
            else _postcode_end(symbols, index, is_asked=_announced(context, "postcode") and index == 0)
        )
        if end:
            yield from _marks(symbols[index:end], "postcode")
            index = end
        else:
            left.append(symbols[index])
            index += 1
    if len(left) < len(symbols):
        yield from _marks([one for one in left if _CODE_DIGITS.match(one.chars)], "postcode")
    yield from _digits(tokens, left, context)


def _postcode_end(symbols: Sequence[Symbol], start: int, *, is_asked: bool) -> int | None:
    """Return where a postcode with its house number ends that begins at `start`; None where none does.

    Four digits, the first no zero, then two letters; when it was asked for, the letters may be missing.
    """
    chars, index = "", start
    while index < len(symbols) and len(chars) < 6 and _fits_postcode(chars + symbols[index].chars):
        chars += symbols[index].chars
        index += 1
    if len(chars) == 6:
        return _house_number_end(symbols, index)
    return index if is_asked and len(chars) >= 4 else None


def _fits_postcode(chars: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,3}|[1-9]\d{3}[a-z]{1,2}", chars) is not None


def _house_number_end(symbols: Sequence[Symbol], index: int) -> int:
    if index < len(symbols) and re.fullmatch(r"\d{1,4}[a-z]?", symbols[index].chars):
        index += 1
        if index < len(symbols) and re.fullmatch(r"[a-z]", symbols[index].chars):
            index += 1
    return index


def _digits(tokens: Sequence[Token], symbols: list[Symbol], context: tuple[ContextKind, int] | None) -> Iterator[Mark]:
    """Mark what is left of a run if it is long enough, or as long as what it was announced to be asks."""
    with_digits = [symbol for symbol in symbols if symbol.has_digits]
    said = "".join(filter(str.isdigit, "".join(symbol.chars for symbol in with_digits)))
    if context and context[0] == "nummer" and said:
        chars = "".join(symbol.chars for symbol in symbols)
        if len(chars) >= MIN_DICTATED_DIGITS:
            yield from _marks(symbols, "nummer")
            return
    is_mobile = said.startswith("06") and len(said) >= _LEAST_MOBILE
    is_long = is_mobile or len(said) >= MIN_DICTATED_DIGITS or _is_spoken_birth(tokens, with_digits, said)
    if is_long or _is_partial(tokens, with_digits, said, context):
        kind = _kind(_versions(tokens, with_digits), context or _told_of(tokens, with_digits[0].start))
        yield from _marks(with_digits, kind)


def _is_spoken_birth(tokens: Sequence[Token], symbols: Sequence[Symbol], said: str) -> bool:
    """Say whether day, month and year of birth are said as numbers: `drie vier negentienvijfenzestig`.

    With a year of two figures (`dertien twaalf tweeënzeventig`) only where nothing else is said in the turn.
    """
    if len(symbols) >= 3 and _is_birth(said):
        return True
    if len(symbols) != 3 or not all(len(symbol.chars) <= 2 for symbol in symbols):
        return False
    start, end = symbols[0].start, symbols[-1].end
    opens = start == 0 or tokens[start - 1].turn != tokens[start].turn
    closes = end == len(tokens) or tokens[end].turn != tokens[start].turn
    return opens and closes and _is_birth(f"{symbols[0].chars}{symbols[1].chars}19{symbols[2].chars}")


def _is_partial(
    tokens: Sequence[Token], symbols: Sequence[Symbol], said: str, context: tuple[ContextKind, int] | None
) -> bool:
    if symbols and _is_told_as_end(tokens, symbols[0].start) and not _is_counted(tokens, symbols[-1].end):
        return len(said) >= _LEAST_PART
    if context is None or not symbols or context[1] > _NEAR_WORDS:
        return False
    least = _PARTIAL_DIGITS.get(context[0], MIN_DICTATED_DIGITS)
    said_before = {token.shape.folded for token in tokens[max(symbols[0].start - _NEAR_WORDS, 0) : symbols[0].start]}
    if not said_before.isdisjoint(_PART_WORDS):
        least = min(least, _LEAST_PART)
    is_year = len(symbols) == 1 and YEAR.match(said)
    is_counted = _is_counted(tokens, symbols[-1].end)
    return len(said) >= least and not is_counted and not (is_year and context[0] != "geboortedatum")


def _is_counted(tokens: Sequence[Token], end: int) -> bool:
    """Say whether an amount or a time is said: `vier vijf euro`."""
    return end < len(tokens) and tokens[end].shape.folded in MONEY | _HOURS


def _is_told_as_end(tokens: Sequence[Token], start: int) -> bool:
    """Say whether `eindigt op` or `begint met` stands right before: a part of some number, and of no amount."""
    before = tuple(token.shape.folded for token in tokens[max(start - 3, 0) : start])
    return not _PART_VERBS.isdisjoint(before[:-1]) and before[-1] in ("op", "met", "mei")


def _told_of(tokens: Sequence[Token], start: int) -> tuple[ContextKind, int] | None:
    """Return of what number a part is told: `het nummer eindigt op`, `... met een nul ervoor`; None where none is."""
    turn = tokens[start].turn
    if any(token.shape.folded in _WITH_ZERO for token in tokens[start : start + _NEAR_ZERO] if token.turn == turn):
        return "telefoon", 0
    if not _is_told_as_end(tokens, start):
        return None
    said = {token.shape.folded for token in tokens[max(start - _NEAR_WORDS, 0) : start]}
    return ("iban" if not said.isdisjoint(_ACCOUNTS) else "telefoon", 0)


def _versions(tokens: Sequence[Token], symbols: Sequence[Symbol]) -> Iterator[str]:
    """Give the digits as said by both, by each speaker, and in each turn: one of them may be the clean number."""
    yield _join(symbols)
    for group in (
        {tokens[symbol.start].speaker for symbol in symbols},
        {tokens[symbol.start].turn for symbol in symbols},
    ):
        for who in group:
            yield _join([one for one in symbols if who in (tokens[one.start].speaker, tokens[one.start].turn)])


def _join(symbols: Sequence[Symbol]) -> str:
    return "".join(filter(str.isdigit, "".join(symbol.chars for symbol in symbols)))


def _kind(versions: Iterator[str], context: tuple[ContextKind, int] | None) -> str:
    numbers = list(versions)
    announced = context[0] if context else None
    if announced not in ("iban", "nummer", "bsn") and any(map(_is_phone, numbers)):
        return "telefoon"
    if announced in ("bsn", "iban", "telefoon", "nummer"):
        return announced
    is_short = len(numbers[0]) < MIN_DICTATED_DIGITS
    if is_short and announced == "postcode":
        return "postcode"
    if announced == "geboortedatum" or is_short or any(map(_is_birth, numbers)):
        return "geboortedatum"
    return "bsn" if any(len(number) == _BSN_DIGITS for number in numbers) else "nummer"


def _is_phone(digits: str) -> bool:
    """Say whether digits look like a Dutch telephone number; a recogniser may lose or double one digit of a mobile."""
    if digits.startswith("06"):
        return len(digits) < MIN_DICTATED_DIGITS or 9 <= len(digits) <= 11
    if digits.startswith(("0031", "31", "0032", "0049")):
        return 11 <= len(digits) <= 14
    return digits.startswith("0") and len(digits) == 10


def _is_birth(digits: str) -> bool:
    """Say whether digits are day, month and a year of birth: `12051965`, `1251965`."""
    found = re.fullmatch(r"(\d{1,2})(\d{1,2})((?:19|20)\d\d)", digits)
    if not found:
        return False
    day, month, year = map(int, found.groups())
    return 1 <= day <= 31 and 1 <= month <= 12 and year <= LAST_BIRTH_YEAR

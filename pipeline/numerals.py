"""Numbers as they are said, in Dutch and Frisian; a speaker's digits count as many syllables as these words."""

from dataclasses import dataclass

LARGEST = 999_999_999_999
"""Larger numbers are said digit by digit, as a number of a case or an account is."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of a language.

    Attributes:
        small: 0 to 19.
        tens: 20, 30, ... 90.
        joint: the `and` between a unit and its ten.
        ordinals: those that are more than number and ending.
    """

    small: tuple[str, ...]
    tens: tuple[str, ...]
    joint: str
    hundred: str
    thousand: str
    million: str
    milliard: str
    times: str
    ordinals: dict[int, str]
    months: tuple[str, ...]

    def cardinal(self, number: int) -> str:
        """Say a whole number, e.g. 1234: `duizend tweehonderd vierendertig`."""
        if number < 100:
            return self._below_hundred(number)
        names = ((10**9, self.milliard), (10**6, self.million), (1000, self.thousand), (100, self.hundred))
        size, name = next(pair for pair in names if number >= pair[0])
        count, rest = divmod(number, size)
        # "duizend" and "honderd" stand alone for one of them, "een miljoen" does not.
        head = name if count == 1 and size <= 1000 else f"{self.cardinal(count)} {name}"
        return f"{head} {self.cardinal(rest)}" if rest else head

    def ordinal(self, number: int) -> str:
        """Say a rank, e.g. 3: `derde`."""
        rest = number % 100
        if rest in self.ordinals:
            head = f"{self.cardinal(number - rest)} " if number > rest else ""
            return head + self.ordinals[rest]
        return self.cardinal(number) + ("ste" if rest >= 20 or rest == 0 else "de")

    def year_or_code(self, number: int) -> str:
        """Say four digits without a point: a year, hundreds, or a postcode in two pairs.

        1985 is `negentien vijfentachtig`, 2026 `tweeduizend zesentwintig`, 2500 `vijfentwintig honderd`.
        """
        pair, rest = divmod(number, 100)
        if rest == 0 and pair % 10:
            return f"{self.cardinal(pair)} {self.hundred}"
        if rest == 0 or pair in (10, 20):
            return self.cardinal(number)
        return f"{self.cardinal(pair)} {self.pair(rest)}"

    def pair(self, number: int) -> str:
        """Say two digits of a code: 5 is `nul vijf`."""
        return self.cardinal(number) if number >= 10 else f"{self.small[0]} {self.small[number]}"

    def digits(self, text: str) -> str:
        """Say digits one by one."""
        return " ".join(self.small[int(digit)] for digit in text)

    def area_code(self, text: str) -> str:
        """Say a code with a leading zero: 058 is `nul achtenvijftig`, 0511 `nul vijf elf`."""
        head, last = text[:-2], int(text[-2:])
        return f"{self.digits(head)} {self.pair(last)}"

    def _below_hundred(self, number: int) -> str:
        if number < 20:
            return self.small[number]
        ten, unit = divmod(number, 10)
        name = self.tens[ten - 2]
        return f"{self.small[unit]} {self.joint} {name}" if unit else name


DUTCH = Numerals(
    small=tuple(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien".split()
    ),
    tens=tuple("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()),
    joint="en",
    hundred="honderd",
    thousand="duizend",
    million="miljoen",
    milliard="miljard",
    times="keer",
    ordinals={1: "eerste", 3: "derde", 8: "achtste"},
    months=tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
)

FRISIAN = Numerals(
    small=tuple(
        "nul ien twa trije fjouwer fiif seis sân acht njoggen tsien alve tolve trettjin fjirtjin fyftjin sechstjin "
        "santjin achttjin njoggentjin".split()
    ),
    tens=tuple("tweintich tritich fjirtich fyftich sechstich santich tachtich njoggentich".split()),
    joint="en",
    hundred="hûndert",
    thousand="tûzen",
    million="miljoen",
    milliard="miljard",
    times="kear",
    ordinals={1: "earste", 2: "twadde", 3: "tredde", 8: "achtste", 11: "alfde", 12: "tolfde"},
    months=tuple(
        "jannewaris febrewaris maart april maaie juny july augustus septimber oktober novimber desimber".split()
    ),
)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spoken import write_out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("7", "zeven", id="a digit"),
        pytest.param("16", "zestien", id="a teen"),
        pytest.param("42", "twee en veertig", id="unit before ten"),
        pytest.param("101", "honderd een", id="one hundred stands alone"),
        pytest.param("365", "drie honderd vijf en zestig", id="hundreds"),
        pytest.param("1.000", "duizend", id="thousand stands alone"),
        pytest.param("12.500", "twaalf duizend vijf honderd", id="point of thousands"),
        pytest.param("1.000.000", "een miljoen", id="a million has its one"),
        pytest.param("1985", "negentien vijf en tachtig", id="year in two pairs"),
        pytest.param("2026", "twee duizend zes en twintig", id="year after 2000"),
        pytest.param("1905", "negentien nul vijf", id="year with a zero"),
        pytest.param("1500", "vijftien honderd", id="hundreds above ten"),
        pytest.param("1e", "eerste", id="ordinal of its own"),
        pytest.param("2de", "tweede", id="ordinal"),
        pytest.param("21e", "een en twintigste", id="ordinal of a compound"),
        pytest.param("2,5", "twee komma vijf", id="decimal"),
        pytest.param("50%", "vijftig procent", id="percentage"),
        pytest.param("€ 75,-", "vijf en zeventig euro", id="whole amount"),
        pytest.param("€12,50", "twaalf euro vijftig", id="amount with cents"),
        pytest.param("€ 1.250,00", "duizend twee honderd vijftig euro", id="no cents to say"),
        pytest.param("12,50 euro", "twaalf vijftig euro", id="euro behind"),
        pytest.param("10.30 uur", "tien uur dertig", id="time"),
        pytest.param("9:00", "negen", id="full hour"),
        pytest.param("12-05-1985", "twaalf mei negentien vijf en tachtig", id="date"),
        pytest.param("1/2/24", "een februari vier en twintig", id="date with a short year"),
        pytest.param("40-50-60", "veertig vijftig zestig", id="no date"),
        pytest.param("14 058", "veertien nul acht en vijftig", id="the municipality's number"),
        pytest.param("14 0511", "veertien nul vijf elf", id="longer area code"),
        pytest.param("058-2141", "nul acht en vijftig een en twintig een en veertig", id="area code and pairs"),
        pytest.param("06-12345678", "nul zes een twee drie vier vijf zes zeven acht", id="mobile number"),
        pytest.param("8911 AB", "negen en tachtig elf A B", id="postcode"),
        pytest.param("NL91", "N L een en negentig", id="letters with digits"),
        pytest.param("A4", "A vier", id="a letter with a digit"),
        pytest.param("3x", "drie keer", id="times"),
        pytest.param("112", "een een twee", id="the emergency number"),
        pytest.param("1.5", "een punt vijf", id="a version"),
        pytest.param("½", "een half", id="a fraction"),
        pytest.param("€ 12,5 mln", "twaalf komma vijf euro miljoen", id="an amount in millions has all its words"),
    ],
)
def test_says_numbers_in_dutch(written, said):
    assert write_out(written, "nl") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("42", "twa en fjirtich", id="unit before ten"),
        pytest.param("€ 12,50", "tolve euro fyftich", id="amount"),
        pytest.param("10.30 oere", "tsien oere tritich", id="time"),
        pytest.param("3-5-2026", "trije maaie twa tûzen seis en tweintich", id="date"),
        pytest.param("1e", "earste", id="ordinal"),
        pytest.param("200", "twa hûndert", id="hundreds"),
        pytest.param("t/m", "oant en mei", id="abbreviation"),
    ],
)
def test_says_numbers_in_frisian(written, said):
    assert write_out(written, "fy") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("BSN", "B S N", id="capitals are letters"),
        pytest.param("bsn", "b s n", id="letters without a vowel"),
        pytest.param("uwv", "u w v", id="a known name of letters"),
        pytest.param("WOZ", "woz", id="a name said as a word"),
        pytest.param("hm", "hm", id="a sound is no abbreviation"),
        pytest.param("bijv. de tuin", "bijvoorbeeld de tuin", id="abbreviation with a point"),
        pytest.param("dhr de Vries", "de heer de Vries", id="abbreviation without a point"),
        pytest.param("Mevr. de Vries", "mevrouw de Vries", id="abbreviation with a capital"),
        pytest.param("de ING.", "de I N G.", id="a bank is no engineer"),
        pytest.param("een BV", "een B V", id="nor a company an example"),
        pytest.param("d.w.z.", "dat wil zeggen", id="points between"),
        pytest.param("J.P. de Vries", "J P de Vries", id="initials"),
        pytest.param("www.leeuwarden.nl", "w w w punt leeuwarden punt n l", id="web address"),
        pytest.param("info@gemeente.nl", "info apenstaartje gemeente punt n l", id="mail address"),
        pytest.param("e-mail", "e mail", id="hyphen"),
        pytest.param("Goedemorgen.", "Goedemorgen.", id="a word keeps its punctuation"),
        pytest.param("", "", id="nothing"),
        pytest.param("ivm de bouw", "in verband met de bouw", id="abbreviation without its points"),
        pytest.param("1 jan.", "een januari", id="a month"),
        pytest.param("Jan", "Jan", id="a man is no month"),
        pytest.param("ma wil dat", "ma wil dat", id="nor a mother a day"),
        pytest.param("30 km/u", "dertig kilometer per uur", id="a speed"),
        pytest.param("KvK", "K v K", id="letters large and small"),
        pytest.param("zzp'er", "z z p 'er", id="an ending behind letters"),
    ],
)
def test_says_letters_and_abbreviations(written, said):
    assert write_out(written, "nl") == said


@given(st.integers(min_value=0, max_value=10**14))
def test_no_digit_is_left(number):
    assert not any(character.isdigit() for character in write_out(str(number), "nl"))


@given(st.text(alphabet="abehjknoprstuvw ûâê", max_size=30))
def test_plain_words_are_left_alone(text):
    plain = " ".join(word for word in text.split() if len(word) > 5)
    assert write_out(plain, "fy").split() == plain.split()

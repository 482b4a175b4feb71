import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.syllables import count_syllables

# A bar stands between syllables, so that each expected count can be read off.
DUTCH = """
ge|meen|te goe|de|mor|gen goe|den|dag me|vrouw me|neer spreekt waar|mee kan ik u hel|pen dank|je|wel al|stu|blieft
ei|gen|lijk na|tuur|lijk ja|nu|a|ri fe|bru|a|ri au|gus|tus rij|be|wijs pas|poort i|den|ti|teits|kaart ver|hui|zing
ver|gun|ning af|val|con|tai|ner af|spraak bur|ger|za|ken uit|trek|sel ge|boor|te|ak|te part|ner|schap be|las|ting
aan|slag be|zwaar|schrift ont|hef|fing par|keer|ver|gun|ning wet|hou|der bur|ge|mees|ter o|pe|nings|tij|den
for|mu|lier num|mer te|le|foon post|co|de a|dres ach|ter|naam huis|num|mer col|le|ga door|ver|bin|den mo|ment|je
leeu|war|den hee|ren|veen a|pel|doorn sneeuw|rui|men nieuw nieu|we eeuw ge|schreeuwd mooi|e groei|en haai|en ui|en
ei|e|ren vrij|e bui|ig zoi|ets zo|als be|ant|woord be|oor|deeld ge|o|pend her|o|ver|wo|gen i|dee i|dee|ën
re|a|ge|ren re|a|list re|ëel the|a|ter i|de|aal i|de|a|le cre|a|tief o|ce|aan mu|se|um ju|bi|le|um pe|tro|le|um
me|di|um ra|di|o vi|de|o pi|a|no du|o con|ti|nu si|tu|a|tie e|va|lu|a|tie ac|tu|eel in|di|vi|du|eel
so|ciaal of|fi|cieel of|fi|cië|le fi|nan|cieel fi|nan|ci|ën na|tio|naal sta|tion sta|tions|plein po|li|tie
pa|tiënt cli|ënt cli|ent co|ör|di|na|tie be|ïn|vloe|den ge|ïn|te|res|seerd ge|in|te|res|seerd gein|tje
drie|ën|der|tig twee|ën|twin|tig ru|ï|ne va|cu|üm e|go|ïs|tisch knie|ën bu|reau ni|veau mi|lieu in|ge|nieur
res|tau|rant rou|te dou|a|ne jour|na|list en|quê|te ca|fé pri|vé één car|ri|è|re hè o|ké cha|os ca|cao
a|qua|ri|um quiz bou|tique cheque roy|aal ba|by yog|hurt hy|po|theek sys|teem py|ja|ma dis|play
web|site web|sites on|line e-|mail mail mai|len up|date up|da|ten ge|üp|da|tet down|load down|loa|den team teams
ser|vice ser|vice|punt of|fice voice|mail smart|phone face|book what|sapp com|pu|ter ma|na|ger ma|nage|ment dead|line
soft|ware pri|va|cy dash|board coach coa|chen in|take in|take|ge|sprek is|sue in|ter|view a|gen|da
pen|sioen ge|pen|sio|neerd pro|fes|sio|neel in|ter|na|tio|na|le func|tio|na|ris spe|cia|list so|cia|le e|mo|tio|neel
es|sen|tieel com|mer|cieel i|ni|tia|tief as|so|cia|tie ef|fi|ciënt tien tien|tje tie|ner ar|tiest pe|ti|tie chris|ti|aan
fat|bike e-|bike games live|stream drone drones space work|space source re|source task|force re|sour|ces da|ta|base
lear|ning e-|rea|der rea|der road|map goal cha|llenge mes|sage ba|lance com|pli|ance ex|pe|ri|ence home|page make-|up
am|bu|lan|ce nu|an|ce col|le|ge per|cen|ta|ge sco|re ty|pe fi|le me|tho|de ga|ra|ge be|am|ten re|ac|tie
bij|een|komst ge|au|to|ma|ti|seerd por|te|feuil|le ma|yo|nai|se mey|er huy|gens
"""
FRISIAN = """
goe|moarn goe|mid|dei jûn mei wa praat ik wêr|mei kin ik jo hel|pe tank|je|wol as|je|bleaft oant sjen
moarn mid|dei jûns moan|dei tiis|dei woans|dei ton|gers|dei freed sneon snein wi|ke jier
ien twa trij|e fiif|en|tri|tich fjou|wer fiif seis sân njog|gen tsien al|ve tol|ve hûn|dert tû|zen
ge|meen|te ge|meen|te|hûs ried|hûs boar|ge|mas|ter fer|gun|ning be|les|ting of|spraak ôf|fal|kon|te|ner
pas|poart ryd|be|wiis i|den|ti|teits|be|wiis ber|te|ak|te te|le|foan nû|mer post|koa|de a|dres nam|me
fer|hu|zing fer|húz|je troch|fer|bi|ne wach|tsje mo|min|tsje ef|kes mei|wur|ker kol|le|ga
oa|re oan|freeg|je oan|slach noard|east noar|den skoal|le boat gear|kom|ste ear|ste leau|we skreau skriu|we bliu|we
leau kear heal dea|de|lik neat eat mear klear hear|ren|fean ljou|wert frys|lân skuon skuor buor|ren muor|re
fuort fuot|bal stuol|len bruor muoi|ke be|muoit kul|tuer na|tuer du|o ak|tu|eel yn|di|vi|du|eel
moai moai|e boai|em goei|e draai|e kui|er|je frij|e nij|e dei da|gen mei|e bloei|e
freon freon|lik freon|din|ne fi|de|o ste|re|o te|o|ry ge|o|gra|fy ra|di|o stu|di|o si|tu|aas|je re|laas|je
re|aks|je re|a|gear|je re|a|li|teit re|a|li|sear|je i|de|aal te|a|ter te|ä|ter try|a|ter kre|a|tyf o|se|aan
be|ant|wurd|zje be|än|twur|dzje i|dee i|dee|ën foar|út út|stel by|in|oar dúd|lik hûs bû|ten wêr hân âld âl|de
wan|near't hoe't dy't jan|ne|wa|ris fe|bre|wa|ris sep|tim|ber roy|aal twa|en web|site on|line kom|pjû|ter team
sjoch|ris tsjin|ner tsjer|ke stie wie wie|nen hie|nen bin|ne haw|we dwaan sjen sis|ten komt no|ris al|lin|nich
"""


@pytest.mark.parametrize("marked", DUTCH.split())
def test_counts_dutch_syllables(marked):
    assert count_syllables(marked.replace("|", ""), "nl") == marked.count("|") + 1


@pytest.mark.parametrize("marked", FRISIAN.split())
def test_counts_frisian_syllables(marked):
    assert count_syllables(marked.replace("|", ""), "fy") == marked.count("|") + 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param(" ... ?!", 0, id="punctuation only"),
        pytest.param("Gemeente.", 3, id="capital and full stop"),
        pytest.param("goedemorgen, gemeente", 4 + 3, id="a phrase is its words"),
        pytest.param("'s", 0, id="the s of 's ochtends is no syllable"),
        pytest.param("foto's", 2, id="plural with apostrophe"),
        pytest.param("foto\u2019s", 2, id="typographic apostrophe"),
        pytest.param("m'n", 1, id="reduced pronoun"),
        pytest.param("hm", 1, id="a sound without a vowel"),
        pytest.param("mhm", 2, id="a sound said twice"),
        pytest.param("BSN", 3, id="letters by their names"),
        pytest.param("ID-kaart", 3, id="letters in a compound"),
        pytest.param("DigiD", 3, id="a name with a letter"),
        pytest.param("KvK", 3, id="letters large and small"),
        pytest.param("zzp'er", 4, id="letters with an ending"),
        pytest.param("tv's", 2, id="a plural of letters"),
        pytest.param("42", 4, id="twee en veer tig"),
    ],
)
def test_counts_what_is_not_a_plain_word(text, count):
    assert count_syllables(text, "nl") == count


def test_a_language_without_rules_is_counted_as_dutch():
    assert count_syllables("gemeente", "unknown") == count_syllables("gemeente", "nl")


def test_frisian_vowels_differ_from_dutch_ones():
    assert count_syllables("moarn", "fy") == 1
    assert count_syllables("moarn", "nl") == 2


@given(st.text(alphabet="abdeginoruyxéïû-' .19€", max_size=20), st.sampled_from(["nl", "fy"]))
def test_any_text_has_a_count(text, language):
    assert count_syllables(text, language) >= 0


@given(st.lists(st.sampled_from(DUTCH.replace("|", "").split()), max_size=8))
def test_a_phrase_has_as_many_syllables_as_its_words(words):
    assert count_syllables(" ".join(words), "nl") == sum(count_syllables(word, "nl") for word in words)


def test_a_known_word_costs_about_a_microsecond():
    count_syllables("gemeente", "nl")
    started = time.process_time()
    for _ in range(10_000):
        count_syllables("gemeente", "nl")
    assert (time.process_time() - started) / 10_000 < 10e-6

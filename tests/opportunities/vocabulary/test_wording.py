import pytest

from opportunities.vocabulary.spelling import is_known, repair, repair_all, word_counts
from opportunities.vocabulary.wording import (
    content_words,
    own_wording,
    plain,
    strip_mode_words,
    turned_down,
    wish_words,
)


def test_plain_words_have_no_case_accents_or_punctuation():
    assert plain("Café-bar & Children’s PLAY!") == "cafe bar and childrens play"
    assert plain(" ?! ") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IT technician", "information technology technician"),
        ("IT", "information technology"),
        ("IT SUPPORT", "information technology support"),
        ("work in it", "work in it"),
        ("I WANT IT", "i want it"),
        ("WAITER", "waiter"),
    ],
)
def test_it_is_work_when_capitals_say_so(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("apprentice plasterer level 2", "plasterer"),
        ("trainee chef full time", "chef"),
        ("degree apprenticeship in nursing", "in nursing"),
        ("level 2 to 3 barber", "barber"),
        ("apprenticeship", "apprenticeship"),
        ("sea level surveyor", "sea level surveyor"),
    ],
)
def test_words_of_mode_are_stripped_from_titles(title, bare):
    assert strip_mode_words(title) == bare


def test_content_words_leave_out_what_says_nothing():
    assert content_words("Retail Apprenticeship (Level 2): working in the shop") == "retail working shop"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("Summat with cars, innit", "car vehicle motor"),
        ("doing hair", "hairdressing"),
        ("dunno maybe brickie sort of thing", "bricklayer"),
        ("i like animals and kids tbh", "animal care children childcare nursery"),
        ("i want to be a driving instructor", "driving instructor"),
        ("building surveyor", "building surveyor"),
        ("i wanna be a pilot", "aircraft airline pilot"),
        ("drone pilot", "drone pilot"),
        ("I don't want shop work, I want to be a chef", "chef"),
        ("not sure but maybe a florist", "florist"),
        ("hate retail", ""),
        ("no shops, id like to be a chef", "chef"),
        ("no idea, florist maybe", "florist"),
        ("not bothered about retail, florist", "florist"),
        ("not bothered what, maybe a florist", "florist"),
        ("i used to want to be a chef but now its a florist", "florist"),
        ("tired of retail, florist", "florist"),
        ("nothing with retail", ""),
        ("trains and boats", "train railway boats"),
        ("not bad at welding", "welder"),
        ("money adviser", "money adviser"),
        ("just want money", ""),
    ],
)
def test_a_wish_is_put_in_plain_words(wish, words):
    assert wish_words(wish) == words


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("gardening, no shops", "shops"),
        ("not shops, not people. gardening", "shops and people"),
        ("used to do hair but now bricklaying", ""),
        ("dont want office work but cars", "office work"),
        ("cars", ""),
        ("not sure", ""),
    ],
)
def test_what_is_turned_down_is_told_apart(wish, words):
    assert turned_down(wish) == words


def test_own_wording_is_in_plain_words_so_that_it_can_be_found():
    assert all(words == plain(words) for words in own_wording())
    assert all(meaning == plain(meaning) for meaning, _ in own_wording().values())
    assert {kind for _, kind in own_wording().values()} == {"dialect", "interest", "alone", "filler", "vague", "safety"}
    assert all(bool(meaning) == (kind in ("dialect", "interest", "alone")) for meaning, kind in own_wording().values())


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("harrdresser", "hairdresser"),
        ("electrishun", "electrician"),
        ("mechnic", "mechanic"),
        ("plumer", "plumber"),
        ("loking aftr animlas", "looking after animals"),
        ("Carpanter, or joinr", "carpenter, or joiner"),
        ("milkin cows", "milking cows"),
    ],
)
def test_unknown_words_become_the_closest_known_word(misspelt, right):
    assert repair(misspelt) == right


@pytest.mark.parametrize(
    "text",
    [
        "Wages clerk",
        "shaping eyebrows",
        "tattoo artist",
        "summat wi' cars, innit?",
        "AI",
        "vet",
        "2 b or not",
        "the moors",
        "i hate it",
        "tired",
        "the regiment, patches and shouting",
        "sold vapes",
    ],
)
def test_repair_keeps_known_words_short_words_and_punctuation(text):
    assert repair(text) == text


def test_every_known_word_is_left_alone():
    words = sorted(word_counts())[::25]
    assert repair_all(words) == words


def test_words_too_far_from_any_known_word_are_kept():
    assert not is_known("zxqvvj")
    assert repair("zxqvvj") == "zxqvvj"
    assert repair_all([]) == []

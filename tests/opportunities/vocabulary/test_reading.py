from pathlib import Path

import pytest

from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.occupations import unit_group_categories, unit_groups
from opportunities.vocabulary.reading import WishState, read_title, read_titles, read_wish, read_wishes

NO_WISH = [
    *("no idea", "No idea!", "dunno", "dunno mate", "idk", "idk tbh", "just want money", "anything", "anything really"),
    *("", "   ", "n/a", "N/A", "not sure", "not sure yet", "owt", "nowt", "a job", "any job", "whatever pays", "??"),
    *("dont know", "I don't know", "no clue", "not bothered", "not fussed", "none", "-", "beats me", "money", "dunnoo"),
]
STATED = [
    *(
        "money adviser",
        "not sure but maybe hairdressing",
        "dunno maybe nails",
        "anything with animals",
        "idk maybe cars",
    ),
    *("something in IT", "job centre adviser", "payroll clerk", "any job in a kitchen", "ideas person in advertising"),
]
WORRIES = [
    *("I want to kill myself", "want to die", "wanna die", "i cut myself", "been hurting myself", "I self harm"),
    *("dont want to be here anymore", "no point living", "i feel suicidal", "took an overdose", "better off dead"),
    *("he hits me", "my dad beats me", "my uncle keeps touching me", "she hurts me", "I was raped", "he raped me"),
    *("ive been groomed", "he threatens me", "im scared to go home", "scared of my step dad", "not safe at home"),
    *("they make me sell stuff", "forced me to carry drugs", "he took my passport", "my boyfriend wont let me leave"),
    *("i owe them money", "running lines for older lads", "selling myself", "I want to be a chef but my mum hits me"),
    *("want to kil myslef", "my boyfreind hits me", "she wants to kill herself", "he has been cutting himself"),
]
NOT_WORRIES = [
    *("domestic abuse support worker", "suicide prevention charity", "help people who self harm", "cutting hair"),
    *("want to die hair", "killer whale trainer", "dog grooming", "im grooming dogs at the minute", "time to kill"),
    *("die cutter", "child protection, stop abuse", "music really hits me", "beats me", "hit songs", "pest killing"),
    *("I dont want to live in Bradford", "live my own life", "make me a chef", "they make me happy, animals"),
    *("scared of my driving test", "stop county lines", "my worker has my passport", "security, keep people safe"),
    *("sell phones", "drop off parcels", "touch typing", "overdose nurse training", "help kids who hurt themselves"),
]


@pytest.mark.parametrize("text", NO_WISH)
def test_no_stated_wish_is_never_a_false_match(text):
    reading = read_wish(text)
    assert reading.state is WishState.NO_WISH
    assert reading.original == text
    assert reading.occupations == reading.categories == ()
    assert "wide choice" in reading.sentence


@pytest.mark.parametrize("text", STATED)
def test_a_wish_beside_doubt_is_still_a_wish(text):
    reading = read_wish(text)
    assert reading.state is WishState.WISH
    assert reading.occupations or reading.categories


@pytest.mark.parametrize("text", WORRIES)
def test_a_worry_is_not_read_and_goes_to_a_person(text):
    reading = read_wish(text)
    assert reading.state is WishState.WORRY
    assert reading.original == text
    assert reading.occupations == reading.categories == ()
    assert "person" in reading.sentence
    assert text not in reading.sentence


@pytest.mark.parametrize("text", NOT_WORRIES)
def test_words_that_only_resemble_a_worry_are_read(text):
    assert read_wish(text).state is not WishState.WORRY


@pytest.mark.parametrize(
    ("text", "unit_group", "category"),
    [
        ("summat with cars", 5231, "engineering_and_maintenance"),
        ("lookin after old folk", 6145, "social_care"),
        ("brickie", 5312, "construction_and_trades"),
        ("wnat to be an electrishun", 5241, "engineering_and_maintenance"),
        ("binman", 9235, "environment_and_land"),
        ("doing nails", 6222, "beauty_and_wellbeing"),
        ("something with animals", 6139, "animal_care"),
        ("chef", 5434, "hospitality_and_food"),
        ("cleaner", 9233, "home_services"),
        ("tattooist", 6222, "beauty_and_wellbeing"),
        ("paramedic", 3213, "healthcare"),
        ("coding", 2136, "computing_technology_and_digital"),
    ],
)
def test_wishes_are_read_as_occupation_and_category(text, unit_group, category):
    reading = read_wish(text)
    assert reading.state is WishState.WISH
    assert reading.occupations[0].unit_group == unit_group
    assert reading.categories[0].code == category
    assert text in reading.sentence
    assert "because" in reading.sentence


def test_a_reading_holds_at_most_three_of_each_surest_first():
    for reading in read_wishes(["mechanic", "nurse", "warehouse", "helping old people at home", "zxqvvj"]):
        for found in (reading.occupations, reading.categories):
            certainties = [one.certainty for one in found]
            assert len(found) <= 3
            assert certainties == sorted(certainties, reverse=True)
            assert all(0 < certainty <= 1.0001 for certainty in certainties)
        assert all(one.unit_group in unit_groups() for one in reading.occupations)
        assert all(one.code in BY_CODE for one in reading.categories)


def test_the_sentence_owns_up_to_doubt():
    assert "we read that as" in read_wish("chef").sentence
    assert "less sure" in read_wish("play football").sentence
    unknown = read_wish("zxqvvj")
    assert unknown.state is WishState.WISH
    assert unknown.occupations == ()
    assert "other words" in unknown.sentence


def test_the_original_is_kept_beside_the_repair():
    reading = read_wish("Electrishun innit")
    assert (reading.original, reading.repaired) == ("Electrishun innit", "electrician innit")


def test_many_are_read_as_one_by_one():
    texts = ["chef", "he hits me", "dunno", "summat with cars", "driving big wagons"]
    assert read_wishes(texts) == [read_wish(text) for text in texts]
    assert read_wishes([]) == []


@pytest.mark.parametrize(
    ("title", "description", "unit_group", "category"),
    [
        ("Apprentice Motor Vehicle Technician", "", 5231, "engineering_and_maintenance"),
        (
            "Vehicle Technician (Level 2)",
            "Service and repair cars in our workshop.",
            5231,
            "engineering_and_maintenance",
        ),
        ("Trainee Dental Nurse - full time", "", 6143, "healthcare"),
        ("Apprentice Plasterer", "", 5321, "construction_and_trades"),
        ("Kitchen Assistant", "Prepare food and keep the kitchen clean.", 9272, "hospitality_and_food"),
    ],
)
def test_titles_of_opportunities_are_read(title, description, unit_group, category):
    reading = read_title(title, description)
    assert reading.occupation.unit_group == unit_group
    assert reading.category.code == category


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("makin beats in me bedroom all day", 3416),
        ("mint at cars, me", 5231),
        ("i love horses they calm me", 6139),
        ("lashes n brows", 6222),
    ],
)
def test_what_somebody_says_of_themselves_is_read_before_the_words_that_follow(text, group):
    assert read_wish(text).occupations[0].unit_group == group


def test_a_faint_guess_counts_for_nothing():
    reading = read_wish("i fix everyones phones in our house")
    assert (reading.state, reading.occupations, reading.categories) == (WishState.WISH, (), ())
    assert "we do not know these words yet" in reading.sentence


@pytest.mark.parametrize("text", ["park ranger up at the moors", "summat with cars", "vet nurse", "plasterer"])
def test_the_field_agrees_with_the_occupation(text):
    reading = read_wish(text)
    assert reading.categories[0].code in unit_group_categories()[reading.occupations[0].unit_group]


def test_a_field_alone_is_said_as_a_field():
    reading = read_wish("money adviser")
    assert not reading.occupations
    assert "it may be in the field" in reading.sentence


def test_a_title_that_is_hardly_read_has_no_occupation():
    reading = read_title("Guaranteed interview for any post as a multi-trade repairs operative")
    assert (reading.occupation, reading.category) == (None, None)


def test_a_title_without_words_about_work_says_nothing():
    reading = read_title("Zxqvvj")
    assert reading.occupation is None
    assert reading.category is None
    assert read_titles([]) == []


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("states.tsv", {"wish": (0.95, 0.95), "none": (0.95, 0.95), "worry": (0.95, 0.95)}),
        ("states_by_another_hand.tsv", {"wish": (0.7, 0.95), "none": (0.95, 0.7), "worry": (0.95, 0.9)}),
        ("states_by_a_third_hand.tsv", {"wish": (0.93, 0.95), "none": (0.95, 0.9), "worry": (0.95, 0.95)}),
    ],
)
def test_what_is_a_wish_none_and_a_worry_in_young_peoples_words(file: str, least: dict) -> None:
    """How many found are right, and how many are found. The second file veils on purpose what it says."""
    lines = (Path(__file__).parent / "wishes" / file).read_text(encoding="utf-8").splitlines()
    said = [tuple(line.split("\t")) for line in lines]
    found = [reading.state.value.replace("no_wish", "none") for reading in read_wishes([text for _, text in said])]
    for state, (precision, recall) in least.items():
        right = sum(label == state == read for (label, _), read in zip(said, found, strict=True))
        assert right / found.count(state) >= precision
        assert right / sum(label == state for label, _ in said) >= recall

import pytest

from opportunities.vocabulary.levels import LEVEL_BY_CODE, Doubt, Level, level_reading, read_level, subject_reading


def test_the_scale_is_twelve_levels_in_order():
    assert [level.code for level in sorted(Level)] == ["none", "E1", "E2", "E3", *"12345678"]
    assert [int(level) for level in Level] == list(range(12))
    assert all(LEVEL_BY_CODE[level.code] is level for level in Level)
    assert Level.E3 < Level.L1 < Level.L8
    assert (Level.NONE.label, Level.E2.label, Level.L3.label) == ("No qualifications yet", "Entry level 2", "Level 3")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(text, "none") for text in ("none", "None yet", "No qualifications", "no formal quals", "nil", "pre-entry")],
        *[(text, "E1") for text in ("E1", "entry 1", "Entry Level One")],
        *[(text, "E2") for text in ("ESOL Entry 2", "Entry level 2 English")],
        *[(text, "E3") for text in ("Entry 3", "EL3", "functional skills entry 3")],
        *[(text, "1") for text in ("1", "L1", "level-1", "FS L1", "functional skills level 1", "GCSE 3", "GCSEs D-G")],
        *[(text, "1") for text in ("Level 1 (GCSE 3)", "grade 2", "GCSE maths below grade 4")],
        *[(text, "2") for text in ("Level 2", "lvl 2", "level two", "NVQ 2", "BTEC L2", "FS2", "GCSE 4", "GCSE C")],
        *[
            (text, "2")
            for text in ("grade 5", "4+", "A*-C", "C or 4", "5 GCSEs A*-C", "five GCSEs at grade 4 and above")
        ],
        *[
            (text, "2")
            for text in ("GCSE A", "Level 2 - 5 GCSEs at 4+", "intermediate apprenticeship", "a level 2 in care")
        ],
        *[(text, "3") for text in ("A levels", "A-level", "2 A levels", "AS level", "T Level", "BTEC level 3")],
        *[
            (text, "3")
            for text in ("A level grade C", "Access to HE", "advanced apprenticeship", "apprenticeship level 3")
        ],
        *[("HNC", "4"), ("HND", "5"), ("Foundation degree", "5"), ("BSc (Hons)", "6"), ("degree", "6")],
        *[("Master's", "7"), ("PhD", "8")],
    ],
)
def test_levels_are_read_as_sheets_write_them(text, code):
    assert read_level(text) is LEVEL_BY_CODE[code]


@pytest.mark.parametrize("text", ["", "  ", "unknown", "Not known", "n/k", "N/A", "-", "?", "nan", "not recorded"])
def test_nothing_known_is_unknown_and_never_none(text):
    assert read_level(text) is None


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("GCSEs", ["1", "2"]),
        ("5 GCSEs", ["1", "2"]),
        ("GCSE (9-1)", ["1", "2"]),
        ("a GCSE in maths", ["1", "2"]),
        ("GCSE C/D", ["1", "2"]),
        ("Level 1 English, Level 2 maths", ["1", "2"]),
        ("Level 1/2", ["1", "2"]),
        ("level 2 and 3", ["2", "3"]),
        ("GCSE level 4", ["2", "4"]),
        ("higher apprenticeship", ["4", "5"]),
        ("functional skills", ["E1", "E2", "E3", "1", "2"]),
        ("ESOL", ["E1", "E2", "E3"]),
        ("working towards level 2", []),
        ("predicted GCSE 4", []),
        ("no GCSEs", []),
        ("Level 9", []),
        ("purple", []),
        ("0", []),
    ],
)
def test_what_could_mean_several_things_is_asked(text, candidates):
    doubt = read_level(text)
    assert isinstance(doubt, Doubt)
    assert [level.code for level in doubt.candidates] == candidates
    assert text in doubt.sentence
    assert "Choose the level held" in doubt.sentence


def test_a_bare_number_in_a_column_of_one_subject_may_be_a_gcse_grade():
    assert read_level("4") is Level.L4
    assert read_level("4", of_subject=True).candidates == (Level.L2, Level.L4)
    assert read_level("3", of_subject=True).candidates == (Level.L1, Level.L3)
    assert read_level("1", of_subject=True) is Level.L1
    assert read_level("Level 2", of_subject=True) is Level.L2


@pytest.mark.parametrize("level", Level)
def test_every_level_reads_back_from_its_code(level):
    assert level_reading(level.code).value == level.code


def test_a_column_of_levels_is_certain_blank_or_asked():
    assert level_reading("").how == "blank"
    doubt = level_reading("an apprenticeship")
    assert (doubt.how, doubt.candidates) == ("close", ("2", "3"))
    assert level_reading("a bit of this").how == "unknown"


def test_a_bare_number_under_a_subject_is_asked_and_a_candidate_settles_it():
    doubt = subject_reading("4")
    assert doubt.to_confirm
    assert doubt.candidates == ("Level 2", "Level 4")
    assert [subject_reading(words).value for words in doubt.candidates] == ["2", "4"]
    assert subject_reading("1").value == "1"

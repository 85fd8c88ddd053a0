"""The order of reading a label: code, code beside agreeing words, words, a close spelling that a person confirms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.imports.labels import Label, LabelReader
from config.imports.phrases import words_of

PETS = {
    "CAT": Label("Cat", codes=("C", "1"), settles=("cat", "house cat"), hints=("pet",)),
    "DOG": Label("Dog", codes=("D", "2"), settles=("dog",), alone=("puppy",), hints=("pet",)),
    "NOT_A_PET": Label("No pet", settles=("no pet",)),
}


@pytest.fixture
def reader() -> LabelReader:
    return LabelReader("pet", PETS, ignored=["kind"], doubt=["lost"])


@pytest.mark.parametrize(
    ("text", "value", "how"),
    [
        ("CAT", "CAT", "code"),
        ("c", "CAT", "code"),
        ("(C)", "CAT", "code"),
        ("C -", "CAT", "code"),
        ("01", "CAT", "code"),
        ("2.0", "DOG", "code"),
        ("Code 'D' is not mapped", "DOG", "code"),
        ("C: Cat", "CAT", "code"),
        ("Cat [C]", "CAT", "code"),
        ("C House Cats", "CAT", "code"),
        ("c - a kind of pet", "CAT", "code"),
        ("HOUSE-CAT", "CAT", "words"),
        ("dogs", "DOG", "words"),
        ("dog with a red collar", "DOG", "words"),
        ("a puppy", "DOG", "words"),
        ("no pets", "NOT_A_PET", "words"),
        ("Dog (e.g. a hound or a cat)", "DOG", "words"),
    ],
)
def test_certain(reader: LabelReader, text: str, value: str, how: str) -> None:
    reading = reader.read(text)
    assert (reading.value, reading.how, reading.candidates, reading.to_confirm) == (value, how, (), False)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("C - Dog", ("CAT", "DOG")),
        ("C / D", ("CAT", "DOG")),
        ("cat or dog", ("CAT", "DOG")),
        ("pet", ("CAT", "DOG")),
        ("not a dog", ("DOG",)),
        ("dog?", ("DOG",)),
        ("lost dog", ("DOG",)),
        ("puppy farm", ("DOG",)),
        ("D - hamster", ("DOG",)),
        ("pupppy", ("DOG",)),
        ("dog, not known", ("DOG",)),
    ],
)
def test_disagreement_doubt_and_near_spellings_are_asked(
    reader: LabelReader, text: str, candidates: tuple[str, ...]
) -> None:
    reading = reader.read(text)
    assert (reading.value, reading.how, reading.candidates) == (None, "close", candidates)
    assert text in reading.sentence


@pytest.mark.parametrize("text", ["hamster", "#MULTIVALUE!", "3", "X"])
def test_unknown_text_has_no_candidate(reader: LabelReader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.value, reading.how, reading.candidates) == (None, "unknown", ())
    assert reading.to_confirm


@pytest.mark.parametrize("text", ["", " ", "nan", "-", "--", "N/A", "none", "Not recorded", "unknown"])
def test_blank_asks_nothing(reader: LabelReader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.value, reading.how, reading.to_confirm) == (None, "blank", False)


def test_not_recorded_may_have_a_value_of_its_own() -> None:
    reader = LabelReader("pet", PETS, not_recorded="NOT_A_PET")
    assert reader.read("not known").value == "NOT_A_PET"
    assert reader.read("-").how == "blank"


def test_a_firm_code_is_believed_beside_unknown_words() -> None:
    assert LabelReader("pet", PETS).read("D - hamster").value is None
    assert LabelReader("pet", PETS, firm_codes=True).read("D - hamster").value == "DOG"


def test_marks_are_combined_into_codes() -> None:
    marks = {"small": Label("", alone=("small",)), "barks": Label("", alone=("barking",))}
    codes = {frozenset(["barks"]): frozenset(["DOG"]), frozenset(["small"]): frozenset(["CAT", "DOG"])}
    reader = LabelReader("pet", PETS, marks=marks, combine=lambda said: codes.get(said, frozenset()))
    assert reader.read("barking").value == "DOG"
    assert reader.read("small").candidates == ("CAT", "DOG")


def test_a_phrase_cannot_mean_two_things() -> None:
    with pytest.raises(ValueError, match="two things"):
        LabelReader("pet", {"A": Label("A", settles=("cat",)), "B": Label("B", settles=("the cats",))})


def test_words_are_compared_without_dress() -> None:
    assert words_of("The  Café's B & B’s (F/T)") == ("cafe", "bed", "breakfast", "full", "time")


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_certain_means_no_question(text: str) -> None:
    reading = LabelReader("pet", PETS).read(text)
    assert reading.value in {None, *PETS}
    assert (reading.value is not None) == (reading.how in ("code", "words"))
    assert not (reading.value and reading.candidates)
    assert reading.sentence

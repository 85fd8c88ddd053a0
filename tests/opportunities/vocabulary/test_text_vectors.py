import subprocess
import sys

import numpy as np
import pytest

from opportunities.vocabulary import sentence_model
from opportunities.vocabulary.text_vectors import BACK_ENDS, opening, text_reader, title_of

TITLES = ["Vehicle technician", "Care assistant", "Domiciliary care assistant", "Retail assistant", "Chef de partie"]
WISHES = ["summat with cars", "lookin after old folk", "wanna be a cheff", "dunno", "my dad hits me"]


@pytest.fixture(scope="module", params=BACK_ENDS)
def reader(request):
    if request.param == "onnx" and not sentence_model.is_installed():
        pytest.skip("The text model is not installed here: `python3 manage.py get_text_model` installs it.")
    return text_reader(request.param)


@pytest.mark.parametrize("name", BACK_ENDS)
def test_the_weights_of_a_back_end_add_up_to_one(name):
    assert sum(part.weight for part in BACK_ENDS[name][1]) == pytest.approx(1)


def test_the_back_end_is_chosen_by_the_environment(monkeypatch):
    assert text_reader().name == "sklearn-3"
    monkeypatch.setenv("EET_TEXT_BACK_END", "onnx")
    assert text_reader.__wrapped__().name == "onnx-3"


def likeness(reader, wish, title):
    return (reader.wish_vectors([wish]) @ reader.vectors([title]).T)[0, 0]


def test_rows_have_length_one_or_zero_and_no_entry_below_zero(reader):
    for vectors, empty in ((reader.vectors([*TITLES, ""]), [5]), (reader.wish_vectors(WISHES), [3, 4])):
        lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
        assert vectors.dtype == np.float32
        assert vectors.shape[1] == reader.width
        assert vectors.data.min() >= 0
        expected = np.ones(len(lengths))
        expected[empty] = 0
        assert lengths == pytest.approx(expected, abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_company(reader):
    together = reader.vectors(TITLES)
    for row, title in enumerate(TITLES):
        assert (together[row] != reader.vectors([title])[0]).nnz == 0
    wishes = reader.wish_vectors(WISHES)
    for row, wish in enumerate(WISHES):
        assert (wishes[row] != reader.wish_vectors([wish])[0]).nnz == 0


def test_another_process_reads_the_same(reader):
    program = (
        "from opportunities.vocabulary.text_vectors import BACK_ENDS, TextReader;"
        f"reader = next(TextReader(*row) for row in BACK_ENDS.values() if row[0] == {reader.name!r});"
        "print(repr(float(reader.wish_vectors(['motor repairs, fixing engines']).data.sum())))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert float(printed) == float(reader.wish_vectors(["motor repairs, fixing engines"]).data.sum())


@pytest.mark.parametrize(
    ("wish", "nearer", "further"),
    [
        ("summat with cars", "Vehicle technician", "Care assistant"),
        ("lookin after old folk", "Domiciliary care assistant", "Vehicle technician"),
        ("lookin aftr old fokl", "Domiciliary care assistant", "Vehicle technician"),
        ("AI", "Artificial intelligence engineer", "Retail assistant"),
        ("brickie", "Apprentice bricklayer (level 2)", "Brick sales manager"),
        ("binman", "Refuse loader", "Barman"),
        ("doing hair", "Barber", "Chairlift operator"),
        ("wanna be a cheff", "Commis chef", "Sheriff's officer"),
    ],
)
def test_a_wish_is_nearer_to_what_it_means(reader, wish, nearer, further):
    assert likeness(reader, wish, nearer) > likeness(reader, wish, further)


@pytest.mark.parametrize(
    ("wish", "turned_down", "wanted"),
    [
        ("animals but not dogs", "Dog groomer", "Zoo keeper"),
        ("outdoors, no farms", "Farm worker", "Gardener"),
        ("cooking, nothing with cleaning", "Cleaner", "Chef"),
    ],
)
def test_work_that_is_turned_down_comes_after_all_else(reader, wish, turned_down, wanted):
    assert likeness(reader, wish, turned_down) < likeness(reader, wish, wanted)
    assert likeness(reader, wish, turned_down) <= 0


def test_what_is_turned_down_is_no_wish_by_itself_and_each_row_stands_alone(reader):
    wishes = ["gardening, no shops", "owt but retail", "gardening"]
    together = reader.wish_vectors(wishes)
    assert together[1].nnz == 0
    assert together[0].data.min() < 0 < together[0].data.max()
    assert together[2].data.min() > 0
    for row, wish in enumerate(wishes):
        assert abs(together[row] - reader.read_wishes([wish])).sum() == pytest.approx(0, abs=1e-4)


def test_two_letters_are_not_found_inside_a_word():
    direct_features = text_reader("sklearn").vectors(["AI"]).multiply(text_reader("sklearn").vectors(["retail"]))
    assert direct_features.nnz == 0


def test_a_title_alone_stands_for_itself(reader):
    vectors = reader.vectors(["Plumber", "Plumber"])
    assert (vectors[0] @ vectors[1].T)[0, 0] == pytest.approx(1, abs=1e-5)
    assert likeness(reader, "plumber", "Plumber") == pytest.approx(1, abs=1e-5)


def test_the_title_outweighs_the_description(reader):
    text = "Plumber. You will visit homes, schools and offices with a chef"
    assert likeness(reader, "plumber", text) > likeness(reader, "chef", text)


def test_no_texts_give_an_empty_matrix(reader):
    assert reader.vectors([]).shape == (0, reader.width)
    assert reader.wish_vectors([]).shape == (0, reader.width)


def test_a_title_ends_at_the_first_stop():
    assert title_of("Chef. You cook") == "Chef"
    assert title_of("Chef\nYou cook") == "Chef"
    assert title_of("Node.js developer") == "Node.js developer"
    assert opening("a  b\nc " + "word " * 100).startswith("a b")
    assert len(opening("word " * 100).split()) == 80

"""The optional text model: read only where it is installed and is the one that was measured."""

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from opportunities.vocabulary import occupation_meanings, sentence_model
from opportunities.vocabulary.sentence_model import NoTextModel

needs_model = pytest.mark.skipif(
    not sentence_model.is_installed(),
    reason="The text model is not installed here: `python3 manage.py get_text_model` installs it.",
)


@pytest.fixture
def _fresh():
    sentence_model._loaded.cache_clear()
    yield
    sentence_model._loaded.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_without_the_model_one_sentence_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sentence_model, "find_spec", lambda name: None)
    assert not sentence_model.is_installed()
    with pytest.raises(NoTextModel, match="get_text_model"):
        sentence_model.encode(["care"])
    for name in ("queries.tsv", "docs.tsv", "qrels.tsv"):
        (tmp_path / name).write_text("qid\tdid\ttext\trel\nq\td\tcare\t1\n")
    with pytest.raises(CommandError, match="get_text_model"):
        call_command("evaluate_relevance", tmp_path, backend="onnx")


@needs_model
@pytest.mark.usefixtures("_fresh")
def test_another_file_is_refused(monkeypatch):
    monkeypatch.setattr(sentence_model, "FILES", dict.fromkeys(sentence_model.FILES, "0" * 64))
    with pytest.raises(NoTextModel, match="checksum differs"):
        sentence_model.encode(["care"])


@needs_model
def test_a_text_means_the_same_alone_and_among_longer_ones():
    together = sentence_model.encode(["looking after old people", "a " * 60, "fixing cars"])
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    assert together[0] == pytest.approx(sentence_model.encode(["looking after old people"])[0], abs=1e-4)
    assert sentence_model.encode([]).shape == (0, sentence_model.WIDTH)


@needs_model
def test_texts_are_read_as_the_model_was_made_to_read_them():
    """A text that is filled up to one length would be near to every other (.8 and more)."""
    texts = ["looking after old people", "caring for the elderly", "fixing cars", "vehicle repair"]
    care, elderly, cars, vehicle = sentence_model.encode(texts)
    assert min(care @ elderly, cars @ vehicle) > 0.5
    assert max(care @ cars, care @ vehicle, elderly @ cars, elderly @ vehicle) < 0.3


@needs_model
def test_phrases_meet_by_what_they_mean():
    care, cars, home = (
        occupation_meanings.near([text]) for text in ("look after old people", "fixing cars", "care home assistant")
    )
    assert (care @ home.T)[0, 0] > (cars @ home.T)[0, 0]
    assert occupation_meanings.near([""]).nnz == 0

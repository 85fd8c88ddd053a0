"""Spellings of list 9 that councils use: read for certain, asked with candidates, or asked without."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspirations.imports.annex_a import CODED, reader
from aspirations.imports.annex_a_meanings import activities

COLUMNS = (*CODED, "accommodation", "suitability")

SPELLINGS = tomllib.loads(Path(__file__).with_name("annex_a_spellings.toml").read_text(encoding="utf-8"))
CERTAIN: dict[str, dict[str, list[str]]] = SPELLINGS["certain"]
ASKED: dict[str, dict[str, list[str]]] = SPELLINGS["asked"]
UNKNOWN: dict[str, list[str]] = SPELLINGS["unknown"]


def flat(cases: dict[str, dict[str, list[str]]]) -> list[tuple[str, str, str]]:
    return [(column, text, code) for column, codes in cases.items() for code, texts in codes.items() for text in texts]


@pytest.mark.parametrize(("column", "text", "code"), flat(CERTAIN))
def test_read_for_certain(column: str, text: str, code: str) -> None:
    reading = reader(column).read(text)
    assert reading.value == code, reading
    assert reading.how in ("code", "words") and not reading.to_confirm


@pytest.mark.parametrize(("column", "text"), [(column, text) for column in ASKED for text in ASKED[column]])
def test_asked_with_candidates(column: str, text: str) -> None:
    reading = reader(column).read(text)
    assert (reading.value, reading.how, reading.candidates) == (None, "close", tuple(ASKED[column][text]))
    assert text in reading.sentence


@pytest.mark.parametrize(("column", "text"), [(column, text) for column in UNKNOWN for text in UNKNOWN[column]])
def test_asked_without_a_candidate(column: str, text: str) -> None:
    reading = reader(column).read(text)
    assert (reading.value, reading.how, reading.candidates) == (None, "unknown", ())


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("text", ["", "nan", "-", "NaN", "N/A", " "])
def test_blank(column: str, text: str) -> None:
    assert reader(column).read(text).how == "blank"


@pytest.mark.parametrize("column", COLUMNS)
def test_every_code_of_ours_reads_as_itself(column: str) -> None:
    labels = reader(column).labels
    assert {code: reader(column).read(code).value for code in labels} == {code: code for code in labels}
    assert set(CERTAIN[column]) == set(labels)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "uasc"])  # once UASC is UASC
@pytest.mark.parametrize("doubt", ["Not {}", "{} ?", "Awaiting {}", "Previously: {}"])
def test_a_doubt_beside_a_known_wording_is_never_read_in_silence(column: str, doubt: str) -> None:
    for code, label in reader(column).labels.items():
        for phrase in (*label.settles, *label.alone):
            if not re.search(r"\b(not?|never|lost)\b", phrase):
                reading = reader(column).read(doubt.format(phrase))
                assert reading.value != code, reading


def test_not_in_education_employment_or_training_is_no_job() -> None:
    assert activities(frozenset(["neet"])) == {"G4", "G5", "G6"}
    assert activities(frozenset(["full", "work"])) == {"F3", "F5"}
    assert activities(frozenset(["full", "work", "not_apprenticeship"])) == {"F5"}
    assert activities(frozenset(["full", "work", "parenting"])) == {"F3", "F5", "G6"}
    assert activities(frozenset()) == frozenset()


@given(st.sampled_from(COLUMNS), st.text(max_size=60))
def test_no_text_breaks_a_reader(column: str, text: str) -> None:
    reading = reader(column).read(text)
    assert reading.value in {None, *reader(column).labels}
    assert not (reading.value and reading.candidates)

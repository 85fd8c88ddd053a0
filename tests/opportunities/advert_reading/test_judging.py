"""Precision and recall on marked adverts, and the invented ones that stand beside this file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from opportunities.advert_reading.judging import Marked, advert_and_marks, share, tallies, together

HERE = Path(__file__).parent


def test_marks_are_taken_out_of_the_advert() -> None:
    text, marks = advert_and_marks("Need {car: own car} and\\n{experience=2?: two years}.")
    assert text == "Need own car and\ntwo years."
    assert marks == [Marked("car", "", True, 5, 12), Marked("experience", "2", False, 17, 26)]


def test_right_false_and_missed_are_told_apart() -> None:
    lines = ["You must have {car: your own car}.", "You need {car: wings}.", "You must be over 18."]
    counts, wrong = tallies(lines)
    assert (counts["car"].right, counts["car"].missed, counts["age"].false) == (1, 1, 1)
    assert len(wrong) == 2 and together(counts.values()).right == 1


def test_a_share_has_its_interval() -> None:
    assert share(95, 100) == "0.950 [0.888, 0.978]" and share(0, 0) == "none"


def test_marked_adverts_are_read_well() -> None:
    whole = together(tallies((HERE / "marked_adverts.txt").read_text(encoding="utf-8").splitlines())[0].values())
    assert whole.right / (whole.right + whole.false) >= 0.95
    assert whole.right / (whole.right + whole.missed) >= 0.90


def test_the_command_prints_each_label_and_the_faults(tmp_path: Path) -> None:
    path, out = tmp_path / "marked.txt", StringIO()
    path.write_text("Need {car: own car}.\nNeed {car: wings}.\n", encoding="utf-8")
    call_command("evaluate_adverts", path, "--wrong", stdout=out)
    said = out.getvalue()
    assert "2 adverts" in said and "car" in said and "missed car: “wings”" in said and "recall 0.500" in said


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("evaluate_adverts", tmp_path / "gone.txt")

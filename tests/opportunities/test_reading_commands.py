"""`read_adverts` and `read_wishes`: one JSON line a text, so that anyone can judge the reading."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def lines(command: str, path: Path) -> list[dict[str, Any]]:
    out = StringIO()
    call_command(command, path, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "texts.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_advert_is_one_line_with_all_that_is_read(tmp_path: Path) -> None:
    advert = "Own car essential. £12.71 an hour, 37 hours a week. You must be over 18."
    line = lines("read_adverts", written(tmp_path, f"id\ttext\na1\t{advert}\n"))[0]
    assert line["id"] == "a1"
    assert [(one["label"], advert[one["start"] : one["end"]]) for one in line["barriers"]] == [
        ("car", "Own car essential"),
        ("age", "must be over 18"),
    ]
    assert line["requirements"][0] | {"words": ""} == {
        "type": "age", "value": "18-", "words": "", "essential": True, "is_certain": True, "start": 56, "end": 71,
    }  # fmt: skip
    assert (line["pay"]["amount"], line["pay"]["per"], line["hours"]["low"]) == ("12.71", "hour", 37)


def test_a_wish_is_read_as_a_young_persons_is(tmp_path: Path) -> None:
    rows = "id\ttext\nw1\tsummat with cars but not selling them\nw2\tdont know\nw3\the hits me, not shop work\n"
    wish, none, worry = lines("read_wishes", written(tmp_path, rows))
    assert (wish["state"], wish["not_wanted"]) == ("wish", ["not selling them"])
    assert wish["occupations"][0]["title"] == "Motor vehicle fitter" and wish["categories"]
    assert (none["state"], none["occupations"]) == ("none", [])
    assert (worry["state"], worry["occupations"], worry["not_wanted"]) == ("worry", [], [])


def test_quotes_and_tabs_inside_a_text_do_no_harm(tmp_path: Path) -> None:
    rows = 'id\ttext\na\t"Own car" needed\tnow\nb\t\nc\t"one\n'
    assert [line["id"] for line in lines("read_adverts", written(tmp_path, rows))] == ["a", "b", "c"]
    quoted = 'id\ttext\na\t"Own car needed.\nYou must be over 18."\n'
    assert [one["label"] for one in lines("read_adverts", written(tmp_path, quoted))[0]["barriers"]] == ["car", "age"]


@pytest.mark.parametrize("rows", ["name\twords\na\tb\n", "", "\n"])
def test_a_file_without_the_columns_is_refused(rows: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no column id or text"):
        lines("read_adverts", written(tmp_path, rows))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        lines("read_wishes", tmp_path / "gone.tsv")

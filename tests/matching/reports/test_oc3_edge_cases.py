"""R4: the edge cases of the care-leaver return, made on purpose: birthdays, every code, the dead, who went home.

With SECOND_OPINION=/path/to/second-opinion/bin/python the public validator reads the same files, by the script that
stands in docs/returns.md.
"""

import csv
import os
import re
import subprocess
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from config.accounts.models import Council
from matching.reports.oc3_files import export_oc3
from matching.reports.oc3_rules import ACCOMMODATION, ACTIVITY, ETHNICITY, NEVER_SUITABLE
from tests.matching.reports.conftest import Draw

TODAY = date(2026, 7, 1)
OPINION = os.environ.get("SECOND_OPINION", "")
RETURNS = Path(__file__).parents[3] / "docs" / "returns.md"
CODES = sorted(ACTIVITY - {"0"})
HOMES = sorted(ACCOMMODATION - NEVER_SUITABLE - {"0"})
AWAY = ("NO", "REFU", "NREQ")
BORN = {
    "17 on the year's last day": date(2009, 3, 31),
    "17 on the year's first day": date(2008, 4, 1),
    "17 on a leap day that this year has not": date(2009, 3, 1),
    "18 on 29 February": date(2008, 2, 29),
    "21 on the year's first day": date(2004, 4, 1),
    "21 on the year's last day": date(2005, 3, 31),
    "18 on the year's first day": date(2007, 4, 1),
}
OUTSIDE = {"17 the day after": date(2009, 4, 1), "22 on the year's last day": date(2004, 3, 31)}
Rows = list[dict[str, str]]


@pytest.fixture
def folder(draw: Draw, council: Council, tmp_path: Path) -> Path:
    """Everyone of the edge, in one return."""
    for born_on in [*BORN.values(), *OUTSIDE.values()]:
        draw(born_on=born_on, local_status="relevant")
    for activity in CODES:
        draw(activity)
    for home in HOMES:
        draw(home=home)
    for ethnicity, gender in product(sorted(ETHNICITY), ("male", "female")):
        draw(ethnicity=ethnicity, gender=gender)
    for in_touch, activity in product(AWAY, ("", "G5", "F2")):
        draw(activity, in_touch=in_touch, home="")
    draw("F2", in_touch="DIED", home="U1"), draw("G4", in_touch="RHOM", home="B1"), draw("", in_touch="DIED", home="")
    draw(gender="not_stated"), draw(gender="neither"), draw(pupil_number="")
    draw(gender="unknown"), draw(""), draw(home=""), draw(in_touch=""), draw("F3"), draw("P3")
    draw(born_on=None), draw(local_status="unknown"), draw(home="S1")
    for home in ("T1", "Z1"):
        draw(home=home, born_on=date(2008, 5, 1), local_status="relevant")
    export_oc3(council=council, year=2026, out=tmp_path, by=None, today=TODAY)
    return tmp_path


def read(folder: Path, name: str) -> Rows:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_code_and_every_birthday_of_the_year_is_in_and_nothing_is_guessed(folder: Path) -> None:
    rows, headers = read(folder, "oc3.csv"), read(folder, "header.csv")
    assert {row["ACTIV"] for row in rows} == {*CODES, "0"}
    assert {row["ACCOM"] for row in rows} == {*HOMES, "0"}
    assert {row["ETHNIC"] for row in headers} == set(ETHNICITY) and {row["SEX"] for row in headers} == {"M", "F", "U"}
    born = {row["DOB"] for row in rows}
    assert {f"{day:%d/%m/%Y}" for day in BORN.values()} <= born
    assert not {f"{day:%d/%m/%Y}" for day in OUTSIDE.values()} & born
    assert all(row["IN_TOUCH"] and row["ACTIV"] and row["ACCOM"] for row in rows)
    gone = [row for row in rows if row["IN_TOUCH"] in ("DIED", "RHOM")]
    assert len(gone) == 3 and {(row["ACTIV"], row["ACCOM"]) for row in gone} == {("0", "0")}
    assert not [row for row in rows if row["IN_TOUCH"] == "YES" and "0" in (row["ACTIV"], row["ACCOM"])]


def test_header_and_table_hold_the_same_people_once(folder: Path) -> None:
    rows, headers = read(folder, "oc3.csv"), read(folder, "header.csv")
    assert [(row["CHILD"], row["DOB"]) for row in rows] == [(row["CHILD"], row["DOB"]) for row in headers]
    assert len({row["CHILD"] for row in rows}) == len(rows)


def test_whoever_is_held_back_is_asked_about(folder: Path) -> None:
    held = {row["About"] for row in read(folder, "ask_first.csv") if row["In oc3.csv"] == "no"}
    assert held >= {
        "date of birth",
        "label",
        "in touch",
        "activity",
        "accommodation",
        "rule 101",
        "rule 133",
        "rule 347",
        "rule 3001",
    }


@pytest.mark.skipif(not OPINION, reason="SECOND_OPINION is not set: see docs/returns.md")
def test_the_public_validator_asks_only_for_the_note_on_sex_not_known(folder: Path, tmp_path: Path) -> None:
    script = re.findall(r"```python\n(.*?)```", RETURNS.read_text(), re.DOTALL)[0]
    (tmp_path / "second_opinion.py").write_text(script)
    command = [OPINION, tmp_path / "second_opinion.py", folder]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    (ran,) = (line for line in said if "rules ran" in line)
    assert ran.startswith("29 rules ran, 286 had no table")
    unknown = [row["CHILD"] for row in read(folder, "header.csv") if row["SEX"] == "U"]
    assert said[said.index(ran) + 1 :] == [f"232 Header {' '.join(unknown)}"]

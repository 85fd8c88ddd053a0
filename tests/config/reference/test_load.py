"""Reference data from the shipped files: whole, repeatable, and careful with what others have set."""

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from config.reference import figures
from config.reference.load import ROOM, Loaded, load_reference
from config.reference.models import AgeRule, Bursary, CodedTerm, MinimumWage, Target
from config.reference.vocabulary import terms
from opportunities.vocabulary.kinds import kinds
from tests.factories.people import make_council

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> Loaded:
    return load_reference(on=DAY)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A room of our own, so that a test may change the files."""
    for folder in ("lists", "figures"):
        shutil.copytree(ROOM / folder, tmp_path / folder)
    return tmp_path


def without_row(path: Path, code: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] != code]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_every_row_of_every_list_is_there_in_its_order(loaded: Loaded) -> None:
    for path in (ROOM / "lists").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        known = CodedTerm.objects.filter(list=path.stem, council=None)
        assert [term.code for term in known] == [row["code"] for row in rows]
        assert [term.label for term in known] == [row["label"] for row in rows]


def test_further_columns_become_attributes_as_written(loaded: Loaded) -> None:
    job = terms("kinds")["job"]
    assert job.attributes["counts_as_eet"] == "yes"
    assert not {"code", "label", "valid_from"} & job.attributes.keys()


def test_a_second_load_changes_nothing(loaded: Loaded) -> None:
    before = list(CodedTerm.objects.values()), list(MinimumWage.objects.values())
    assert load_reference(on=DAY) == Loaded(0, 0, 0)
    assert (list(CodedTerm.objects.values()), list(MinimumWage.objects.values())) == before


def test_a_row_that_is_gone_ends_and_stays_readable_and_comes_back_with_its_row(loaded: Loaded, copied: Path) -> None:
    without_row(copied / "lists" / "kinds.csv", "taster")
    assert load_reference(on=DAY, room=copied).ended == 1
    assert "taster" in terms("kinds")
    assert "taster" not in terms("kinds", on=DAY)
    assert load_reference(on=DAY, room=copied).ended == 0
    load_reference(on=DAY)
    assert "taster" in terms("kinds", on=DAY)


def test_a_changed_label_is_changed_once(loaded: Loaded, copied: Path) -> None:
    path = copied / "lists" / "readiness.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Settling first", "Settling in"), encoding="utf-8")
    assert load_reference(on=DAY, room=copied).changed == 1
    assert terms("readiness")["settling"].label == "Settling in"


def test_a_councils_own_rows_are_left_alone(loaded: Loaded) -> None:
    council = make_council()
    own = {"list": "kinds", "council": council, "order": 1, "valid_from": date(2026, 4, 1)}
    CodedTerm.objects.create(code="job", label="Paid work", **own)
    CodedTerm.objects.create(code="open_day", label="Open day", group="stepping_stone", **own)
    Target.objects.create(council=council, measure="eet", percent=Decimal(75), valid_from=date(2026, 4, 1))
    assert load_reference(on=DAY) == Loaded(0, 0, 0)
    assert terms("kinds", council=council, on=DAY)["job"].label == "Paid work"
    assert [target.percent for target in figures.targets(council, DAY)] == [75]


def test_an_end_that_an_administrator_set_is_kept(loaded: Loaded) -> None:
    april = date(2027, 4, 1)
    MinimumWage.objects.on(DAY).update(valid_to=april)
    MinimumWage.objects.create(band="age_21", pounds_per_hour=Decimal("13.00"), valid_from=april)
    assert load_reference(on=DAY) == Loaded(0, 0, 0)
    assert figures.minimum_wages(april)["age_21"] == 13


@pytest.mark.parametrize(
    ("day", "wages"),
    [
        (date(2024, 3, 31), [None, None, None, None]),
        (date(2024, 4, 1), ["11.44", "8.60", "6.40", "6.40"]),
        (date(2025, 4, 1), ["12.21", "10.00", "7.55", "7.55"]),
        (date(2026, 3, 31), ["12.21", "10.00", "7.55", "7.55"]),
        (date(2026, 4, 1), ["12.71", "10.85", "8.00", "8.00"]),
    ],
)
def test_the_minimum_wage_of_a_day(loaded: Loaded, day: date, wages: list[str | None]) -> None:
    found = figures.minimum_wages(day)
    asked = [found.get(band) for band in ("age_21", "age_18", "under_18", "apprentice")]
    assert asked == [wage and Decimal(wage) for wage in wages]


@pytest.mark.parametrize(
    ("age", "is_apprentice", "first_year", "band"),
    [
        (17, False, False, "under_18"),
        (18, False, False, "age_18"),
        (20, False, True, "age_18"),
        (21, False, False, "age_21"),
        (18, True, False, "apprentice"),
        (19, True, False, "age_18"),
        (24, True, True, "apprentice"),
        (24, True, False, "age_21"),
    ],
)
def test_the_wage_band_of_an_age(age: int, is_apprentice: bool, first_year: bool, band: str) -> None:
    assert figures.wage_band(age, is_apprentice=is_apprentice, first_year=first_year) == band


def test_age_rules_agree_with_the_kinds_they_are_about(loaded: Loaded) -> None:
    for rule in AgeRule.objects.on(DAY).filter(kind__in=kinds()):
        row = terms("kinds")[rule.kind].attributes
        ages = [rule.youngest, rule.oldest, rule.oldest_care_leaver]
        assert ages == [int(row[name]) if row[name] else None for name in ("min_age", "max_age", "max_age_care_leaver")]


def test_foundation_apprenticeships_are_open_to_24_for_care_leavers_from_august_2025(loaded: Loaded) -> None:
    rule = figures.age_rule("foundation_apprenticeship", DAY)
    assert rule and (rule.youngest, rule.oldest, rule.oldest_care_leaver) == (16, 21, 24)
    assert figures.age_rule("foundation_apprenticeship", date(2025, 7, 31)) is None
    assert figures.age_rule("volunteering", DAY) is None


def test_what_is_not_confirmed_officially_says_so(loaded: Loaded) -> None:
    unconfirmed = {row.code for row in Bursary.objects.all() if "(check)" in row.source}
    assert unconfirmed == {"provider_extra_payment", "employer_extra_payment"}
    assert {rule.kind for rule in AgeRule.objects.all() if "(check)" in rule.source} == {"level_7_apprenticeship"}


def test_the_bursary_is_for_starts_before_25_and_grew_in_august_2023(loaded: Loaded) -> None:
    def bursary(age: int, on: date) -> list[tuple[Decimal, list[int]]]:
        found = figures.bursaries_for("apprenticeship", age, on).filter(code="care_leaver_apprenticeship")
        return [(row.pounds, row.payable_after_days) for row in found]

    assert bursary(24, DAY) == [(3000, [60, 120, 300])]
    assert bursary(24, date(2023, 7, 31)) == [(1000, [])]
    assert bursary(25, DAY) == []
    assert not figures.bursaries_for("job", 20, DAY).exists()


def test_targets_are_shared_until_a_council_sets_its_own(loaded: Loaded) -> None:
    assert [target.percent for target in figures.targets(make_council(), DAY)] == [70, 80]

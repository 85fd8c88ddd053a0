"""The published tables of 2021 do not add up, and the reconciliation says so; our own do."""

from datetime import date
from decimal import Decimal

import pytest

from config.accounts.models import Council
from matching.reports.figures import cohort, figures
from matching.reports.reconciliation import Tables, reconcile
from matching.reports.summary import position_in_words
from tests.factories.people import DAY, make_council, make_person

PUBLISHED = Tables(
    people=810,
    activities=(
        ("F1", 39),
        ("F1", 5),
        ("F2", 263),
        ("F3", 6),
        ("F4", 19),
        ("F5", 61),
        ("F5", 25),
        ("P2", 10),
        ("P3", 1),
        ("P5", 17),
        ("P5", 7),
        ("G4", 44),
        ("G5", 212),
        ("G6", 46),
        ("0", 59),
    ),
    others={
        "ages": {"16": 155, "17": 152, "18": 164, "19": 158, "20": 124, "21": 63, "22": 30, "23": 4},
        "statuses": {"eligible": 241, "former relevant": 471, "relevant": 17, "qualifying": 81},
    },
)


def test_the_published_tables() -> None:
    found = reconcile(PUBLISHED, [Decimal(70), Decimal(80)])
    assert found.does_not_add_up == (
        "The activities add up to 814, not 810: 4 more than the people stated.",
        "The ages add up to 850, not 810: 40 more than the people stated.",
    )
    assert found.checked == (
        "453 in EET, 302 not in EET and 59 with no recorded activity make 814.",
        "The statuses add up to 810.",
    )
    assert found.shares == (
        "Not in EET: 37.3%, 302 of 810 (of the people stated).",
        "Not in EET: 37.1%, 302 of 814 (of the activities listed).",
        "Not in EET: 40.0%, 302 of 755 (of those with a known activity).",
    )
    assert [(aim.percent, aim.more) for aim in found.aims] == [(70, 114), (80, 195)]
    assert str(found.aims[0]) == "114 more people in education, work or training would reach 70%."


def test_too_few_is_told_as_well() -> None:
    found = reconcile(Tables(10, (("F2", 9),)), [Decimal(90)])
    assert found.does_not_add_up == ("The activities add up to 9, not 10: 1 fewer than the people stated.",)
    assert str(found.aims[0]) == "90% is reached."


def test_nobody() -> None:
    found = reconcile(Tables(0, ()), [Decimal(70)])
    assert found.does_not_add_up == ()
    assert found.shares[0] == "Not in EET: 0 of 0 (of the people stated)."


@pytest.mark.django_db
def test_our_own_tables_add_up(council: Council, draw) -> None:
    draw(activity="G5", born_on=None)
    draw(activity="", local_status="unknown")
    draw()
    found = reconcile(Tables.of(figures(cohort(council, date(2026, 3, 1)), date(2026, 3, 1))))
    assert found.does_not_add_up == ()
    assert found.checked == (
        "1 in EET, 1 not in EET and 1 with no recorded activity make 3.",
        "The activities add up to 3.",
        "The ages add up to 3.",
        "The statuses add up to 3.",
    )


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        (["G5"] * 6 + ["F5"] * 7, "6 not in EET"),
        (
            ["G5"] * 2 + ["F5"] * 7 + ["F2"] * 3,
            "In EET: not shown. Not in EET: 1 to 4. No recorded activity: 0.",
        ),
        (["G5"] * 3, "Together: 1 to 4."),
    ],
)
def test_the_position_in_words_prints_nobody_of_few(db: None, activities: list[str], said: str) -> None:
    """P4: a share or the distance of a target would give the hidden number away, so neither is said."""
    for activity in activities:
        make_person(activity=activity)
    told = " ".join(position_in_words(make_council(), DAY))
    assert said in told
    assert ("%" in told) == ("not printed" not in told)

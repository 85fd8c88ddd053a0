"""Each fact of an audit beside an offer that turns on it: held fits, known not to be held bars, unknown is asked."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.contrib.gis.geos import Point

from tests.factories.people import DAY
from tests.factories.service import a_job, barriers, to_check, verdicts, well_known

pytestmark = pytest.mark.django_db
FAR = Point(-0.1276, 51.5072, srid=4326)
YESTERDAY = DAY - timedelta(days=1)


class Case(NamedTuple):
    """Facts of the audit in three situations, for an offer. `code`: the must-have that they turn on."""

    code: str
    offer: dict[str, Any]
    fits: dict[str, Any]
    bars: dict[str, Any]
    unknown: dict[str, Any]


def asks(type_: str, value: str = "") -> dict[str, Any]:
    return {"requirements": [(type_, value, "As the employer said it")]}


def document(code: str) -> Case:
    fits, bars = {"documents_held": [code]}, {"documents_held": [], "documents_missing": [code]}
    return Case(code, asks("document", code), fits, bars, {"documents_held": []})


CASES = {
    "highest level": Case("overall_2", asks("level", "2"), {"level": "2"}, {"level": "1"}, {"level": ""}),
    "no qualification": Case("overall_e1", asks("level", "E1"), {"level": "E1"}, {"level": "none"}, {"level": ""}),
    "English": Case("english_1", asks("english", "1"), {"english": "1"}, {"english": "E3"}, {"english": ""}),
    "maths": Case("maths_2", asks("maths", "2"), {"maths": "3"}, {"maths": "1"}, {"maths": ""}),
    "full licence": Case(
        "licence_full", asks("licence", "full"), {"licence": "full"}, {"licence": "provisional"}, {"licence": "unknown"}
    ),
    "provisional licence": Case(
        "licence_provisional", asks("licence", "provisional"), {"licence": "full"}, {"licence": "none"},
        {"licence": "unknown"},
    ),
    "right to work": Case(
        "right_to_work", {}, {"right_to_work": "yes"}, {"right_to_work": "no"}, {"right_to_work": "unknown"}
    ),
    "restricted right to work": Case(
        "right_to_work", {}, {"right_to_work": "yes"}, {"right_to_work": "no"}, {"right_to_work": "restricted"}
    ),
    "expired right to work": Case(
        "right_to_work", {}, {"right_to_work_until": DAY}, {"right_to_work": "no"}, {"right_to_work_until": YESTERDAY}
    ),
    "benefits": Case(
        "on_benefits", asks("benefit"), {"on_benefits": "yes"}, {"on_benefits": "no"}, {"on_benefits": "unknown"}
    ),
    "EHC plan": Case("ehc_plan", asks("ehc_plan"), {"ehc_plan": "yes"}, {"ehc_plan": "no"}, {"ehc_plan": "unknown"}),
    "supported internship": Case(
        "ehc_plan", {"kind": "supported_internship"}, {"ehc_plan": "yes"}, {"ehc_plan": "no"}, {"ehc_plan": "unknown"}
    ),
    "photo ID": document("photo_id"),
    "birth certificate": document("birth_certificate"),
    "National Insurance number": document("ni_number"),
    "bank account": document("bank_account"),
    "proof of address": document("proof_of_address"),
    "residence": Case(
        "area", asks("residence", "E08000032"), {"home_area_code": "E08000032"}, {"home_area_code": "E08000035"},
        {"home_area_code": ""},
    ),
    "most hours": Case(
        "hours", {}, {"hours_most": Decimal(30)}, {"hours_most": Decimal("29.5")},
        {"hours_most": None, "hours_least": None},
    ),
    "fewest hours": Case(
        "hours", {"hours_per_week": Decimal(16)}, {"hours_least": Decimal(16)}, {"hours_least": Decimal(20)},
        {"hours_most": None, "hours_least": None},
    ),
    "the journey": Case("travel", {}, {"travel_minutes": 10}, {"home": FAR}, {"home": None}),
    "the way to travel": Case("travel", {}, {"travel_mode": "walk"}, {"home": FAR}, {"travel_mode": "unknown"}),
    "the longest journey": Case("travel", {}, {"travel_minutes": 0}, {"home": FAR}, {"travel_minutes": None}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_held_fits_and_not_held_bars_and_unknown_is_asked(case: Case) -> None:
    """Without any audit it is the same as unknown."""
    people = [well_known(audit=facts) for facts in (case.fits, case.bars, case.unknown, {})]
    people[-1].aspiration_audits.all().delete()
    fits, bars, unknown, without = verdicts(people, a_job(**case.offer))
    assert fits[0] == set() and case.code not in fits[1]
    assert bars[0] == {case.code}
    assert unknown[0] == set() and case.code in unknown[1]
    assert without[0] == set() and case.code in without[1]


@pytest.mark.parametrize(
    ("audit", "offer"),
    [
        ({"home": FAR, "travel_minutes": 5}, {"is_remote": True}),
        ({"home": None, "travel_mode": "unknown"}, {"is_remote": True}),
        ({"home": FAR, "travel_minutes": 5}, {"sites": [Point(-1.75, 53.79, srid=4326), FAR]}),
    ],
    ids=["remote is never too far", "remote asks for no home", "the nearest of several sites counts"],
)
def test_journeys_that_fit(audit: dict[str, Any], offer: dict[str, Any]) -> None:
    ((barred, asked),) = verdicts([well_known(audit=audit)], a_job(**offer))
    assert barred == set() and "travel" not in asked


def test_an_offer_without_a_place_or_hours_is_asked_of_the_employer() -> None:
    assert set(to_check(well_known(), a_job(sites=[], hours_per_week=None))) == {"travel", "hours"}


@pytest.mark.parametrize("kind", ["job", "council_ringfenced", "apprenticeship", "internship"])
def test_work_needs_the_right_to_work(kind: str) -> None:
    assert barriers(well_known(audit={"right_to_work": "no"}), a_job(kind=kind)) == ["right_to_work"]


@pytest.mark.parametrize("kind", ["course", "functional_skills", "volunteering", "shadowing", "mentoring"])
def test_learning_and_volunteering_need_no_right_to_work(kind: str) -> None:
    assert barriers(well_known(audit={"right_to_work": "no"}), a_job(kind=kind)) == []

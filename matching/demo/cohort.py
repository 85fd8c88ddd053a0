"""The cohort file: rows of Ofsted Annex A list 9 for the last day and for the two days before it."""

from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar

import factory

from matching.demo.council import EARLIER_DAYS, SEED
from matching.demo.draws import sometimes, weighted
from matching.demo.lives import ELIGIBLE, Life, lives
from matching.demo.spellings import as_the_council_writes

LOOKED_AFTER_HOMES = {
    "D: Semi-independent accommodation": 24, "C: Residential care or NHS": 16, "E: Supported lodgings": 14,
    "Y: Other accommodation": 22, "B: With parents or relatives": 6, "X: In custody": 1, "": 17,
}  # fmt: skip
HOMES = {
    "U: Independent tenancy": 38, "D: Semi-independent accommodation": 19, "B: With parents or relatives": 13,
    "Z: With former foster carer (staying put)": 11, "E: Supported lodgings": 5, "T: Foyer": 3, "X: In custody": 2.5,
    "K: Ordinary lodgings": 2, "Y: Other accommodation": 2, "S: No fixed abode": 1.2, "V: Emergency accommodation": 0.8,
    "W: Bed and breakfast": 0.8, "R: Residence not known": 0.7, "C: Residential care or NHS": 0.5, "": 2,
}  # fmt: skip
NEVER_SUITABLE = ("S: No fixed abode", "X: In custody")
OFTEN_UNSUITABLE = ("W: Bed and breakfast", "V: Emergency accommodation")
TOUCH = {"a) Yes": 94, "b) No": 2.5, "d) Refu": 2, "e) NREQ": 1.5}
TOUCH_WHEN_BLANK = {"a) Yes": 40, "b) No": 32, "d) Refu": 13, "e) NREQ": 10, "f) Rhom": 5}


HEADINGS = {
    "child_id": "Child Unique ID",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "born_on": "Date of Birth",
    "age": "Age",
    "uasc": "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "disability": "Does the Child have a Disability",
    "team": "Allocated Team",
    "worker": "Allocated Worker",
    "adviser": "Allocated Personal Advisor",
    "category": "Eligibility Category",
    "plan_on": "Latest Pathway Plan Review Date",
    "in_touch": "LA in Touch",
    "contact_on": "Latest Date of Contact",
    "accommodation": "Type of Accommodation",
    "suitability": "Suitability of Accommodation",
    "activity": "Activity Status",
}
COLUMNS = tuple(HEADINGS.values())


class CohortRow(factory.DictFactory):
    """One row, in the order of the form's 17 columns. Ask for it with a life, a day and random numbers."""

    class Params:
        life: Life | None = None
        day: date | None = None
        random: Random | None = None

    child_id = factory.LazyAttribute(lambda row: row.life.child_id)
    gender = factory.LazyAttribute(lambda row: row.life.gender)
    ethnicity = factory.LazyAttribute(lambda row: row.life.ethnicity)
    born_on = factory.LazyAttribute(lambda row: row.life.born_on)
    age = factory.LazyAttribute(lambda row: row.life.age_on(row.day))
    uasc = factory.LazyAttribute(lambda row: row.life.uasc)
    disability = factory.LazyAttribute(lambda row: row.life.disability)
    team = factory.LazyAttribute(lambda row: row.life.team)
    worker = factory.LazyAttribute(lambda row: row.life.social_worker if row.age < 18 else "")
    adviser = factory.LazyAttribute(lambda row: adviser_on(row.life, row.day))
    category = factory.LazyAttribute(lambda row: ELIGIBLE if was_looked_after(row.life, row.age) else row.life.status)
    plan_on = factory.LazyAttribute(lambda row: "" if sometimes(row.random, 0.04) else _ago(row, 5, 260))
    in_touch = factory.LazyAttribute(lambda row: weighted(row.random, TOUCH if row.activity else TOUCH_WHEN_BLANK))
    contact_on = factory.LazyAttribute(lambda row: _ago(row, 1, 54) if row.in_touch == "a) Yes" else _ago(row, 60, 400))
    accommodation = factory.LazyAttribute(lambda row: lives_at(row.random, row))
    suitability = factory.LazyAttribute(lambda row: suits(row.random, row.accommodation))
    activity = factory.LazyAttribute(lambda row: row.life.activities[row.day])

    class Meta:
        rename: ClassVar = HEADINGS


def cohort_rows(as_of: date) -> list[dict[str, Any]]:
    """The file of one of the days, a dict a row: text, dates and whole ages. Nobody leaves between the files."""
    there = [life for life in lives() if life.in_cohort_on(as_of)]
    return [as_the_council_writes(life, _row(life, as_of), as_of) for life in there]


def _row(life: Life, day: date) -> dict[str, Any]:
    """Drawn from the person's own seed, so that a home or a silence lasts from file to file."""
    row: dict[str, Any] = CohortRow.build(life=life, day=day, random=Random(f"{SEED} {life.child_id}"))
    return row


def adviser_on(life: Life, day: date) -> str:
    return life.adviser_before if day == EARLIER_DAYS[0] else life.personal_adviser


def was_looked_after(life: Life, age: int) -> bool:
    """A former relevant young adult was an eligible child before the 18th birthday."""
    return age < 18 and life.status.startswith("b)")


def lives_at(random: Random, row: Any) -> str:
    """OC3 rule 344: nothing is said of the home of somebody who went back to their parents."""
    if row.in_touch == "f) Rhom":
        return ""
    return weighted(random, LOOKED_AFTER_HOMES if row.age < 18 else HOMES)


def suits(random: Random, accommodation: str) -> str:
    if not accommodation or accommodation.startswith("R"):
        return ""
    if accommodation in NEVER_SUITABLE:
        return "b) Unsuitable"
    share = 0.7 if accommodation in OFTEN_UNSUITABLE else 0.05
    return "b) Unsuitable" if sometimes(random, share) else "a) Suitable"


def _ago(row: Any, least: int, most: int) -> date:
    return row.day - timedelta(days=row.random.randint(least, most))

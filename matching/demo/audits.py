"""The audit sheet: what 560 of the 810 told us, most of those not in EET among them. Much is not known, as in life."""

from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar

import factory

from matching.demo import answers
from matching.demo.care import care_periods
from matching.demo.council import DAY, SEED
from matching.demo.draws import picked, sometimes
from matching.demo.lives import Life, lives
from matching.demo.names import preferred_name
from matching.demo.wishes import WORRY, hoped_for, phrasings

ASKED = {"neet": 284, "blank": 21, "eet": 255}
ROUNDS = ((date(2026, 9, 1), "Autumn 2026"), (date(2026, 3, 1), "Spring 2026"))
LATE, LONGEST_AGO = 0.12, 240
"""The share whose answers are from the spring, so many days ago at most: old enough to ask again."""


HEADINGS = {
    "child_id": "Child Unique ID",
    "name": "Preferred Name",
    "asked_on": "Asked On",
    "round": "Round",
    "wish_1": "Wish 1",
    "wish_2": "Wish 2",
    "wish_3": "Wish 3",
    "kinds": "Kinds Wanted",
    "readiness": "Readiness",
    "hours_least": "Hours Least",
    "hours_most": "Hours Most",
    "days": "Days",
    "minutes": "Furthest Travel (minutes)",
    "travel": "Travel By",
    "postcode": "Home Postcode",
    "level": "Highest Level",
    "english": "English",
    "maths": "Maths",
    "licence": "Driving Licence",
    "right_to_work": "Right To Work",
    "right_to_work_until": "Right To Work Until",
    "held": "Documents Held",
    "missing": "Documents Missing",
    "benefits": "On Benefits",
    "ehc_plan": "EHC Plan",
    "needs": "Support Needs",
    "circumstances": "Circumstances",
    "strengths": "Strengths",
    "care": "Care Periods",
}
COLUMNS = tuple(HEADINGS.values())


class AuditRow(factory.DictFactory):
    """One row of the audit sheet. Ask for it with a life and random numbers."""

    class Params:
        life: Life | None = None
        random: Random | None = None
        wishes = factory.LazyAttribute(lambda row: hoped_for(row.random, 0.12 if row.life.is_neet else 0.05))
        hours = factory.LazyAttribute(lambda row: answers.hours(row.random, row.life))
        documents = factory.LazyAttribute(lambda row: answers.documents(row.random, row.life))
        work = factory.LazyAttribute(lambda row: answers.right_to_work(row.random, row.life))

    child_id = factory.LazyAttribute(lambda row: row.life.child_id)
    name = factory.LazyAttribute(lambda row: preferred_name(row.life.position))
    asked_on = factory.LazyAttribute(lambda row: _asked_on(row.random, row.life))
    round = factory.LazyAttribute(lambda row: next(name for opened, name in ROUNDS if row.asked_on >= opened))
    wish_1 = factory.LazyAttribute(lambda row: _nth(row.wishes, 0))
    wish_2 = factory.LazyAttribute(lambda row: _nth(row.wishes, 1))
    wish_3 = factory.LazyAttribute(lambda row: _nth(row.wishes, 2))
    kinds = factory.LazyAttribute(lambda row: answers.kinds_wanted(row.random, row.readiness))
    readiness = factory.LazyAttribute(lambda row: answers.readiness(row.random, row.life))
    hours_least = factory.LazyAttribute(lambda row: row.hours[0])
    hours_most = factory.LazyAttribute(lambda row: row.hours[1])
    days = factory.LazyAttribute(lambda row: answers.days(row.random, row.life))
    minutes = factory.LazyAttribute(lambda row: answers.minutes(row.random))
    travel = factory.LazyAttribute(lambda row: answers.travel(row.random, row.licence))
    postcode = factory.LazyAttribute(lambda row: answers.postcode(row.random, row.life))
    level = factory.LazyAttribute(lambda row: answers.level(row.random, row.life))
    english = factory.LazyAttribute(lambda row: answers.subject(row.random, row.life))
    maths = factory.LazyAttribute(lambda row: answers.subject(row.random, row.life))
    licence = factory.LazyAttribute(lambda row: answers.licence(row.random, row.life))
    right_to_work = factory.LazyAttribute(lambda row: row.work[0])
    right_to_work_until = factory.LazyAttribute(lambda row: row.work[1])
    held = factory.LazyAttribute(lambda row: "; ".join(row.documents[0]))
    missing = factory.LazyAttribute(lambda row: "; ".join(row.documents[1]))
    benefits = factory.LazyAttribute(lambda row: answers.on_benefits(row.random, row.life))
    ehc_plan = factory.LazyAttribute(lambda row: answers.ehc_plan(row.random, row.life))
    needs = factory.LazyAttribute(lambda row: "; ".join(answers.needs(row.random, row.life)))
    circumstances = factory.LazyAttribute(lambda row: "; ".join(answers.circumstances(row.random, row.life)))
    strengths = factory.LazyAttribute(lambda row: answers.strengths(row.random, row.life))
    care = factory.LazyAttribute(lambda row: care_periods(row.random, row.life) if sometimes(row.random, 0.7) else "")

    class Meta:
        rename: ClassVar = HEADINGS


def audit_rows() -> list[dict[str, Any]]:
    """Rows in the order of the cohort: text and dates. Two of them say a worry beside their wish."""
    random = Random(SEED)
    rows = [AuditRow.build(life=life, random=random) for life in _asked(random)]
    for row, worry in zip(picked(random, rows, 2, lambda row: bool(row["Wish 2"])), phrasings()[WORRY], strict=True):
        row["Wish 2"] = worry
    return rows


def _asked(random: Random) -> list[Life]:
    groups: dict[str, list[Life]] = {group: [] for group in ASKED}
    for life in lives():
        groups["neet" if life.is_neet else "eet" if life.activity else "blank"].append(life)
    chosen = [life for group, count in ASKED.items() for life in picked(random, groups[group], count, lambda _: 1)]
    return sorted(chosen, key=lambda life: life.position)


def _asked_on(random: Random, life: Life) -> date:
    """Newcomers were asked in the last weeks, some at 15: children in care are in the audit too."""
    late = sometimes(random, LATE) and life.in_cohort_on(DAY - timedelta(days=LONGEST_AGO))
    return DAY - timedelta(days=random.randint(110, LONGEST_AGO) if late else random.randint(3, 75))


def _nth(wishes: list[str], place: int) -> str:
    return wishes[place] if place < len(wishes) else ""

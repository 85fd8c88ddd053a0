"""What the 810 do, by the local labels of the published table (Bradford's annual report on care leavers, Nov 2021).

The report's blanks are 59 and its activities make 814; here they are 55, so that everything adds up to 810.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from matching.demo.council import DAY, EARLIER_DAYS
from matching.demo.draws import picked, sometimes, weighted

if TYPE_CHECKING:
    from matching.demo.lives import Life

DEGREE = "F1: Degree, full time"
COLLEGE = "F2: A level or below, full time"
APPRENTICE = "F4: Apprenticeship, full time"
JOB = "F5: Employment without training, full time"
TRAINING = "F5: Other training, full time"
PART_TIME_COLLEGE = "P2: A level or below, part time"
PART_TIME_JOB = "P5: Employment without training, part time"
ILL = "G4: Illness or disability"
OTHER = "G5: Other circumstances"
PARENT = "G6: Pregnancy or parenting"
BLANK = ""

PUBLISHED = {
    PARENT: 46,
    ILL: 44,
    DEGREE: 39,
    "F1: Higher education below degree, full time": 5,
    APPRENTICE: 19,
    "F3: Training or employment, full time": 6,
    "P3: Training or employment, part time": 1,
    JOB: 61,
    TRAINING: 25,
    PART_TIME_JOB: 17,
    "P5: Other training, part time": 7,
    PART_TIME_COLLEGE: 10,
    BLANK: 55,
    OTHER: 212,
    COLLEGE: 263,
}
"""How many are drawn for each label, in this order; those left over at the end are at college."""

BY_AGE = {
    "F1": (0, 0, 1, 3, 4, 3, 2, 1),
    "F2": (1, 1, 1, 1, 1, 1, 1, 1),
    "F3": (0, 1, 2, 2, 2, 2, 1, 1),
    "F4": (0.6, 1, 1.5, 1.3, 1, 0.8, 0.5, 0.5),
    "F5": (0.15, 0.3, 1, 1.5, 1.8, 2, 2, 2),
    "P2": (0.5, 0.5, 1, 1.2, 1, 1, 1, 1),
    "P3": (0, 1, 2, 2, 2, 2, 1, 1),
    "P5": (0.2, 0.4, 1, 1.5, 1.6, 1.6, 1.6, 1.6),
    "G4": (0.3, 0.6, 1, 1.3, 1.4, 1.5, 1.5, 1.5),
    "G5": (0.5, 0.6, 0.75, 1.15, 1.5, 1.9, 2.2, 2.2),
    "G6": (0.05, 0.3, 1, 1.7, 2.2, 2.2, 2, 2),
    "": (0.6, 0.7, 0.9, 1.1, 1.2, 1.2, 1.2, 1.2),
}
"""How likely, for ages 16 to 23: invented, so that fewer of the older ones are in education, work or training."""

STAYED = {"F1": 0.75, "F2": 0.85, "F3": 0, "P3": 0, "F4": 0.55, "F5": 0.6, "P2": 0.5, "P5": 0.55, "G4": 0.88, "G5": 0.8}
STAYED |= {"G6": 0.8, "": 1}
"""How likely the same was already true six months before. A blank was never anything else: it says nothing is known."""

BEFORE_NEET = {COLLEGE: 55, JOB: 20, PART_TIME_JOB: 12, APPRENTICE: 6, TRAINING: 7}
BEFORE_EET = {COLLEGE: 50, OTHER: 20, JOB: 12, PART_TIME_COLLEGE: 8, TRAINING: 10}


def give_activities(random: Random, lives: list["Life"]) -> None:
    """To each person an activity for every file they are in; the totals of the last day are exactly as published."""
    free = list(lives)
    for label, count in PUBLISHED.items():
        chosen = picked(random, free, count, partial(likely, label))
        free = [life for life in free if life not in chosen]
        for life in chosen:
            life.activities = dict(_history(random, life, label))


def likely(label: str, life: "Life") -> float:
    """A weight by age, and by what the label says of the person."""
    code = label[:2]
    weight = BY_AGE[code][life.age_on(DAY) - 16]
    if code == "G6":
        return weight if life.gender == "b) Female" else weight * 0.04
    return weight * 4 if code == "G4" and life.disability == "a) Yes" else weight


def _history(random: Random, life: "Life", label: str) -> Iterator[tuple[date, str]]:
    """The label on each file's day, newest first."""
    yield DAY, label
    for day in reversed(EARLIER_DAYS):
        label = label if sometimes(random, STAYED[label[:2]]) else _before(random, life, label, day)
        yield day, label


def _before(random: Random, life: "Life", label: str, day: date) -> str:
    """What somebody did before `label`, of another code; under 18 it is mostly college."""
    before = BEFORE_NEET if label.startswith("G") else BEFORE_EET
    if life.age_on(day) < 18:
        before = {COLLEGE: 70, OTHER: 30}
    return weighted(random, {other: share for other, share in before.items() if other[:2] != label[:2]})

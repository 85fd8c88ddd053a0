"""How the invented young people answer each question of the audit. An empty answer is "not known yet"."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from random import Random

from matching.demo.council import DAY
from matching.demo.draws import several, sometimes, table, weighted
from matching.demo.lives import Life

READINESS = {
    "G4": {"Settling first": 45, "Exploring": 25, "Building up": 15, "Ready with support": 5},
    "G5": {"Settling first": 17, "Exploring": 25, "Building up": 24, "Ready with support": 18, "Ready to go": 9},
    "G6": {"Settling first": 25, "Exploring": 25, "Building up": 20, "Ready with support": 15, "Ready to go": 4},
    "": {"Settling first": 20, "Exploring": 20, "Building up": 10},
}
READY_IN_EET = {"Building up": 20, "Ready with support": 20, "Ready to go": 35, "Exploring": 5}
KINDS_WANTED = {
    "Settling first": {"Mentoring": 0.4, "Volunteering": 0.2, "Taster or careers week": 0.2},
    "Exploring": {"Work shadowing": 0.35, "Taster or careers week": 0.4, "Short course (days)": 0.3, "Mentoring": 0.2},
    "Building up": {
        "Functional skills or ESOL": 0.4, "College or training course": 0.45, "Work experience": 0.4,
        "Foundation apprenticeship": 0.2,
    },
    "Ready with support": {
        "Apprenticeship": 0.5, "Pre-employment programme": 0.3, "Job": 0.4, "Ring-fenced council job": 0.25,
        "Work experience": 0.3,
    },
    "Ready to go": {"Job": 0.65, "Apprenticeship": 0.55, "Paid internship": 0.2, "Guaranteed interview": 0.25},
    "": {"Job": 0.25, "Apprenticeship": 0.2, "College or training course": 0.2},
}  # fmt: skip
HOURS = {("16", "37.5"): 30, ("30", "40"): 20, ("16", "30"): 15, ("8", "16"): 10, ("", "20"): 5, ("20", ""): 5}
PARENT_HOURS = {("8", "16"): 40, ("10", "20"): 30, ("16", "25"): 15}
DAYS = {
    "any": 20, "Monday to Friday": 20, "not Sundays": 6, "weekends are fine": 6, "no mornings before 10": 9,
    "not Fridays": 6, "evenings best": 4, "days not nights": 12,
}  # fmt: skip
PARENT_DAYS = {"school hours only": 40, "nursery is Tue, Wed and Thu": 25, "while little one is at my nan's": 10}
MINUTES = {"15": 6, "20": 10, "30": 26, "40": 8, "45": 18, "60": 18, "75": 2, "90": 5}
TRAVEL = {"Bus or train": 62, "On foot": 9, "Cycle": 5, "Car, moped or lift": 5}
LEVELS_SAID = {
    "none": ("none", "No qualifications yet"),
    "E1": ("Entry level 1", "E1"),
    "E2": ("Entry level 2", "Entry 2"),
    "E3": ("Entry level 3", "E3", "entry 3"),
    "1": ("Level 1", "L1", "functional skills level 1", "GCSE grade 3"),
    "2": ("Level 2", "level 2", "GCSE grade 4", "GCSE grade 5"),
    "3": ("Level 3", "A levels", "BTEC level 3", "T level"),
    "4": ("Level 4", "HNC"),
    "?": ("some GCSEs", "did a bit at college"),
}
LEVELS = {"none": 16, "E1": 4, "E2": 5, "E3": 10, "1": 28, "2": 20, "3": 4, "?": 1}
LEVELS_IN_EET = {"none": 5, "E2": 2, "E3": 6, "1": 28, "2": 34, "3": 12, "4": 1, "?": 1}
SUBJECT = {"none": 8, "E1": 5, "E2": 7, "E3": 16, "1": 26, "2": 16}
SUBJECT_IN_EET = {"none": 3, "E2": 4, "E3": 10, "1": 32, "2": 32}
DOCUMENTS = {
    "Photo ID": 0.55, "Birth certificate": 0.66, "National Insurance number": 0.8, "Bank account": 0.8,
    "Proof of address": 0.5,
}  # fmt: skip
NEEDS = {
    "Flexible hours": 0.12, "A gradual start": 0.16, "Same days, early rota": 0.12, "One named person": 0.24,
    "Time with other care leavers": 0.07, "Help with fares": 0.22, "Someone to try the journey with": 0.09,
    "Clothes or kit": 0.15, "Laptop, phone or data": 0.12, "Weekly pay or an advance": 0.1,
    "Interview done differently": 0.1, "Shown, not only written": 0.09, "Reading or writing tools": 0.05,
    "Some work from home": 0.04, "A quiet place": 0.05, "Time for appointments": 0.05, "Speech and language help": 0.03,
    "A fair talk about a record": 0.04, "Hours that fit court terms": 0.02,
}  # fmt: skip
NEEDS_OF_SOME = {
    "G6": {"School or nursery hours": 0.6, "Childcare near or paid": 0.65, "Flexible hours": 0.4},
    "G4": {"Time for appointments": 0.5, "A quiet place": 0.35, "A gradual start": 0.4},
}
NEEDS_ON_ARRIVAL = {"Help with English": 0.65, "Time or food for belief": 0.3, "Start waits for papers": 0.2}
STEP_FREE = 0.12


def mostly(random: Random, known: float, weights: Mapping[str, float]) -> str:
    """One of the answers, or nothing for the share that nobody has asked."""
    return weighted(random, weights) if sometimes(random, known) else ""


def readiness(random: Random, life: Life) -> str:
    return mostly(random, 0.84, READINESS.get(life.activity, READY_IN_EET))


def kinds_wanted(random: Random, readiness: str) -> str:
    return "; ".join(several(random, KINDS_WANTED[readiness])) if sometimes(random, 0.8) else ""


def hours(random: Random, life: Life) -> tuple[str, str]:
    """Least and most hours a week."""
    return weighted(random, PARENT_HOURS if life.activity == "G6" else HOURS) if sometimes(random, 0.62) else ("", "")


def days(random: Random, life: Life) -> str:
    return mostly(random, 0.55, PARENT_DAYS if life.activity == "G6" else DAYS)


def minutes(random: Random) -> str:
    return mostly(random, 0.8, MINUTES)


def travel(random: Random, licence: str) -> str:
    return mostly(random, 0.86, TRAVEL | ({"Car, moped or lift": 60} if licence == "Full" else {}))


def postcode(random: Random, life: Life) -> str:
    """Where the person lives, mostly as it should be written; unknown for some."""
    spelt = weighted(random, {life.postcode: 80, life.postcode.replace(" ", ""): 5, life.postcode.lower(): 4})
    return spelt if sometimes(random, 0.9) else ""


def level(random: Random, life: Life) -> str:
    return _said(random, 0.82, LEVELS if life.is_neet else LEVELS_IN_EET)


def subject(random: Random, life: Life) -> str:
    """English or maths, held apart from the overall level."""
    return _said(random, 0.76, SUBJECT if life.is_neet else SUBJECT_IN_EET)


def licence(random: Random, life: Life) -> str:
    """A car licence needs 17."""
    if life.age_on(DAY) < 17:
        return mostly(random, 0.8, {"None": 1})
    return mostly(random, 0.82, {"None": 62, "Provisional": 30, "Full": 2 + 3 * (life.age_on(DAY) - 17)})


def right_to_work(random: Random, life: Life) -> tuple[str, date | str]:
    """The answer as it was told, with the last day of a permission; some of these days have passed."""
    if life.uasc != "a) Yes":
        return mostly(random, 0.86, {"Yes": 1}), ""
    answer = mostly(random, 0.82, {"Yes": 62, "Restricted": 22, "No": 16})
    until = DAY + timedelta(days=random.randint(-40, 900))
    return answer, until if answer == "Restricted" or (answer == "Yes" and sometimes(random, 0.4)) else ""


def documents(random: Random, life: Life) -> tuple[list[str], list[str]]:
    """Held and missing; what is in neither list is not known."""
    known = [name for name in DOCUMENTS if sometimes(random, 0.78)]
    held = [name for name in known if sometimes(random, DOCUMENTS[name] + (0.15 if not life.is_neet else 0))]
    return held, [name for name in known if name not in held]


def on_benefits(random: Random, life: Life) -> str:
    if life.age_on(DAY) < 18:
        return mostly(random, 0.7, {"No": 95, "Yes": 5})
    return mostly(random, 0.85, {"Yes": 82, "No": 18} if life.is_neet else {"Yes": 25, "No": 75})


def ehc_plan(random: Random, life: Life) -> str:
    return mostly(random, 0.8, {"Yes": 40, "No": 60} if life.disability == "a) Yes" else {"Yes": 9, "No": 91})


def needs(random: Random, life: Life) -> list[str]:
    """Adjustments the person asked for, never a diagnosis. Nothing said is not the same as nothing needed."""
    if not sometimes(random, 0.78):
        return []
    shares = NEEDS | NEEDS_OF_SOME.get(life.activity, {}) | (NEEDS_ON_ARRIVAL if life.uasc == "a) Yes" else {})
    if life.disability == "a) Yes":
        shares = shares | {"Step-free, seated or light tasks": STEP_FREE}
    return several(random, shares)


def circumstances(random: Random, life: Life) -> list[str]:
    """As told, in few words."""
    shares = {"carer": 0.05, "custody": 0.02, "parent": 0.03}
    return several(random, shares | ({"parent": 0.8, "pregnant": 0.2} if life.activity == "G6" else {}))


def strengths(random: Random, life: Life) -> str:
    """In the person's own words; some words only fit somebody who came alone, or who has a child."""
    speakers = {"anyone", "arrived" if life.uasc == "a) Yes" else "", "parent" if life.activity == "G6" else ""}
    return random.choice([words for who, words in _strengths() if who in speakers]) if sometimes(random, 0.6) else ""


@cache
def _strengths() -> list[tuple[str, str]]:
    return [(row["said_by"], row["words"]) for row in table("strengths")]


def _said(random: Random, known: float, weights: Mapping[str, float]) -> str:
    """A level in one of the ways that people write it."""
    code = mostly(random, known, weights)
    return random.choice(LEVELS_SAID[code]) if code else ""

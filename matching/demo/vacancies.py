"""A page of vacancies as Find an apprenticeship sends them (Display Advert v2), with the flaws of live data on purpose.

Type words of three kinds, references with and without VAC, an employer spelt in another way, wages only in words, one
advert for the whole country without an address, one from a health service board without a course, one without a title.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from matching.demo.council import DAY, SEED
from matching.demo.draws import sometimes, table, weighted
from matching.demo.homes import workplace

LEVELS = {"2": "Intermediate", "3": "Advanced", "4": "Higher"}
PROVIDERS = ("Bradworth Valley College", "Three Becks Skills Academy", "Larkhop Training Rooms")
CLOSES_IN = {(2, 6): 3, (8, 20): 8, (21, 60): 20}
IN_THE_DISTRICT = 0.6
WITH_LETTERS = 0.7
DISABILITY_CONFIDENT = 0.4


def vacancy_feed() -> dict[str, Any]:
    """The feed as one page, ready for JSON."""
    random = Random(SEED)
    vacancies = [_vacancy(random, number, row) for number, row in enumerate(table("vacancies"), start=1)]
    return {"vacancies": vacancies, "total": len(vacancies), "totalFiltered": len(vacancies), "totalPages": 1}


def _vacancy(random: Random, number: int, row: dict[str, str]) -> dict[str, Any]:
    letters = "VAC" if sometimes(random, WITH_LETTERS) else ""
    vacancy = {
        "title": row["title"],
        "description": row["description"],
        "numberOfPositions": int(row["positions"]),
        **_dates(random),
        "wage": _wage(row),
        "hoursPerWeek": float(row["hours"]),
        "employerName": row["employer"],
        "employerContactEmail": f"vacancies{number:02}@example.org",
        "isDisabilityConfident": sometimes(random, DISABILITY_CONFIDENT),
        "vacancyReference": f"{letters}20260{number:05}",
        "vacancyUrl": f"https://vacancies.example.org/{number}",
        **_place(random, row),
        **_course(random, row),
        **_details(row),
    }
    return {field: value for field, value in vacancy.items() if value not in ("", None)}


def _dates(random: Random) -> dict[str, str]:
    """Posted some weeks ago; it closes at the end of a day, and starts later."""
    posted = DAY - timedelta(days=random.randint(3, 40))
    closes = DAY + timedelta(days=random.randint(*weighted(random, CLOSES_IN)))
    starts = closes + timedelta(days=random.randint(14, 70))
    return {
        "postedDate": _moment(posted, "09:00:00"),
        "closingDate": _moment(closes, "23:59:59"),
        "startDate": _moment(starts, "00:00:00"),
    }


def _moment(day: date, time: str) -> str:
    return f"{day.isoformat()}T{time}Z"


def _wage(row: dict[str, str]) -> dict[str, Any]:
    """Where the advert has only words for its wage there is no amount."""
    wage: dict[str, Any] = {"wageType": row["wage_type"], "workingWeekDescription": row["pattern"]}
    if row["wage_amount"]:
        wage |= {"wageAmount": float(row["wage_amount"]), "wageUnit": row["wage_unit"]}
    return wage | ({"wageAdditionalInformation": row["wage_words"]} if row["wage_words"] else {})


def _place(random: Random, row: dict[str, str]) -> dict[str, Any]:
    if "nationwide" in row["title"]:
        details = "The store nearest to you, anywhere in England."
        return {"isNationalVacancy": True, "isNationalVacancyDetails": details}
    address = {
        "addressLine1": row["employer"],
        "addressLine4": "West Yorkshire",
        "postcode": workplace(random, inside=sometimes(random, IN_THE_DISTRICT)),
    }
    return {"addresses": [address], "isNationalVacancy": False}


def _course(random: Random, row: dict[str, str]) -> dict[str, Any]:
    """Adverts from other boards have no course: code 0 and nothing else."""
    if row["lars"] == "0":
        return {"course": {"larsCode": 0}}
    level = int(row["level"])
    course = {
        "larsCode": int(row["lars"]),
        "title": f"{row['course']} (level {level})",
        "level": level,
        "route": row["route"],
        "type": row["type"],
    }
    return {
        "course": course,
        "apprenticeshipLevel": LEVELS[row["level"]],
        "expectedDuration": f"{row['months']} months",
        "providerName": random.choice(PROVIDERS),
    }


def _details(row: dict[str, str]) -> dict[str, Any]:
    """HTML, as it comes: in some adverts escaped twice."""
    html = f"<p>{row['description']}</p><ul><li>{row['pattern']}</li></ul>"
    twice = html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {
        "fullDescription": twice if row["type"] == "Standard" else html,
        "skills": [skill for skill in row["skills"].split("|") if skill],
        "qualifications": [_qualification(words) for words in row["qualifications"].split("|") if words],
    }


def _qualification(words: str) -> dict[str, str]:
    """'Essential GCSE Maths C or 4' -> its four fields."""
    weighting, rest = words.split(" ", 1)
    kind = next(kind for kind in ("Functional skills", "Other", "A Level", "GCSE") if rest.startswith(kind))
    subject, _, grade = rest.removeprefix(kind).strip().partition(" ")
    named = {"Functional skills": {"qualificationType": "Other", "otherQualificationName": "Functional skills"}}
    fields = named.get(kind, {"qualificationType": kind})
    return {"weighting": weighting, **fields, "subject": subject, "grade": grade}

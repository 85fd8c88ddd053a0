"""A council's own list of vacancies, as its recruitment system writes it (csv, xlsx, xls): one row, one post (O7).

Systems call the same column by many names, so each has several. Every post is a council department's: it waits for
its entry-barrier review (O4).
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from config.imports.report import Problem
from config.imports.sheets import read_sheet
from config.imports.source import LISTED, Records, records_of
from config.refusal import Refused
from employers.models import Employer
from opportunities.advert_reading.hours import read_hours
from opportunities.imports.json_values import day_of, hours_of, text_of, whole_of
from opportunities.imports.offer import Ask
from opportunities.imports.pay_words import stays_in_words
from opportunities.imports.plain_text import plain_text
from opportunities.imports.unread import CLOSING_DAY, DAY, PLACES, WAGE_IN_WORDS, is_said, unread, unread_of
from opportunities.imports.vacancy import LONGEST_REFERENCE, Place, Vacancy, address_of, also_said, title_of
from opportunities.models import Requirement
from opportunities.vocabulary.pay import Pay, parse_pay

COLUMNS = {
    "Reference": "job reference|vacancy reference|reference number|ref|ref no|job ref|job id|vacancy id|vacancy number"
    "|requisition|requisition number|requisition id|post number|advert reference|id",
    "Title": "job title|post title|vacancy title|vacancy|post|role|position|position title|job",
    "Department": "directorate|service|service area|department or service|employer|organisation|school|team|division",
    "Description": "job description|advert|advert text|summary|job summary|about the role|main duties|details",
    "Essential": "essential criteria|essential requirements|person specification|requirements",
    "Desirable": "desirable criteria|desirable requirements",
    "Location": "work location|location(s)|locations|work base|base|workplace|address|site|place of work",
    "Postcode": "post code|location postcode|work postcode",
    "Salary": "pay|salary range|salary details|salary/grade|rate of pay|wage|remuneration",
    "Grade": "band|pay grade|pay band|salary grade",
    "Hours": "hours per week|weekly hours|working hours|contracted hours|hours of work",
    "Contract": "contract type|employment type|job type|type|working pattern|contract length",
    "Places": "posts|number of posts|no. of posts|no of posts|number of vacancies|no. of vacancies|positions|openings",
    "Starts On": "start date|starts|proposed start date",
    "Closes On": "closing date|close date|closes|deadline|application deadline|apply by|expiry date|end date",
    "Ring-fenced": "ring fenced|ringfenced|ring-fenced for care leavers|care leavers only",
}  # fmt: skip
HEADINGS = {name: column for column, names in COLUMNS.items() for name in (column.casefold(), *names.split("|"))}
NEEDED = ("Reference", "Title")
ASKED = {"Places": PLACES, "Starts On": DAY, "Closes On": CLOSING_DAY}
NO_DEPARTMENT = "Council department not named in the list"
KINDS = (
    ("foundation_apprenticeship", r"\bfoundation apprentic"),
    ("apprenticeship", r"\bapprentic"),
    ("supported_internship", r"\bsupported intern"),
    ("internship", r"\bintern(?:s|ship|ships)?\b"),
    ("work_experience", r"\bwork experience\b"),
    ("volunteering", r"\bvolunt(?:eer|ary)"),
)
"""The first that its title or contract names; else a job."""
REMOTE = re.compile(r"(?:fully )?(?:remote|home ?working|home based|from home)", re.IGNORECASE)
YES = frozenset({"yes", "y", "true", "1"})
LONGEST_ASK, LONGEST_PATTERN = 300, 300


def open_sheet(data: bytes, name: str) -> Records:
    """The rows under our own headings. Raises Refused where a reference or a title is missing altogether."""
    sheet = read_sheet(data, name, known=lambda row: sum(_plain(cell) in HEADINGS for cell in row))
    words: dict[str, str] = {}
    for heading in sorted(sheet.columns, key=lambda heading: _plain(heading) not in map(str.casefold, COLUMNS)):
        column = HEADINGS.get(_plain(heading))
        if column and column not in words.values():
            words[heading] = column
    lacking = [column for column in NEEDED if column not in words.values()]
    if lacking:
        raise Refused(f"“{name}” lacks the columns {', '.join(lacking)}. Please add them: the others may be missing.")
    return records_of(sheet, words)


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").casefold().split()).rstrip(":*")


def reference_of(record: Mapping[str, Any]) -> str:
    return text_of(record.get("Reference"), LONGEST_REFERENCE)


def read_post(record: Mapping[str, Any]) -> Vacancy:
    """The post. A range or a grade stays in words: it is no wage."""
    said = text_of(record.get("Salary"))
    pay = parse_pay(said)
    hours, pattern = _hours(text_of(record.get("Hours"), LONGEST_PATTERN))
    contract = text_of(record.get("Contract"), 100)
    where = text_of(record.get("Location"))
    facts = {
        "kind": _kind(record),
        "title": title_of(record.get("Title")),
        "description": plain_text(str(record.get("Description", ""))),
        "places": whole_of(record.get("Places")) or 1,
        "starts_on": day_of(record.get("Starts On")),
        "closes_on": day_of(record.get("Closes On")),
        "hours_per_week": hours,
        "hours_pattern": "; ".join(filter(None, [contract, pattern]))[:LONGEST_PATTERN],
        "pay_amount": pay.amount if pay else None,
        "pay_unit": pay.unit if pay else "",
        "pay_words": "; ".join(filter(None, [said, text_of(record.get("Grade"), 100)]))[:LONGEST_ASK],
        "is_remote": REMOTE.fullmatch(where) is not None,
        "also_said": also_said(record, COLUMNS),
    }
    return Vacancy(
        reference=reference_of(record),
        employer=text_of(record.get("Department"), 150) or NO_DEPARTMENT,
        employer_kind=Employer.Kind.COUNCIL_DEPARTMENT,
        facts=facts,
        places=() if facts["is_remote"] else tuple(places_of(record)),
        asks=tuple(_asks(record)),
        unread=(*unread_of(record, ASKED), *_unread_pay(said, pay)),
    )


def _kind(record: Mapping[str, Any]) -> str:
    if text_of(record.get("Ring-fenced")).casefold() in YES:
        return "council_ringfenced"
    words = f"{text_of(record.get('Title'))} {text_of(record.get('Contract'))}".casefold()
    return next((kind for kind, pattern in KINDS if re.search(pattern, words)), "job")


def _hours(said: str) -> tuple[Decimal | None, str]:
    """The number of hours a week where it is certain, and all other words."""
    if (number := hours_of(said)) is not None:
        return number, ""
    read = read_hours(said)
    return (Decimal(f"{read.low:.1f}") if read and read.low == read.high else None), said


def places_of(record: Mapping[str, Any]) -> Iterator[Place]:
    """Each place of the cell; the postcode beside it belongs to one place alone."""
    wheres = [words for part in str(record.get("Location", "")).split(LISTED) if (words := text_of(part))]
    postcode = text_of(record.get("Postcode"), 20)
    if len(wheres) < 2:
        wheres = [address_of([*wheres, postcode])] if wheres or postcode else []
    yield from map(Place, wheres)


def _asks(record: Mapping[str, Any]) -> Iterator[Ask]:
    """Each line of the criteria, as words."""
    for column, essential in (("Essential", True), ("Desirable", False)):
        for line in re.split(rf"[\n{LISTED}]+", plain_text(str(record.get(column, "")))):
            if words := text_of(line.strip(" -*\u2022"), LONGEST_ASK):
                yield Ask(Requirement.Type.OTHER, words, essential=essential)


def _unread_pay(said: str, pay: Pay | None) -> Iterator[Problem]:
    if pay is None and is_said(said) and not stays_in_words(said):
        yield unread("Salary", said, WAGE_IN_WORDS)

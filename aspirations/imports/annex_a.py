"""Ofsted Annex A, list 9 "Leaving care services": its columns and the readers of their coded values.

The spellings live in `annex_a_labels/`, one file a column, and can be added to without code. Codes given back are
those of the children-looked-after return (ACTIV, ACCOM letter, IN_TOUCH, ethnic codes) and plain words for the rest.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aspirations.imports.annex_a_meanings import activities, contact, ethnicities
from config.imports.dates import read_date
from config.imports.labels import LabelReader, Reading, same
from config.imports.sheet_error import SheetError

LABELS = Path(__file__).parent / "annex_a_labels"
COMBINE = {"activity": activities, "in_touch": contact, "ethnicity": ethnicities}

# Column, the heading as Ofsted words it, and what every spelling of it begins with or holds. First match counts.
COLUMNS = (
    (
        "child_id",
        "Child Unique ID",
        r"\b(child|person|client|yp|young person|unique|carefirst|mosaic|liquidlogic|lcs)\b.*\bid(entifier)?\b|^id$",
    ),
    ("born_on", "Date of Birth", r"\bdate of birth\b|\bbirth ?date\b|^dob$"),
    ("gender", "Gender", r"^(gender|sex)\b"),
    ("ethnicity", "Ethnicity", r"^ethnic"),
    ("age", "Age", r"^age\b"),
    (
        "uasc",
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        r"\buasc\b|\bunaccompanied\b",
    ),
    ("disability", "Does the Child have a Disability", r"\bdisab"),
    ("personal_adviser", "Allocated Personal Advisor", r"\bpersonal advis|^(allocated )?pa$"),
    ("team", "Allocated Team", r"\bteam\b"),
    ("worker", "Allocated Worker", r"\bworker\b"),
    ("eligibility", "Eligibility Category", r"\beligibility\b"),
    ("pathway_plan_on", "Latest Pathway Plan Review Date", r"\bpathway plan\b"),
    ("in_touch", "LA in Touch", r"\bin touch\b"),
    ("contact_on", "Latest Date of Contact", r"\bcontact\b"),
    ("suitability", "Suitability of Accommodation", r"\bsuitab"),
    ("accommodation", "Type of Accommodation", r"\baccomm?odation\b"),
    ("activity", "Activity Status", r"\bactivity\b|\beet status\b"),
)
CODED = ("gender", "ethnicity", "uasc", "disability", "eligibility", "in_touch", "activity")
DATES = ("born_on", "pathway_plan_on", "contact_on")
TEXTS = ("child_id", "team", "worker", "personal_adviser")
ADDED_LATER = frozenset(["uasc", "personal_adviser", "pathway_plan_on", "contact_on", "age"])  # not in the older form
ONLY_UNSUITABLE = frozenset("SX")  # the return has no S1 and no X1
HOME_CODE = re.compile(r"\b([BCDEGHKRSTUVWXYZ])([12])\b", re.IGNORECASE)


class Person(NamedTuple):
    """One row of list 9. Columns that the file does not have read as blank."""

    texts: dict[str, str]
    dates: dict[str, Reading[date]]
    codes: dict[str, Reading[str]]


@cache
def reader(column: str) -> LabelReader:
    """The reader of one coded column: a name of CODED, "accommodation" or "suitability"."""
    return LabelReader.from_file(LABELS / f"{column}.toml", combine=COMBINE.get(column, same))


def column_of(heading: str) -> str | None:
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())
    return next((column for column, _, pattern in COLUMNS if re.search(pattern, plain)), None)


def known_headings(headings: Sequence[str]) -> int:
    """How many different columns of list 9 these headings name (for `read_sheet`)."""
    return len({column_of(heading) for heading in headings} - {None})


def find_columns(headings: Sequence[str]) -> dict[str, str]:
    """Column to heading. Raises SheetError if one is missing or named twice."""
    found: dict[str, str] = {}
    for heading in headings:
        column = column_of(heading)
        if column and found.setdefault(column, heading) != heading:
            raise SheetError(f"“{found[column]}” and “{heading}” say the same. Please delete one of the two columns.")
    missing = [words for column, words, _ in COLUMNS if column not in found and column not in ADDED_LATER]
    if missing:
        raise SheetError(f"This is not a whole list 9: it has no column “{'”, “'.join(missing)}”. Please add it.")
    return found


def read_person(row: Mapping[str, str], columns: Mapping[str, str]) -> Person:
    """One row, by the columns that `find_columns` found."""
    cells = {column: row[heading] for column, heading in columns.items()}
    codes = {column: reader(column).read(cells.get(column, "")) for column in CODED}
    codes["accommodation"], codes["suitability"] = read_home(cells["accommodation"], cells["suitability"])
    dates = {column: read_date(cells.get(column, "")) for column in DATES}
    return Person({column: cells.get(column, "") for column in TEXTS}, dates, codes)


def read_home(accommodation: str, suitability: str) -> tuple[Reading[str], Reading[str]]:
    """The ACCOM letter, and 1 suitable or 2 unsuitable. The letter may carry the digit (`U1`)."""
    home, suits = reader("accommodation").read(accommodation), reader("suitability").read(suitability)
    digits = {digit for letter, digit in HOME_CODE.findall(accommodation) if letter.upper() == home.value}
    if suits.value:
        digits.add(suits.value)
    if len(digits) > 1 or (home.value in ONLY_UNSUITABLE and "1" in digits):
        return home, _doubtful_suitability(accommodation, suitability)
    if digits and suits.how == "blank":
        return home, reader("suitability").read(*digits)
    return home, suits


def _doubtful_suitability(accommodation: str, suitability: str) -> Reading[str]:
    both = " and ".join(f"“{text}”" for text in (accommodation, suitability) if text)
    candidates = ("1", "2")
    return Reading(None, "close", candidates, f"{both} do not go together. Please say if the home is suitable.")

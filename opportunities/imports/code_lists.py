"""Readers for the columns that hold a code or its label: exactly, in any case; a close one is asked, never guessed."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from config.accounts.models import Council
from config.imports.labels import Label, LabelReader, Reading
from config.places.models import Area
from config.reference.vocabulary import terms
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.levels import LEVEL_BY_CODE, level_reading, subject_reading

YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")
DOCUMENTS = {
    "photo_id": "Photo identity",
    "birth_certificate": "Birth certificate",
    "ni_number": "National Insurance number",
    "bank_account": "Bank account",
    "proof_of_address": "Proof of address",
}
DBS_LEVELS = {
    "none": "None",
    "basic": "Basic",
    "standard": "Standard",
    "enhanced": "Enhanced",
    "enhanced_barred": "Enhanced with barred list",
}
LICENCES = {"none": "None", "provisional": "Provisional", "full": "Full"}
DOCUMENT_SPELLINGS = {"photo_id": ("photo id",), "ni_number": ("ni number",)}
LICENCE_SPELLINGS = {
    "none": NO,
    "provisional": ("provisional licence", "provisional driving licence"),
    "full": ("full licence", "full driving licence"),
}
PAY_UNITS = {
    "hour": ("an hour", "per hour", "hourly"),
    "week": ("a week", "per week", "weekly"),
    "month": ("a month", "per month", "monthly"),
    "year": ("a year", "per year", "yearly", "annum", "per annum", "annually"),
}

HEDGED = re.compile(
    r"(?:-|\d|degree)ish\b|\?|\b(?:about|almost|around|ideally|kind of|like|maybe|nearly|perhaps|prefer\w*|probably"
    r"|roughly|similar|sort of)\b",
    re.IGNORECASE,
)


def asked_subject(text: str) -> Reading[str]:
    """The level of English or maths that work asks for: a bare "4" may be a grade."""
    return asked_level(text, subject_reading)


def asked_level(text: str, read: Callable[[str], Reading[str]] = level_reading) -> Reading[str]:
    """A level that work asks for: it bars people, so words that hedge are asked, never read."""
    reading = read(text)
    if reading.value is None or not HEDGED.search(text):
        return reading
    label = LEVEL_BY_CODE[reading.value].label.lower()
    sentence = f"“{text[:80]}” may be {label}. Please choose the level: until then none is asked for."
    return Reading(None, "close", (reading.value,), sentence)


def reader_of(name: str, labels: Mapping[str, str], others: Mapping[str, Iterable[str]] | None = None) -> LabelReader:
    """A reader of codes and labels, and of further spellings by code."""
    spellings = {code: (label, *(others or {}).get(code, ())) for code, label in labels.items()}
    return LabelReader(
        name, {code: Label(words=labels[code], codes=said, hints=(labels[code],)) for code, said in spellings.items()}
    )


def list_reader(list_name: str, name: str, *, council: Council, on: date) -> LabelReader:
    """A reader of one coded list, in the council's own wording."""
    return reader_of(name, {code: term.label for code, term in terms(list_name, council=council, on=on).items()})


def category_reader() -> LabelReader:
    labels = {category.code: category.label for category in CATEGORIES}
    return reader_of(
        "career category", labels, {code: [label.replace(" and ", " & ")] for code, label in labels.items()}
    )


def residence_reader(council: Council) -> LabelReader:
    """Which council people must live in: its code or name, or "yes" for the council whose sheet it is."""
    areas = dict(Area.objects.values_list("code", "name")) | {council.code: council.name}
    return reader_of("council area", areas | {"anywhere": "Anywhere"}, {council.code: YES, "anywhere": NO})


def yes_no_reader(name: str) -> LabelReader:
    return reader_of(name, {"yes": "Yes", "no": "No"}, {"yes": YES, "no": NO})

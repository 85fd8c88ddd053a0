"""Readers for the columns that hold a code or its label: exactly, in any case; a close one is asked, never guessed."""

from collections.abc import Iterable, Mapping
from datetime import date

from config.accounts.models import Council
from config.imports.labels import Label, LabelReader
from config.places.models import Area
from config.reference.vocabulary import terms
from opportunities.vocabulary.career_categories import CATEGORIES

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

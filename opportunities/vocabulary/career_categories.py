"""The 25 job categories of the National Careers Service, in the order of the Department for Education's career quiz
list (alphabetical). The index is stable: it is stored in the engine's arrays, so a new category goes to the end.

Source: dfc-discoverskillsandcareers, JobCategories (2019); Crown copyright, MIT. Pure: no Django."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class CareerCategory:
    """One category: `code` for storage and addresses, `label` for people, `index` 0..24 for arrays."""

    code: str
    label: str
    index: int


_LABELS = (
    "Administration",
    "Animal care",
    "Beauty and wellbeing",
    "Business and finance",
    "Computing, technology and digital",
    "Construction and trades",
    "Creative and media",
    "Delivery and storage",
    "Emergency and uniform services",
    "Engineering and maintenance",
    "Environment and land",
    "Government services",
    "Healthcare",
    "Home services",
    "Hospitality and food",
    "Law and legal",
    "Managerial",
    "Manufacturing",
    "Retail and sales",
    "Science and research",
    "Social care",
    "Sports and leisure",
    "Teaching and education",
    "Transport",
    "Travel and tourism",
)


def _code(text: str) -> str:
    return re.sub(r"[^a-z]+", "_", text.casefold().replace("&", " and ")).strip("_")


CATEGORIES = tuple(CareerCategory(_code(label), label, index) for index, label in enumerate(_LABELS))
BY_CODE = {category.code: category for category in CATEGORIES}


def read_category(text: str) -> CareerCategory | None:
    """The category a label, code or web address part stands for ("Law & legal", "law-and-legal"); None if none does."""
    return BY_CODE.get(_code(text))


@cache
def _any_category() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(BY_CODE)})(?![a-z])")


def split_categories(text: str) -> tuple[CareerCategory, ...]:
    """The categories named in one cell, in their order there; "Computing, technology and digital" holds a comma."""
    return tuple(BY_CODE[code] for code in _any_category().findall(_code(text)))

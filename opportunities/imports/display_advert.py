"""Find an apprenticeship's Display Advert, versions 2 and 1 (domain.md 7.1). Title and reference are all it needs."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.imports.report import Problem
from opportunities.imports.json_values import day_of, hours_of, list_of, mapping_of, number_of, text_of, whole_of
from opportunities.imports.plain_text import plain_text
from opportunities.imports.qualifications import asks_of_qualification
from opportunities.imports.unread import CLOSING_DAY, DAY, HOURS, PLACES, WAGE, is_said, unread, unread_of
from opportunities.imports.vacancy import LONGEST_REFERENCE, NOT_NAMED, Place, Vacancy, address_of, also_said, title_of
from opportunities.vocabulary.pay import Pay, parse_pay, plausible_pay

HAS_A_HOME = (
    "title", "description", "fullDescription", "numberOfPositions", "closingDate", "startDate", "hoursPerWeek",
    "expectedDuration", "employerName", "vacancyReference", "isNationalVacancy", "addresses", "address",
    "otherAddresses", "location",
)  # fmt: skip
COLUMNS = {"numberOfPositions": PLACES, "startDate": DAY, "closingDate": CLOSING_DAY, "hoursPerWeek": HOURS}
WAGE_TYPES = {
    "apprenticeshipminimum": "National minimum wage for apprentices",
    "nationalminimum": "National minimum wage",
    "competitivesalary": "Competitive salary",
}


def reference_of(record: Mapping[str, Any]) -> str:
    """Without "VAC" and spaces, since the same advert comes with and without them."""
    return "".join(text_of(record.get("vacancyReference")).split()).upper().removeprefix("VAC")[:LONGEST_REFERENCE]


def read_display_advert(record: Mapping[str, Any]) -> Vacancy:
    """The advert. Its wage is an amount only where the advert gives one for certain; else it stays in words."""
    pay, words = _pay(record.get("wage"))
    course = mapping_of(record.get("course"))
    facts = {
        "kind": "foundation_apprenticeship"
        if "foundation" in text_of(course.get("type")).casefold()
        else "apprenticeship",
        "title": title_of(record.get("title")),
        "description": _description(record),
        "places": whole_of(record.get("numberOfPositions")) or 1,
        "starts_on": day_of(record.get("startDate")),
        "closes_on": day_of(record.get("closingDate")),
        "hours_per_week": hours_of(record.get("hoursPerWeek")),
        "hours_pattern": text_of(mapping_of(record.get("wage")).get("workingWeekDescription")),
        "pay_amount": pay.amount if pay else None,
        "pay_unit": pay.unit if pay else "",
        "pay_words": words,
        "duration": text_of(record.get("expectedDuration"), 60),
        "is_national": record.get("isNationalVacancy") is True,
        "also_said": also_said(record, HAS_A_HOME),
    }
    qualifications = (mapping_of(one) for one in list_of(record.get("qualifications")))
    return Vacancy(
        reference=reference_of(record),
        employer=text_of(record.get("employerName"), 150) or NOT_NAMED,
        facts=facts,
        places=tuple(places_of(record)),
        asks=tuple(ask for one in qualifications for ask in asks_of_qualification(one)),
        unread=(*unread_of(record, COLUMNS), *_unread_wage(record.get("wage"), pay)),
    )


def _description(record: Mapping[str, Any]) -> str:
    """The summary and the full text as plain text; the full text alone where it begins with the summary."""
    said = (record.get(name) for name in ("description", "fullDescription"))
    summary, full = (plain_text(text) if isinstance(text, str) else "" for text in said)
    return full if full.startswith(summary) else f"{summary}\n\n{full}".strip()


def _pay(sent: Any) -> tuple[Pay | None, str]:
    """The amount with its unit, or the one that the words state for certain; and the words, or the type of wage."""
    wage = mapping_of(sent)
    if not wage:
        return parse_pay(text_of(sent)), ""
    said = text_of(wage.get("wageAdditionalInformation"))
    amount = number_of(wage.get("wageAmount"))
    pay = plausible_pay(amount, text_of(wage.get("wageUnit"))) if amount is not None else None
    kind = WAGE_TYPES.get(text_of(wage.get("wageType")).casefold(), "")
    return pay or parse_pay(said), said or kind


def _unread_wage(sent: Any, pay: Pay | None) -> Iterator[Problem]:
    """A wage of another form, or an amount that is no number or cannot be meant for its unit. 0 is "not said"."""
    amount = sent.get("wageAmount") if isinstance(sent, Mapping) else sent
    if pay is None and is_said(amount) and number_of(amount) != 0:
        yield unread("wage", amount, WAGE)


def places_of(record: Mapping[str, Any]) -> Iterator[Place]:
    """Version 2 has a list of addresses; version 1 has one with a location beside it, and others."""
    location = mapping_of(record.get("location"))
    for address in map(mapping_of, list_of(record.get("address"))):
        yield Place(_address(address), location.get("lon"), location.get("lat"))
    for address in map(mapping_of, [*list_of(record.get("addresses")), *list_of(record.get("otherAddresses"))]):
        yield Place(_address(address), address.get("longitude"), address.get("latitude"))


def _address(address: Mapping[str, Any]) -> str:
    return address_of(address.get(name) for name in (*(f"addressLine{number}" for number in range(1, 5)), "postcode"))

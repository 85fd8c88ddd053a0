"""schema.org JobPosting (domain.md 7.2): jobs, internships and volunteering. Real files break every promise."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from config.imports.report import Problem
from opportunities.exports import job_posting
from opportunities.imports.json_values import day_of, hours_of, list_of, mapping_of, number_of, text_of, whole_of
from opportunities.imports.offer import Ask
from opportunities.imports.pay_words import stays_in_words
from opportunities.imports.plain_text import plain_text
from opportunities.imports.unread import CLOSING_DAY, DAY, PLACES, WAGE_IN_WORDS, unread, unread_of
from opportunities.imports.vacancy import LONGEST_REFERENCE, NOT_NAMED, Place, Vacancy, address_of, also_said, title_of
from opportunities.models import Requirement
from opportunities.vocabulary.pay import Pay, parse_pay, plausible_pay

HAS_A_HOME = (
    "@context", "@type", "title", "description", "validThrough", "employmentType", "jobLocation", "jobStartDate",
    "totalJobOpenings", "identifier", "jobLocationType", "additionalType",
)  # fmt: skip
COLUMNS = {"totalJobOpenings": PLACES, "jobStartDate": DAY, "validThrough": CLOSING_DAY}
KINDS = {"INTERN": "internship", "VOLUNTEER": "volunteering"}
HOURS_A_WEEK = re.compile(r"(?P<hours>[0-9.]+) hours a week(?:; (?P<words>.+))?")
ASKS = ("qualifications", "educationRequirements", "experienceRequirements")
CURRENCIES = {"": "£", "GBP": "£"}
NAMES = ("name", "credentialCategory", "description", "value")
LONGEST_ASK = 300


def reference_of(record: Mapping[str, Any]) -> str:
    """The identifier, or the address of the advert (its end, where it is long)."""
    identifier = record.get("identifier")
    told = [mapping_of(identifier).get("value"), identifier, record.get("@id"), record.get("url")]
    return next((text[-LONGEST_REFERENCE:] for value in told if (text := text_of(value, 2_000))), "")


def read_job_posting(record: Mapping[str, Any]) -> Vacancy:
    """The advert. A range, a band or "competitive" stays in words: it is no wage."""
    pay, words = _pay(record.get("baseSalary"))
    types = [text_of(one).upper() for one in list_of(record.get("employmentType"))]
    hours, pattern = _hours(record.get("workHours"), types)
    facts = {
        "kind": _kind(record.get("additionalType"), types),
        "title": title_of(record.get("title")),
        "description": plain_text(text) if isinstance(text := record.get("description"), str) else "",
        "places": whole_of(record.get("totalJobOpenings")) or 1,
        "starts_on": day_of(record.get("jobStartDate")),
        "closes_on": day_of(record.get("validThrough")),
        "hours_per_week": hours,
        "hours_pattern": pattern,
        "pay_amount": pay.amount if pay else None,
        "pay_unit": pay.unit if pay else "",
        "pay_words": words,
        "is_remote": text_of(record.get("jobLocationType")).upper() == "TELECOMMUTE",
        "also_said": also_said(record, HAS_A_HOME),
    }
    return Vacancy(
        reference=reference_of(record),
        employer=_name(record.get("hiringOrganization")) or NOT_NAMED,
        facts=facts,
        places=tuple(places_of(record)),
        asks=tuple(Ask(Requirement.Type.OTHER, words) for name in ASKS for words in _words(record.get(name))),
        unread=(*unread_of(record, COLUMNS), *_unread_pay(pay, words)),
    )


def _name(organisation: Any) -> str:
    return text_of(mapping_of(organisation).get("name") or organisation, 150)


def _kind(sent: Any, types: list[str]) -> str:
    """The kind that another installation of this service sends, or what the type of employment says."""
    ours = text_of(sent)
    return ours if ours in job_posting.KINDS else next((KINDS[one] for one in types if one in KINDS), "job")


def _hours(sent: Any, types: list[str]) -> tuple[Decimal | None, str]:
    """The number of hours a week where one is given, and the words; full or part time where neither is."""
    said = text_of(sent)
    found = HOURS_A_WEEK.fullmatch(said)
    number, rest = (found["hours"], found["words"] or "") if found else (said, "" if hours_of(said) else said)
    times = [words for code, words in (("FULL_TIME", "Full time"), ("PART_TIME", "Part time")) if code in types]
    hours = hours_of(number)
    return hours, rest if found else "; ".join(filter(None, [" or ".join(times).capitalize(), rest]))


def _pay(salary: Any) -> tuple[Pay | None, str]:
    """The amount where one is given for certain, and the words where it is not."""
    told = mapping_of(salary)
    value = told.get("value", salary)
    inner = mapping_of(value)
    unit = text_of(inner.get("unitText") or told.get("unitText"))
    amounts = [inner.get("minValue"), inner.get("maxValue"), inner.get("value") if inner else value]
    figures = {number for one in amounts if (number := number_of(one)) is not None}
    words = [text for one in amounts if number_of(one) is None and (text := text_of(one))]
    sign = CURRENCIES.get(text_of(told.get("currency")).upper(), "")
    if not sign or len(figures) != 1 or words:
        return _pay_in_words([f"{sign}{figure:,}" for figure in sorted(figures)], words, unit)
    amount = figures.pop()
    pay = plausible_pay(amount, unit)
    return pay, "" if pay else f"£{amount:,} {unit}".strip()


def _pay_in_words(figures: list[str], words: list[str], unit: str) -> tuple[Pay | None, str]:
    """A range or a band as words; the one wording may state an amount after all."""
    span = [f"{' to '.join(figures)} {unit.casefold()}".strip()] if figures else []
    said = "; ".join(dict.fromkeys([*words, *span]))[:300]
    return (parse_pay(words[0]) if len(set(words)) == 1 and not figures else None), said


def _unread_pay(pay: Pay | None, words: str) -> Iterator[Problem]:
    """Words that may well mean one amount; a range, a band or "competitive" is no question."""
    if pay is None and not stays_in_words(words):
        yield unread("baseSalary", words, WAGE_IN_WORDS)


def places_of(record: Mapping[str, Any]) -> Iterator[Place]:
    for location in map(mapping_of, list_of(record.get("jobLocation"))):
        geo = mapping_of(location.get("geo"))
        yield Place(_address(location.get("address")), geo.get("longitude"), geo.get("latitude"))


def _address(address: Any) -> str:
    told = mapping_of(address)
    names = ("streetAddress", "addressLocality", "addressRegion", "postalCode")
    return address_of(told.get(name) for name in names) or text_of(address)


def _words(value: Any) -> Iterator[str]:
    """What is asked, as the employer said it."""
    for one in list_of(value):
        told = (
            one
            if isinstance(one, str)
            else next((mapping_of(one)[name] for name in NAMES if mapping_of(one).get(name)), "")
        )
        words = " ".join(plain_text(text_of(told, 5_000)).split())[:LONGEST_ASK]
        if words:
            yield words

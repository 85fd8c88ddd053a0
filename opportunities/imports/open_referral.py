"""Open Referral UK 3.0 services (domain.md 7.3): help beside work, from a directory of local services.

Which help it is stands in our own attribute, or is read from its name and asked. A directory holds much that is no help
with work at all (counselling, lunch clubs): that is set aside with a sentence.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from config.imports.report import Problem
from opportunities.card_reading.card import promised_in
from opportunities.exports.open_referral import KINDS, PLACES, TAXONOMY
from opportunities.imports.json_values import day_of, list_of, mapping_of, text_of, whole_of
from opportunities.imports.offer import Ask
from opportunities.imports.plain_text import plain_text
from opportunities.imports.unread import CLOSING_DAY, DAY, unread_of
from opportunities.imports.vacancy import LONGEST_REFERENCE, NOT_NAMED, Place, Vacancy, address_of, also_said, title_of
from opportunities.models import Requirement
from opportunities.vocabulary.kinds import kinds

HAS_A_HOME = (
    "id", "name", "description", "status", "minimum_age", "maximum_age", "eligibility_description", "organization",
    "service_at_locations", "schedules", "attributes", "cost_options", "kind", "last_modified", "fees",
    "fees_description",
)  # fmt: skip
OFFERED = ("", "active")
OLDEST = 120
DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
LONGEST_PATTERN = 300
ADDRESS = ("address_1", "address_2", "city", "region", "state_province", "postal_code")
NOT_OFFERED = "The directory says that this service is “{status}”, so it was set aside."
NO_HELP = (
    "We cannot tell which help beside work this is, so it was set aside. If it is, say its kind "
    "as an attribute ({codes})."
)
ASKED = "“{name}” says no kind. We read it as “{label}” from its name, and it waits as a draft: is that what it is?"


def reference_of(record: Mapping[str, Any]) -> str:
    return text_of(record.get("id"), LONGEST_REFERENCE)


def is_offered(record: Mapping[str, Any]) -> bool:
    return text_of(record.get("status")).casefold() in OFFERED


def read_service(record: Mapping[str, Any]) -> Vacancy:
    """The service. What it costs stays in its words: nobody is to think that it is free."""
    schedules = [mapping_of(one) for one in list_of(record.get("schedules"))]
    kind, asked = kind_of(record)
    description = plain_text(text) if isinstance(text := record.get("description"), str) else ""
    facts = {
        "kind": kind,
        "title": title_of(record.get("name")),
        "description": "\n\n".join(filter(None, [description, *_costs(record)])),
        "places": whole_of(_attributes(record).get(PLACES)) or 1,
        "starts_on": min(filter(None, (day_of(one.get("valid_from")) for one in schedules)), default=None),
        "closes_on": _closes_on(schedules),
        "hours_per_week": None,
        "hours_pattern": "; ".join(filter(None, map(_pattern, schedules)))[:LONGEST_PATTERN],
        "pay_amount": None,
        "pay_unit": "",
        "pay_words": "",
        "also_said": also_said(record, HAS_A_HOME),
    }
    unread = (problem for one in schedules for problem in unread_of(one, {"valid_from": DAY, "valid_to": CLOSING_DAY}))
    return Vacancy(
        reference=reference_of(record),
        employer=text_of(mapping_of(record.get("organization")).get("name"), 150) or NOT_NAMED,
        facts=facts,
        places=tuple(places_of(record)),
        asks=tuple(_asks(record)),
        unread=(*asked, *unread),
    )


def set_aside(record: Mapping[str, Any]) -> Iterator[Problem]:
    """Why a service is not taken at all."""
    if not is_offered(record):
        status = text_of(record.get("status"))
        yield Problem("status", status, NOT_OFFERED.format(status=status))
    if not kind_of(record)[0]:
        yield Problem("name", title_of(record.get("name")), NO_HELP.format(codes=", ".join(sorted(KINDS))))


def kind_of(record: Mapping[str, Any]) -> tuple[str, tuple[Problem, ...]]:
    """Its code, "" where there is none; with a question where only its name says it."""
    said = [text_of(record.get("kind")), *_attributes(record)]
    if known := next((code for code in said if code in KINDS), ""):
        return known, ()
    name = title_of(record.get("name"))
    found = [one.kind for one in promised_in(name.casefold())]
    if len(found) != 1 or found[0] not in KINDS:
        return "", ()
    question = ASKED.format(name=name, label=kinds()[found[0]].label)
    return found[0], (Problem("kind", "", question, found[0], tuple(found)),)


def _attributes(record: Mapping[str, Any]) -> dict[str, Any]:
    """Value by code, of our own terms."""
    attributes = [mapping_of(one) for one in list_of(record.get("attributes"))]
    terms = [(one, mapping_of(one.get("taxonomy_term"))) for one in attributes]
    return {text_of(term.get("code")): one.get("value") for one, term in terms if term.get("taxonomy") == TAXONOMY}


def _closes_on(schedules: list[Mapping[str, Any]]) -> date | None:
    """The last day on which any of them holds; None where one has no end."""
    ends = [day_of(one.get("valid_to")) for one in schedules]
    known = [day for day in ends if day]
    return max(known) if known and len(known) == len(ends) else None


def _pattern(schedule: Mapping[str, Any]) -> str:
    """Its words, or else its days and hours."""
    if words := text_of(schedule.get("description")):
        return words
    opens, closes = (text_of(schedule.get(name), 5) for name in ("opens_at", "closes_at"))
    hours = f"{opens} to {closes}" if opens and closes else ""
    days = [text_of(day) for day in text_of(schedule.get("byday")).split(",")]
    return " ".join(filter(None, [", ".join(DAYS.get(day, day) for day in days), hours]))


def _costs(record: Mapping[str, Any]) -> Iterator[str]:
    fees = [words for name in ("fees", "fees_description") if (words := text_of(record.get(name)))]
    yield from (f"What it costs: {words}" for words in dict.fromkeys(fees))
    for one in map(mapping_of, list_of(record.get("cost_options"))):
        said = [text_of(one.get(name)) for name in ("option", "amount", "currency", "amount_description")]
        if any(said):
            yield f"What it costs: {', '.join(filter(None, said))}"


def _asks(record: Mapping[str, Any]) -> Iterator[Ask]:
    youngest, oldest = (whole_of(record.get(name), high=OLDEST) for name in ("minimum_age", "maximum_age"))
    if youngest or oldest:
        words = " ".join(filter(None, [f"From {youngest}" if youngest else "", f"to {oldest} years" if oldest else ""]))
        value = f"{youngest or ''}-{oldest or ''}"
        yield Ask(Requirement.Type.AGE, words.capitalize(), value)
    eligibility = record.get("eligibility_description")
    for line in eligibility.splitlines() if isinstance(eligibility, str) else []:
        if words := text_of(plain_text(line)):
            yield Ask(Requirement.Type.OTHER, words)


def places_of(record: Mapping[str, Any]) -> Iterator[Place]:
    for one in map(mapping_of, list_of(record.get("service_at_locations"))):
        location = mapping_of(one.get("location"))
        position = (location.get("longitude"), location.get("latitude"))
        addresses = [mapping_of(address) for address in list_of(location.get("addresses"))]
        words = [address_of(address.get(part) for part in ADDRESS) for address in addresses] or [""]
        for where in words:
            if where or all(position):
                yield Place(where, *position)

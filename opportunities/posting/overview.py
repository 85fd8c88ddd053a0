"""An opportunity as its owner reads it: what each part says in one line, and the whole as questions and answers."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from config.reference.figures import minimum_wages
from config.reference.vocabulary import terms
from opportunities.ages import read_ages
from opportunities.models import Opportunity
from opportunities.money import too_little
from opportunities.policies import PAY_UNITS
from opportunities.posting.parts import PARTS, still_to_do
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.pay import Pay

NOT_KNOWN = "Not known yet"
Answer = tuple[str, str, str]
"""Question, answer, and the part in which it is asked."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part in the task list; `warning` is what to look at before it goes live."""

    code: str
    label: str
    says: str
    is_done: bool
    warning: str = ""


def address_of(opportunity: Opportunity, part: str) -> str:
    return reverse(f"post_{part}", kwargs={"opportunity": opportunity.public_id})


def lines(opportunity: Opportunity) -> list[Line]:
    """Every part with what it says, in the order in which it is asked."""
    waiting = {part.code for part in still_to_do(opportunity)}
    shown = begun(opportunity) | (PARTS.keys() - waiting)
    says = {
        "work": opportunity.title,
        "where": where_in_words(opportunity),
        "places": places_in_words(opportunity),
        "pay": pay_in_words(opportunity),
        "needs": needs_in_words(opportunity),
        "help": _help_in_words(opportunity),
    }
    warnings = {"pay": "Check the pay" if pay_warning(opportunity) else "", "where": _off_the_map(opportunity)}
    return [
        Line(
            part.code,
            part.label,
            says[part.code] if part.code in shown else "",
            part.code not in waiting,
            warnings.get(part.code, "") if part.code not in waiting else "",
        )
        for part in PARTS.values()
    ]


def begun(opportunity: Opportunity) -> set[str]:
    """Parts of which something stands before anybody goes through them: taken from a pledge, or kept one by one."""
    stands = {
        "work": opportunity.pledge_id,
        "places": opportunity.pledge_id,
        "where": opportunity.sites.all(),
        "needs": opportunity.requirements.all(),
    }
    return {part for part, there in stands.items() if there}


def answers(opportunity: Opportunity) -> list[Answer]:
    """Everything that was said, for checking it before it is posted."""
    kinds = terms("kinds", council=opportunity.council)
    category = BY_CODE.get(opportunity.category)
    return [
        ("What you offer", kinds[opportunity.kind].label if opportunity.kind in kinds else opportunity.kind, "work"),
        ("Title", opportunity.title, "work"),
        ("What somebody would do", opportunity.description or NOT_KNOWN, "work"),
        ("Kind of work", category.label if category else NOT_KNOWN, "work"),
        ("How long", opportunity.duration or NOT_KNOWN, "work"),
        ("Regulated study with it", _yes_no(opportunity.with_training), "work"),
        ("Where", where_in_words(opportunity), "where"),
        ("Places", places_in_words(opportunity), "places"),
        ("Kept for young people the council supports", _yes_no(opportunity.ring_fenced), "places"),
        ("Hours", hours_in_words(opportunity), "pay"),
        ("Pay", pay_in_words(opportunity, hours=False), "pay"),
        ("What the person needs", needs_in_words(opportunity, whole=True), "needs"),
        ("Help you give", _labels(opportunity.support_given, opportunity) or "Nothing said yet", "help"),
        ("What you cannot give", _labels(opportunity.support_not_given, opportunity) or "Nothing named", "help"),
        ("Interview promised", _yes_no(opportunity.guaranteed_interview), "help"),
    ]


def where_in_words(opportunity: Opportunity) -> str:
    if opportunity.is_remote:
        return "From home, or anywhere"
    sites = [", ".join(filter(None, (site.address, site.postcode))) for site in opportunity.sites.all()]
    return "; ".join(sites) or NOT_KNOWN


def places_in_words(opportunity: Opportunity) -> str:
    places = opportunity.places
    words = [f"{places} place" if places == 1 else f"{places} places"]
    if opportunity.starts_on:
        words.append(f"from {opportunity.starts_on:%-d %B %Y}")
    if opportunity.closes_on:
        words.append(f"closes on {opportunity.closes_on:%-d %B %Y}")
    if opportunity.intake_per_month:
        words.append(f"at most {opportunity.intake_per_month} a month")
    return ", ".join(words)


def hours_in_words(opportunity: Opportunity) -> str:
    hours = f"{opportunity.hours_per_week.normalize():f} hours a week" if opportunity.hours_per_week else ""
    return "; ".join(filter(None, (hours, opportunity.hours_pattern))) or NOT_KNOWN


def pay_in_words(opportunity: Opportunity, *, hours: bool = True) -> str:
    pay = ""
    if opportunity.pay_amount is not None:
        pay = f"£{opportunity.pay_amount:,.2f} {opportunity.get_pay_unit_display()}".replace(".00 ", " ")
    said = [hours_in_words(opportunity) if hours and opportunity.hours_per_week else "", pay, opportunity.pay_words]
    return ", ".join(filter(None, said)) or NOT_KNOWN


def needs_in_words(opportunity: Opportunity, *, whole: bool = False) -> str:
    needs = list(opportunity.requirements.all())
    if not needs:
        return "Nothing is asked"
    if whole:
        return "; ".join(f"{need.words}{'' if need.essential else ' (nice to have)'}" for need in needs)
    musts = sum(need.essential for need in needs)
    nice = len(needs) - musts
    return ", ".join(
        filter(None, [f"{musts} must" + "s" * (musts != 1) if musts else "", f"{nice} nice to have" if nice else ""])
    )


def pay_warning(opportunity: Opportunity) -> str:
    """What is paid is under the legal minimum at some of the ages it is open to; '' where it is not."""
    if opportunity.pay_amount is None or opportunity.pay_unit not in PAY_UNITS:
        return ""
    asked = next((need for need in opportunity.requirements.all() if need.type == "age" and need.essential), None)
    found = too_little(
        Pay(opportunity.pay_amount, PAY_UNITS[opportunity.pay_unit]),
        kind=opportunity.kind,
        hours=opportunity.hours_per_week,
        ages=read_ages(asked.value) if asked else (None, None),
        minimum_wages=minimum_wages(timezone.localdate()),
    )
    if not found:
        return ""
    more = "" if found.for_everyone else " Pay more at that age, or ask for the age it is meant for."
    return f"{found.sentence}.{more}"


def _off_the_map(opportunity: Opportunity) -> str:
    unknown = any(site.location is None for site in opportunity.sites.all())
    return "Check the postcode" if unknown and not opportunity.is_remote else ""


def _help_in_words(opportunity: Opportunity) -> str:
    number = len(opportunity.support_given)
    if not number and not opportunity.guaranteed_interview:
        return "Nothing said yet"
    ways = f"{number} way to help" if number == 1 else f"{number} ways to help"
    return f"{ways}, an interview promised" if opportunity.guaranteed_interview else ways


def _labels(codes: list[str], opportunity: Opportunity) -> str:
    labels = terms("support_attributes", council=opportunity.council)
    return ", ".join(labels[code].label if code in labels else code for code in codes)


def _yes_no(answer: Any) -> str:
    return {True: "Yes", False: "No"}.get(answer, NOT_KNOWN)

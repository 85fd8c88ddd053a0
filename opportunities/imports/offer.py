"""What every import makes of a row: an opportunity's facts, its places, what it asks; and storing many of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.utils import timezone

from opportunities.models import Opportunity, OpportunitySite, Requirement
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.reading import read_titles

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Site:
    """One place. `location` is None where nobody knows yet where it is."""

    address: str = ""
    postcode: str = ""
    location: Point | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One requirement, in a type of `Requirement.Type` and in the employer's words."""

    type: str
    words: str
    value: str = ""
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """`facts` are fields of Opportunity."""

    facts: Mapping[str, Any]
    sites: tuple[Site, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """`changed` are the opportunities known before, each with the fields that are new."""

    added: list[Opportunity] = field(default_factory=list)
    changed: list[tuple[Opportunity, list[str]]] = field(default_factory=list)


def store_offers(offers: Mapping[str, Offer], known: Mapping[str, Opportunity]) -> Stored:
    """Add the offers whose reference is not among the `known`, bring the others up to date; a fixed number of queries.

    Occupation and category are read from title and description, except where the facts say them.
    """
    stored, pairs = Stored(), []
    for reference, facts in _with_readings(offers).items():
        opportunity = known.get(reference)
        if opportunity is None:
            opportunity = Opportunity(**facts)
            stored.added.append(opportunity)
        else:
            stored.changed.append((opportunity, _take_over(opportunity, facts)))
        pairs.append((opportunity, offers[reference]))
    Opportunity.objects.bulk_create(stored.added, batch_size=BATCH)
    _update([opportunity for opportunity, _ in stored.changed], {name for _, news in stored.changed for name in news})
    _replace_details(pairs)
    return stored


def _with_readings(offers: Mapping[str, Offer]) -> dict[str, dict[str, Any]]:
    """The facts of each offer, with what its words are read as. Help that goes with an offer is no occupation."""
    work = [reference for reference, offer in offers.items() if not kinds()[offer.facts["kind"]].is_enabler]
    titles = [offers[reference].facts["title"] for reference in work]
    descriptions = [offers[reference].facts.get("description", "") for reference in work]
    complete = {reference: dict(offer.facts) for reference, offer in offers.items()}
    for reference, reading in zip(work, read_titles(titles, descriptions), strict=True):
        facts = complete[reference]
        facts["occupation"] = str(reading.occupation.unit_group) if reading.occupation else ""
        facts["category"] = facts.get("category") or (reading.category.code if reading.category else "")
    return complete


def _take_over(opportunity: Opportunity, facts: Mapping[str, Any]) -> list[str]:
    """Set the facts that differ; returns their names."""
    news = [name for name, value in facts.items() if getattr(opportunity, name) != value]
    for name in news:
        setattr(opportunity, name, facts[name])
    opportunity.changed_at = timezone.now()
    return news


def _update(opportunities: list[Opportunity], fields: set[str]) -> None:
    if opportunities:
        Opportunity.objects.bulk_update(opportunities, sorted({*fields, "changed_at"}), batch_size=BATCH)


def _replace_details(pairs: list[tuple[Opportunity, Offer]]) -> None:
    """The places and requirements of these opportunities are those of their rows now."""
    opportunities = [opportunity for opportunity, _ in pairs]
    OpportunitySite.objects.filter(opportunity__in=opportunities).delete()
    Requirement.objects.filter(opportunity__in=opportunities).delete()
    OpportunitySite.objects.bulk_create(
        OpportunitySite(opportunity=opportunity, address=site.address, postcode=site.postcode, location=site.location)
        for opportunity, offer in pairs
        for site in offer.sites
    )
    Requirement.objects.bulk_create(
        Requirement(opportunity=opportunity, type=ask.type, value=ask.value, essential=ask.essential, words=ask.words)
        for opportunity, offer in pairs
        for ask in offer.asks
    )

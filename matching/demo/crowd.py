"""A crowd for the bench: so many people and opportunities as rows, drawn from a seed, never kept."""

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.contrib.gis.geos import Point

import opportunities.vocabulary
from aspirations.models import Aspiration, AspirationAudit, EetSpell, YoungPerson
from config.accounts.models import Council, User
from employers.duplicates import normalise_name
from employers.models import Employer
from matching.demo.names import preferred_name
from matching.engine.people import READINESS
from opportunities.models import Opportunity, OpportunitySite, Requirement
from opportunities.vocabulary.kinds import kinds

TITLES = Path(opportunities.vocabulary.__file__).parent / "data" / "ncs_profile_titles.csv"
TRADES = ("Bakery", "Motors", "Joinery", "Care at Home", "Catering", "Textiles", "Nursery")
LEVELS = ("", "none", "E3", "1", "2", "3")
OFFERED = [kind.code for kind in kinds().values() if not kind.is_enabler]


@dataclass(frozen=True)
class Crowd:
    council: Council
    day: date


def make_crowd(people: int, offers: int, *, seed: int, day: date) -> Crowd:
    """Rows for `people` NEET young people with two wishes each and for `offers` live opportunities."""
    draw = random.Random(seed)
    council = Council.objects.create(code=f"X{seed:08d}", name=f"Crowd {seed}")
    manager = User.objects.create(email=f"crowd-{seed}@example.org", name="Crowd", council=council)
    with TITLES.open(encoding="utf-8") as file:
        titles = [(row["title"], row["categories"].split()[0]) for row in csv.DictReader(file)]
    _people(people, council, manager, titles, draw, day)
    _offers(offers, council, titles, draw, day)
    return Crowd(council, day)


def _place(draw: random.Random) -> Point:
    return Point(draw.gauss(-1.7, 0.2), draw.gauss(53.75, 0.1), srid=4326)


def _people(number: int, council: Council, manager: User, titles: list, draw: random.Random, day: date) -> None:
    people = YoungPerson.objects.bulk_create(
        YoungPerson(
            council=council,
            child_id=f"C{index:06d}",
            born_on=day - timedelta(days=draw.randrange(16 * 366, 25 * 365)),
            local_status="former_relevant",
            manager=manager,
        )
        for index in range(number)
    )
    EetSpell.objects.bulk_create(
        EetSpell(person=person, activity="G5", started_on=day - timedelta(draw.randrange(10, 700)), last_seen_on=day)
        for person in people
    )
    audits = AspirationAudit.objects.bulk_create(_audit(person, draw, day) for person in people)
    Aspiration.objects.bulk_create(
        Aspiration(audit=audit, rank=rank, own_words=title, reading="wish", category=category)
        for audit in audits
        for rank, (title, category) in enumerate(draw.sample(titles, 2), start=1)
    )


def _audit(person: YoungPerson, draw: random.Random, day: date) -> AspirationAudit:
    return AspirationAudit(
        person=person,
        version=1,
        asked_on=day,
        home=_place(draw),
        travel_minutes=draw.choice([30, 45, 60, None]),
        travel_mode=draw.choice(["bus", "bus", "walk", "car", "unknown"]),
        level=draw.choice(LEVELS),
        english=draw.choice(LEVELS),
        maths=draw.choice(LEVELS),
        licence=draw.choice(["none", "provisional", "full", "unknown"]),
        right_to_work=draw.choice(["yes", "yes", "unknown"]),
        readiness=draw.choice(["", *READINESS]),
        kinds_wanted=draw.sample(OFFERED, 3),
    )


def _offers(number: int, council: Council, titles: list, draw: random.Random, day: date) -> None:
    names = (f"{preferred_name(index)} {TRADES[index % len(TRADES)]}" for index in range(max(1, number // 4)))
    employers = Employer.objects.bulk_create(
        Employer(council=council, name=name, normalised_name=normalise_name(name), kind="business") for name in names
    )
    chosen = [draw.choice(titles) for _ in range(number)]
    offers = Opportunity.objects.bulk_create(
        Opportunity(
            council=council,
            employer=draw.choice(employers),
            state="live",
            kind=draw.choice(OFFERED),
            title=title,
            description=f"We look for somebody who would like to work as {title.lower()}, with a named person to ask.",
            category=category,
            places=3,
            starts_on=day + timedelta(draw.randrange(90, 200)),
            closes_on=day + timedelta(draw.randrange(1, 90)),
            is_remote=draw.random() < 0.05,
        )
        for title, category in chosen
    )
    OpportunitySite.objects.bulk_create(OpportunitySite(opportunity=offer, location=_place(draw)) for offer in offers)
    Requirement.objects.bulk_create(
        Requirement(opportunity=offer, type=draw.choice(["english", "maths", "level"]), value="1", words="Level 1")
        for offer in offers
        if draw.random() < 0.4
    )

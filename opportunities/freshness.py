"""Whether an offer still stands (O3): its employer is asked after 30 and 60 days, and after 90 it is paused.

An offer from a feed is left alone: the feed says whether it is still there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.template.loader import render_to_string
from django.urls import reverse

from config.accounts.models import Council
from config.audit_trail.trail import event_of, record_all
from config.outbox.actions import put_mail
from employers.models import Employer
from opportunities.actions import pause
from opportunities.models import Opportunity

ASKED_AFTER = (30, 60)
PAUSED_AFTER = 90
SUBJECT = "Do your offers still stand?"


def said_by(council: Council, day: date, days: int) -> QuerySet[Opportunity]:
    """Live offers of this council of which nobody has said for so many days that they stand; with `said_on`."""
    rows = Opportunity.objects.filter(council=council, state="live", source="")
    said = rows.annotate(said_on=Coalesce("confirmed_on", TruncDate("posted_at")))
    return said.filter(said_on__lte=day - timedelta(days=days)).select_related("employer__council")


def ask_whether_they_stand(council: Council, day: date) -> int:
    """Ask each employer once about all of its offers that have come to 30 or 60 days. Returns how many were asked."""
    by_employer: dict[Employer, dict[int, Opportunity]] = defaultdict(dict)
    for days in ASKED_AFTER:
        due = said_by(council, day, days)
        for offer in due.filter(Q(asked_on=None) | Q(asked_on__lt=F("said_on") + timedelta(days))):
            by_employer[offer.employer][offer.pk] = offer
    return sum(_ask(employer, offers.values(), day) for employer, offers in by_employer.items())


@transaction.atomic
def _ask(employer: Employer, offers: Iterable[Opportunity], day: date) -> int:
    """Note that it was asked, also where nobody has an address: the Virtual School sees those."""
    rows = sorted(offers, key=lambda offer: offer.title)
    Opportunity.objects.filter(pk__in=[offer.pk for offer in rows]).update(asked_on=day)
    told = _mail(employer, rows, day, "posting/mail_still_stands.txt", "fresh")
    if told:
        verb = "employer_asked_whether_it_stands"
        record_all([event_of(verb, offer, council=employer.council, by=None) for offer in rows])
    return int(told)


def pause_those_unconfirmed(council: Council, day: date) -> int:
    """After 90 days without a word an offer leaves the suggestions; whoever opens it again says that it stands."""
    by_employer: dict[Employer, list[Opportunity]] = defaultdict(list)
    for offer in said_by(council, day, PAUSED_AFTER):
        by_employer[offer.employer].append(offer)
    return sum(_pause(employer, offers, day) for employer, offers in by_employer.items())


@transaction.atomic
def _pause(employer: Employer, offers: list[Opportunity], day: date) -> int:
    for offer in offers:
        pause(offer, by=None)
    _mail(employer, offers, day, "posting/mail_paused.txt", "unconfirmed")
    return len(offers)


def _mail(employer: Employer, offers: list[Opportunity], day: date, words: str, key: str) -> bool:
    address = settings.SERVICE_ADDRESS.rstrip("/") + reverse("employer_desk")
    contacts = list(employer.contacts.trusted().exclude(email=""))
    for contact in contacts:
        context = {"contact": contact, "offers": offers, "address": address, "council": employer.council}
        put_mail(
            council=employer.council,
            to=contact.email,
            subject=SUBJECT,
            body=render_to_string(words, context),
            key=f"{key}:{employer.public_id}:{day}:{contact.pk}",
        )
    return bool(contacts)

"""Employers who do not answer (N5): the silence is noted once a step, and the second within 90 days pauses them.

Nothing ends by it: the young person stays put forward, their adviser sees who has not answered, and the employer
opens everything again with one click.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from config.accounts.models import Council
from config.audit_trail.trail import record
from config.outbox.actions import put_mail
from config.reference.due_days import due_step
from employers.models import Employer
from matching.nominations.asking import waited_step, waiting_for_employers
from matching.nominations.models import EmployerSilence, Nomination
from opportunities.actions import pause
from opportunities.models import Opportunity

WITHIN_DAYS = 90
TWICE = 2
SUBJECT = "Your offers wait until we hear from you"


def note_silences(council: Council, day: date) -> int:
    """Note every answer that has stalled, and pause who was silent twice. Returns how many silences are new."""
    found = [nomination for nomination in waiting_for_employers(council, day) if _note(nomination, day)]
    for employer in Employer.objects.filter(pk__in={row.opportunity.employer_id for row in found}):
        pause_if_silent(employer, day)
    return len(found)


@transaction.atomic
def _note(nomination: Nomination, day: date) -> bool:
    """Whether this step has stalled by now and was not noted before."""
    waited = waited_step(nomination)
    if waited is None or not waited[0].is_stalled(day, waited[1]):
        return False
    step = nomination.moves.filter(target=nomination.state).latest("pk")
    employer = nomination.opportunity.employer
    silence, new = EmployerSilence.objects.get_or_create(step=step, defaults={"employer": employer, "noted_on": day})
    if new:
        record("employer_silent", silence, council=nomination.council, by=None, person=nomination.person)
    return new


@transaction.atomic
def pause_if_silent(employer: Employer, day: date) -> int:
    """After two silences within 90 days, pause what the employer offers, with notice. Returns how many offers.

    A silence counts for one pause: whoever opens the offers again starts anew.
    """
    rule = due_step("employer_silent", employer.council)
    since = day - timedelta(days=(rule and rule.days) or WITHIN_DAYS)
    silences = EmployerSilence.objects.filter(employer=employer, paused_on=None, noted_on__gt=since)
    if silences.select_for_update().count() < TWICE:
        return 0
    offers = list(Opportunity.objects.filter(employer=employer, state="live"))
    for offer in offers:
        pause(offer, by=None)
    silences.update(paused_on=day)
    if offers:
        _tell(employer, [offer.title for offer in offers], day)
    return len(offers)


def _tell(employer: Employer, titles: list[str], day: date) -> None:
    address = settings.SERVICE_ADDRESS.rstrip("/") + reverse("employer_desk")
    for contact in employer.contacts.trusted().exclude(email=""):
        words = {"contact": contact, "titles": titles, "address": address, "council": employer.council}
        put_mail(
            council=employer.council,
            to=contact.email,
            subject=SUBJECT,
            body=render_to_string("nominees/mail_silent.txt", words),
            key=f"silent:{employer.public_id}:{day}:{contact.pk}",
        )

"""Asking an employer for an answer: a mail with a link for one use, once a step and again on its days (N5).

The mail names nobody: who it is stands on the page, for as long as the agreement to share holds.
"""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import Council
from config.accounts.signed_links import Purpose, make_link
from config.outbox.actions import put_mail, was_put
from config.public_ids import PublicIdModel
from config.reference.due_days import DueStep, due_step
from employers.models import EmployerContact
from matching.nominations.models import Nomination
from matching.nominations.routes import waits_for

ANSWER_KEY = "answer:"
LINK_DAYS = 28
WAITING = ("introduced", "in_review", "interview")


def ask_for_answer(nomination: Nomination, number: int = 0) -> int:
    """Leave a mail for each contact the council knows. The same step again changes nothing. Returns how many.

    `number`: 0 for the first mail, then that of the reminder.
    """
    step = nomination.moves.filter(target=nomination.state).order_by("-pk").values_list("pk", flat=True).first()
    key = f"{ANSWER_KEY}{nomination.public_id}:{step}" + (f":{number}" if number else "")
    return sum(
        mail_link(
            contact, nomination, Purpose.ANSWER, nomination, route="answer_link", words="nominees/mail_answer.txt",
            subject="Someone to meet: your answer, please", key=key,
        )
        for contact in contacts_of(nomination)
    )  # fmt: skip


def ask_for_answers(day: date, council: Council | None = None) -> int:
    """Ask wherever an employer's answer is waited for, and remind on the days of the list. Returns how many mails.

    A day that was missed is made good by one mail. Who was silent too long is reminded no more (`silences.py`).
    """
    councils = [council] if council else Council.objects.all()
    return sum(_ask_or_remind(row, day) for one in councils for row in waiting_for_employers(one, day))


def waiting_for_employers(council: Council, day: date) -> QuerySet[Nomination]:
    """Nominations an employer should answer; where a time to meet is set, once it is over."""
    rows = Nomination.objects.introduced().filter(council=council, state__in=WAITING)
    met = rows.exclude(state="interview", interviews__at__date__gte=day)
    return met.select_related("opportunity__employer", "person", "council").prefetch_related("interviews").distinct()


def _ask_or_remind(nomination: Nomination, day: date) -> int:
    waited = waited_step(nomination)
    if waited is None:
        return 0
    step, since = waited
    if step.is_stalled(day, since):
        return 0
    return ask_for_answer(nomination, step.reminders_by(day, since))


def waited_step(nomination: Nomination) -> tuple[DueStep, date] | None:
    """The step that is waited for, and the day it counts from: of an interview the day they met."""
    code = waits_for(nomination, nomination.state)
    step = due_step(code, nomination.council) if code else None
    if step is None:
        return None
    since = timezone.localdate(nomination.state_since_at)
    met = [timezone.localdate(row.at) for row in nomination.interviews.all()] if nomination.state == "interview" else []
    return step, max([since, *met])


def contacts_of(nomination: Nomination) -> list[EmployerContact]:
    """Who is told: known to the council, reached by mail, while the agreement to share holds."""
    if not Nomination.objects.introduced().filter(pk=nomination.pk).exists():
        return []
    employer = nomination.opportunity.employer
    return list(employer.contacts.trusted().exclude(email="").select_related("employer"))


def mail_link(
    contact: EmployerContact, nomination: Nomination, purpose: Purpose, subject_row: PublicIdModel, *,
    route: str, words: str, subject: str, key: str,
) -> bool:  # fmt: skip
    """One mail with one link, unless this key was mailed to this contact before."""
    key = f"{key}:{contact.pk}"
    if was_put(key):
        return False
    council, person = nomination.council, nomination.person
    _, secret = make_link(
        purpose=purpose, subject=subject_row, council=council, by=None, days=LINK_DAYS, person=person, for_one_use=True
    )
    address = settings.SERVICE_ADDRESS.rstrip("/") + reverse(route, args=[secret])
    context = {"contact": contact, "nomination": nomination, "council": council, "address": address, "days": LINK_DAYS}
    body = render_to_string(words, context)
    put_mail(council=council, to=contact.email, subject=subject, body=body, key=key, person_id=person.public_id)
    return True

"""Asking an employer for an answer: a mail with a link for one use, at most once for each step (N5).

The mail names nobody: who it is stands on the page, for as long as the agreement to share holds.
"""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from config.accounts.signed_links import Purpose, make_link
from config.outbox.actions import put_mail, was_put
from config.public_ids import PublicIdModel
from employers.models import EmployerContact
from matching.nominations.models import Nomination

ANSWER_KEY = "answer:"
LINK_DAYS = 28
WAITING = ("introduced", "in_review", "interview")


def ask_for_answer(nomination: Nomination) -> int:
    """Leave a mail for each contact the council knows. The same step again changes nothing. Returns how many."""
    step = nomination.moves.filter(target=nomination.state).order_by("-pk").values_list("pk", flat=True).first()
    return sum(
        mail_link(
            contact, nomination, Purpose.ANSWER, nomination, route="answer_link", words="nominees/mail_answer.txt",
            subject="Someone to meet: your answer, please", key=f"{ANSWER_KEY}{nomination.public_id}:{step}",
        )
        for contact in contacts_of(nomination)
    )  # fmt: skip


def ask_for_answers(day: date) -> int:
    """Ask wherever an employer's answer is waited for and was not asked for. Returns how many mails were left."""
    waiting = Nomination.objects.introduced().filter(state__in=WAITING).select_related("opportunity", "person")
    met = waiting.exclude(state="interview", interviews__at__date__gte=day)
    return sum(ask_for_answer(nomination) for nomination in met)


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

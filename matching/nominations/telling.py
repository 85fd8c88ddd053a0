"""What is told at once and never kept for the morning's mail (vocabularies 8): interviews of today, and breaches."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import Council, User
from config.outbox.actions import put_mail, was_put
from matching.nominations.breaches import interview_breaches
from matching.nominations.models import Interview
from matching.nominations.states import LIVE

TODAY = "An interview today"
TODAY_BODY = (
    "{child_id} has an interview today at {at}. Check how they get there, what they bring, and how they feel about "
    "it.\n\n{address}"
)
BREACH = "A guaranteed interview is late"
BREACH_BODY = (
    "An interview that was guaranteed was due by {due} and has not been held: {title}, {employer}. "
    "Ask them for a day now.\n\n{address}"
)
TOLD_OF_BREACHES = {"hr_reviewer": "hr_desk", "panel_chair": "panel"}
"""Role to the page that its mail leads to."""


def tell_of_interviews_today(council: Council, day: date) -> int:
    """Each adviser of each interview. Returns how many mails are new."""
    rows = Interview.objects.filter(nomination__council=council, nomination__state__in=LIVE, at__date=day)
    alive = rows.filter(nomination__person__died_on=None)
    return sum(_tell_adviser(interview, day) for interview in alive.select_related("nomination__person__council"))


def _tell_adviser(interview: Interview, day: date) -> bool:
    nomination = interview.nomination
    person, local = nomination.person, timezone.localtime(interview.at)
    words = TODAY_BODY.format(
        child_id=person.child_id, at=f"{local:%H:%M}", address=_at("nomination", nomination=nomination.public_id)
    )
    key = f"interview-today:{interview.public_id}:{day}"
    return _put(person.council, person.adviser, TODAY, words, key, person_id=person.public_id)


def tell_of_breaches(council: Council, day: date) -> int:
    """HR and the panel's chair, once for each interview that was not held in time. They read no name in it."""
    told = User.objects.filter(council=council, is_active=True)
    people = [(user, page) for role, page in TOLD_OF_BREACHES.items() for user in told.filter(roles__contains=[role])]
    return sum(
        _put(
            council,
            user,
            BREACH,
            BREACH_BODY.format(
                due=f"{nomination.interview_due_on:%-d %B}",
                title=nomination.opportunity.title,
                employer=nomination.opportunity.employer,
                address=_at(page),
            ),
            f"breach:{nomination.public_id}:{nomination.interview_due_on}:{user.pk}",
        )
        for nomination in interview_breaches(council, day)
        for user, page in people
    )


def _put(council: Council, user: User, subject: str, body: str, key: str, person_id: UUID | None = None) -> bool:
    if was_put(key):
        return False
    put_mail(council=council, to=user.email, subject=subject, body=body, key=key, person_id=person_id)
    return True


def _at(page: str, **kwargs: object) -> str:
    return settings.SERVICE_ADDRESS.rstrip("/") + reverse(page, kwargs=kwargs)

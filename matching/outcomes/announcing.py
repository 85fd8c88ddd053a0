"""Telling other systems that the day has come to ask how a start goes (R2)."""

from datetime import date, timedelta

from django.db.models import QuerySet

from aspirations.models import YoungPerson
from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.outbox.webhooks import Event, announce
from matching.outcomes.models import OutcomeMilestone

NEWS_FOR = timedelta(days=7)
"""A day that was missed is made good; what has waited longer is no news for an address that was given today."""


def announce_due(council: Council, day: date) -> int:
    """Once for each milestone and address, however often it is asked. Returns how many events were left."""
    rows = OutcomeMilestone.objects.due_by(day).filter(placement__council=council, due_on__gt=day - NEWS_FOR)
    return announce(
        Event.OUTCOME_DUE,
        rows.select_related("placement__nomination", "placement__person"),
        readers=readable_by,
        say=_said,
        key=lambda row: f"{row.placement.nomination.public_id}:{row.public_id}:{row.due_on}",
        about=lambda row: row.placement.person.public_id,
    )


def readable_by(user: User) -> QuerySet[OutcomeMilestone]:
    if user.may(Permission.ANSWER_NOMINATIONS):
        return OutcomeMilestone.objects.visible_to(user)
    return OutcomeMilestone.objects.filter(placement__person__in=YoungPerson.objects.worked_with_by(user).alive())


def _said(milestone: OutcomeMilestone, reader: User) -> dict[str, str]:
    return {
        "milestone": str(milestone.public_id),
        "state": "waiting",
        "moment": milestone.moment,
        "due_on": milestone.due_on.isoformat(),
        "placement": str(milestone.placement.public_id),
        "nomination": str(milestone.placement.nomination.public_id),
    }

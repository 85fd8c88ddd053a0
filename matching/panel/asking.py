"""Asking for a case to be discussed: an adviser does, also in the person's name. Nothing asked is lost."""

from django.db import transaction
from django.db.models import Q

from aspirations.models import YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.panel.models import AgendaItem, DiscussionRequest, PanelMeeting


@transaction.atomic
def ask_for_discussion(person: YoungPerson, *, by: User, because: str = "") -> DiscussionRequest:
    """On the next agenda that is not frozen, at once where it is drawn up; else the request waits for one.

    Raises Refused where somebody asked already.
    """
    check_can_change(by, Permission.NOMINATE, person)
    item = next_item(person)
    meeting = item.meeting if item else None
    if DiscussionRequest.objects.filter(person=person, meeting=meeting).exists():
        raise Refused(f"Somebody already asked the panel to discuss {person.called}.")
    asked = DiscussionRequest.objects.create(person=person, asked_by=by, because=because.strip(), meeting=meeting)
    if item:
        item.to_discuss, item.asked_by, item.asked_because = True, by, asked.because
        item.save(update_fields=["to_discuss", "asked_by", "asked_because"])
    record("agenda_item_asked_for", asked, council=person.council, by=by, person=person)
    return asked


def next_item(person: YoungPerson) -> AgendaItem | None:
    """The person's place on an agenda that can still change."""
    items = AgendaItem.objects.filter(person=person, meeting__state="scheduled").select_related("meeting")
    return items.order_by("meeting__held_on").first()


def open_requests(meeting: PanelMeeting) -> dict[int, DiscussionRequest]:
    """What was asked for and no other meeting has taken, by person."""
    rows = DiscussionRequest.objects.filter(
        Q(meeting=None) | Q(meeting__public_id=meeting.public_id), person__council=meeting.council_id
    )
    return {row.person_id: row for row in rows.select_related("asked_by")}

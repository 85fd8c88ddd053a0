"""What comes after the freeze: a case taken up, and somebody added who was not on the agenda. Each says why (P1)."""

from django.db import transaction
from django.db.models import Max, QuerySet

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.panel.agenda import agenda_items
from matching.panel.cycle import PANEL_ROLES, let_open_records
from matching.panel.models import AgendaItem, DiscussionRequest, PanelMeeting
from matching.panel.policies import AFTER_THE_FREEZE, check_chair
from matching.panel.seen import keep_matches


@transaction.atomic
def take_up(item: AgendaItem, *, because: str, by: User) -> None:
    """Discuss a case that a frozen agenda had carried over; the agenda stays as it is and says so in a note."""
    check_chair(by, item.meeting.council)
    why = _check_late(item.meeting, because, "taken up")
    if item.to_discuss:
        raise Refused("This case is discussed already.")
    item.to_discuss, item.marked_by, item.taken_up_because = True, by, why
    item.save(update_fields=["to_discuss", "marked_by", "taken_up_because"])
    record("agenda_item_taken_up", item, council=item.meeting.council, by=by, person=item.person)


@transaction.atomic
def add_late(asked: DiscussionRequest, meeting: PanelMeeting, *, because: str, by: User) -> AgendaItem:
    """Add somebody who came after the freeze and whose adviser asks, with the points of the meeting's day."""
    check_chair(by, meeting.council)
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    why = _check_late(meeting, because, "added")
    if asked not in waiting(meeting):
        raise Refused("This case is on the agenda already, or nobody asks for it any more.")
    found = agenda_items(meeting, YoungPerson.objects.filter(pk=asked.person_id))
    if not found:
        raise Refused(
            f"{asked.person.called} is in education, work or training now: the agenda is of those who are not."
        )
    (item,) = found
    item.position = 1 + (meeting.items.filter(part=item.part).aggregate(last=Max("position"))["last"] or 0)
    item.asked_by, item.asked_because = asked.asked_by, asked.because
    item.to_discuss, item.marked_by, item.taken_up_because = True, by, why
    item.save()
    DiscussionRequest.objects.filter(pk=asked.pk).update(meeting=meeting)
    for role in PANEL_ROLES:
        let_open_records(meeting, role, by=by)
    keep_matches(meeting, only=item)
    record("agenda_item_added_late", item, council=meeting.council, by=by, person=item.person)
    return item


def waiting(meeting: PanelMeeting) -> QuerySet[DiscussionRequest]:
    """What advisers ask for and no agenda has taken, of people this meeting does not list. Restricted records wait."""
    rows = DiscussionRequest.objects.filter(meeting=None, person__council=meeting.council, person__died_on=None)
    listed = meeting.items.values("person")
    return rows.filter(person__is_restricted=False).exclude(person__in=listed).select_related("person", "asked_by")


def _check_late(meeting: PanelMeeting, because: str, done: str) -> str:
    if meeting.state not in AFTER_THE_FREEZE:
        raise Refused(f"A case is {done} between the freeze and the minutes. Before that, mark it.")
    if not because.strip():
        raise Refused(f"Say why the case is {done} now.")
    return because.strip()

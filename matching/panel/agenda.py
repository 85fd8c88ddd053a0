"""The agenda: everyone who is not in EET once, those with no recorded activity in a list of their own (P1)."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from aspirations.models import AccessGrant, YoungPerson
from aspirations.people.access import end_access, give_access
from aspirations.people.policies import check_can_change
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.vocabulary import terms
from config.refusal import NotAllowed, Refused
from matching.nominations.breaches import interview_breaches
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.need import NeedPart, need_parts
from matching.panel.need_facts import need_facts
from matching.panel.states import MEETING

NEED_WEIGHTS = "need-2026"
PANEL_ROLES = ("panel_member", "panel_chair")
CLOCK_IS_CLOSE = 10
"""Points of a right lost within 30 days: such a case is always discussed."""


@transaction.atomic
def schedule(*, council: Council, held_on: date, by: User) -> PanelMeeting:
    check_chair(by, council)
    meeting = PanelMeeting(council=council, month=held_on.replace(day=1), held_on=held_on)
    if PanelMeeting.objects.filter(council=council, month=meeting.month).exists():
        raise Refused("This month already has a meeting.")
    meeting.save()
    record("meeting_scheduled", meeting, council=council, by=by)
    return meeting


def check_chair(user: User, council: Council) -> None:
    check_may(user, Permission.CHAIR_PANEL)
    if user.council_id != council.pk:
        raise NotAllowed("This is another council's panel.")


@transaction.atomic
def draw_up_agenda(meeting: PanelMeeting, *, by: User) -> list[AgendaItem]:
    """List everyone once, in the order of need. Drawn up again before the freeze it keeps marks and requests.

    From here on the chair, who has to mark cases, may open these records.

    Order: points, then longest undiscussed, then a draw fixed by the meeting and the person's opaque id.
    """
    check_chair(by, meeting.council)
    if meeting.state != "scheduled":
        raise Refused("The agenda is frozen; what changes now is added as a note.")
    items = agenda_items(meeting, YoungPerson.objects.filter(council=meeting.council), list(meeting.items.all()))
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(items)
    let_open_records(meeting, "panel_chair", by=by)
    meeting.need_weights = NEED_WEIGHTS
    meeting.save(update_fields=["need_weights"])
    record("agenda_drawn_up", meeting, council=meeting.council, by=by, people=len(items))
    return items


def agenda_items(
    meeting: PanelMeeting, cohort: YoungPersonQuerySet, earlier: Sequence[AgendaItem] = ()
) -> list[AgendaItem]:
    """The unsaved agenda of a meeting on its day; marks and requests of the `earlier` items are kept."""
    kept = {item.person_id: item for item in earlier}
    neet = cohort.alive().neet_on(meeting.held_on)
    no_activity = cohort.alive().with_no_activity_on(meeting.held_on)
    return [
        *_items(meeting, list(neet), AgendaItem.Part.NEET, kept),
        *_items(meeting, list(no_activity), AgendaItem.Part.NO_ACTIVITY, kept),
    ]


def _items(
    meeting: PanelMeeting, people: Sequence[YoungPerson], part: str, kept: dict[int, AgendaItem]
) -> list[AgendaItem]:
    asked = {pk for pk, item in kept.items() if item.asked_by_id}
    table = terms("need_points", council=meeting.council)
    facts = need_facts(people, meeting, asked)
    promised = {breach.person_id for breach in interview_breaches(meeting.council, meeting.held_on)}
    parts = {person.pk: need_parts(facts[person.pk], table) for person in people}
    ordered = sorted(
        people,
        key=lambda person: (-_total(parts[person.pk]), -facts[person.pk].meetings_unseen, _draw(meeting, person)),
    )
    return [
        _item(meeting, person, part, position, parts[person.pk], kept.get(person.pk), person.pk in promised)
        for position, person in enumerate(ordered, start=1)
    ]


def _total(parts: Sequence[NeedPart]) -> int:
    return sum(part.points for part in parts)


def _draw(meeting: PanelMeeting, person: YoungPerson) -> str:
    return sha256(f"{meeting.public_id}{person.public_id}".encode()).hexdigest()


def _item(
    meeting: PanelMeeting,
    person: YoungPerson,
    part: str,
    position: int,
    parts: list[NeedPart],
    kept: AgendaItem | None,
    promised: bool,
) -> AgendaItem:
    """Always discussed: a right about to be lost, a guaranteed interview not held, and whom somebody asked for."""
    always = promised or any(code == "clock" and points >= CLOCK_IS_CLOSE for code, points, _ in parts)
    return AgendaItem(
        meeting=meeting,
        person=person,
        part=part,
        position=position,
        points=_total(parts),
        parts=[list(part) for part in parts],
        to_discuss=always or bool(kept and (kept.to_discuss or kept.asked_by_id)),
        marked_by=kept.marked_by if kept else None,
        asked_by=kept.asked_by if kept else None,
    )


@transaction.atomic
def mark_for_discussion(item: AgendaItem, *, by: User, discuss: bool = True) -> None:
    """The chair's mark stands above the points."""
    check_chair(by, item.meeting.council)
    if item.meeting.state != "scheduled":
        raise Refused("The agenda is frozen; what changes now is added as a note.")
    item.to_discuss, item.marked_by = discuss, by
    item.save(update_fields=["to_discuss", "marked_by"])
    record("agenda_item_marked", item, council=item.meeting.council, by=by, person=item.person, discuss=discuss)


@transaction.atomic
def ask_for_discussion(item: AgendaItem, *, by: User) -> None:
    """An adviser asks for a case of their own to be discussed, also in the person's name."""
    check_can_change(by, Permission.NOMINATE, item.person)
    if item.meeting.state != "scheduled":
        raise Refused("The agenda is frozen. Tell the chair, who can still take the case.")
    item.to_discuss, item.asked_by = True, by
    item.save(update_fields=["to_discuss", "asked_by"])
    record("agenda_item_asked_for", item, council=item.meeting.council, by=by, person=item.person)


@transaction.atomic
def move_meeting(meeting: PanelMeeting, target: str, *, by: User) -> PanelMeeting:
    """Change the meeting's state along its table, under lock. An agenda opened again is the chair's alone."""
    check_chair(by, meeting.council)
    locked = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    step = MEETING.move(locked.state, target)
    locked.state = target
    if target == "agenda_frozen":
        locked.agenda_frozen_at = timezone.now()
    if target == "scheduled":
        end_panel_access(locked, ["panel_member"], by=by)
    locked.save(update_fields=["state", "agenda_frozen_at"])
    record(step.verb, locked, council=locked.council, by=by)
    meeting.refresh_from_db()
    return locked


@transaction.atomic
def freeze(meeting: PanelMeeting, *, by: User) -> None:
    """Freeze the agenda and let the panel open these records until the minutes are agreed."""
    if not meeting.items.filter(to_discuss=True).exists():
        raise Refused("Mark at least one person to discuss.")
    move_meeting(meeting, "agenda_frozen", by=by)
    let_open_records(meeting, "panel_member", by=by)


def let_open_records(meeting: PanelMeeting, role: str, *, by: User) -> None:
    """Everyone with this role may open the records on the agenda until the minutes are agreed, restricted ones apart.

    Whoever an agenda drawn up again does not list any more is closed again.
    """
    listed = meeting.items.values("person")
    end_access(grants=AccessGrant.objects.filter(reference=meeting.public_id).exclude(person__in=listed), by=by)
    given = AccessGrant.objects.filter(reference=meeting.public_id, role=role, until_at=None).values("person")
    missing = meeting.items.filter(person__is_restricted=False).exclude(person__in=given).select_related("person")
    people = [item.person for item in missing]
    give_access(people=people, why=AccessGrant.Why.PANEL, by=by, role=role, reference=meeting.public_id)


def end_panel_access(meeting: PanelMeeting, roles: Sequence[str] = PANEL_ROLES, *, by: User) -> None:
    end_access(grants=AccessGrant.objects.filter(reference=meeting.public_id, role__in=roles), by=by)

"""The agenda: everyone who is not in EET once, those with no recorded activity in a list of their own (P1)."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction

from aspirations.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.nominations.breaches import interview_breaches
from matching.panel.asking import open_requests
from matching.panel.cycle import let_open_records
from matching.panel.models import AgendaItem, DiscussionRequest, PanelMeeting
from matching.panel.need import NeedPart, need_parts
from matching.panel.need_facts import need_facts
from matching.panel.need_table import in_print, need_table, version
from matching.panel.policies import check_chair, check_still_a_draft

CLOCK_IS_CLOSE = 10
"""Points of a right lost within 30 days: such a case is always discussed."""


@transaction.atomic
def schedule(*, council: Council, held_on: date, by: User, when_and_where: str = "") -> PanelMeeting:
    """Call the month's meeting. Raises Refused where the month has one."""
    check_chair(by, council)
    month = held_on.replace(day=1)
    meeting = PanelMeeting(council=council, month=month, held_on=held_on, when_and_where=when_and_where.strip())
    if PanelMeeting.objects.filter(council=council, month=month).exists():
        raise Refused(f"{held_on:%B} already has a meeting. Change its date, or choose another month.")
    meeting.save()
    record("meeting_scheduled", meeting, council=council, by=by)
    return meeting


@transaction.atomic
def draw_up_agenda(meeting: PanelMeeting, *, by: User) -> list[AgendaItem]:
    """List everyone once, in the order of need. Drawn up again before the freeze it keeps marks; requests come first.

    From here on the chair, who has to mark cases, may open these records.

    Order: points, then longest undiscussed, then a draw fixed by the meeting and the person's opaque id.
    """
    check_chair(by, meeting.council)
    check_still_a_draft(meeting)
    items = agenda_items(meeting, YoungPerson.objects.filter(council=meeting.council), list(meeting.items.all()))
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(items)
    asked = [item.person_id for item in items if item.asked_by_id]
    DiscussionRequest.objects.filter(person__in=asked, meeting=None).update(meeting=meeting)
    let_open_records(meeting, "panel_chair", by=by)
    table = need_table(meeting.council, meeting.held_on)
    meeting.need_weights, meeting.need_points = version(table), in_print(table)
    meeting.save(update_fields=["need_weights", "need_points"])
    record("agenda_drawn_up", meeting, council=meeting.council, by=by, people=len(items))
    return items


def agenda_items(
    meeting: PanelMeeting, cohort: YoungPersonQuerySet, earlier: Sequence[AgendaItem] = ()
) -> list[AgendaItem]:
    """The unsaved agenda of a meeting on its day; marks and requests of the `earlier` items are kept."""
    kept = {item.person_id: item for item in earlier}
    asked = open_requests(meeting)
    neet = cohort.alive().neet_on(meeting.held_on)
    no_activity = cohort.alive().with_no_activity_on(meeting.held_on)
    return [
        *_items(meeting, list(neet), AgendaItem.Part.NEET, kept, asked),
        *_items(meeting, list(no_activity), AgendaItem.Part.NO_ACTIVITY, kept, asked),
    ]


def _items(
    meeting: PanelMeeting,
    people: Sequence[YoungPerson],
    part: str,
    kept: dict[int, AgendaItem],
    asked: dict[int, DiscussionRequest],
) -> list[AgendaItem]:
    table = need_table(meeting.council, meeting.held_on)
    facts = need_facts(people, meeting, set(asked))
    promised = {breach.person_id for breach in interview_breaches(meeting.council, meeting.held_on)}
    parts = {person.pk: need_parts(facts[person.pk], table) for person in people}
    ordered = sorted(
        people,
        key=lambda person: (-_total(parts[person.pk]), -facts[person.pk].meetings_unseen, _draw(meeting, person)),
    )
    return [
        _item(
            meeting, person, part, position, parts[person.pk],
            kept.get(person.pk), asked.get(person.pk), person.pk in promised,
        )
        for position, person in enumerate(ordered, start=1)
    ]  # fmt: skip


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
    asked: DiscussionRequest | None,
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
        to_discuss=always or bool(asked) or bool(kept and kept.to_discuss),
        always_discussed=always,
        marked_by=kept.marked_by if kept else None,
        asked_by=asked.asked_by if asked else None,
        asked_because=asked.because if asked else "",
    )


@transaction.atomic
def mark_for_discussion(item: AgendaItem, *, by: User, discuss: bool = True) -> None:
    """The chair's mark stands above the points."""
    check_chair(by, item.meeting.council)
    check_still_a_draft(item.meeting)
    item.to_discuss, item.marked_by = discuss, by
    item.save(update_fields=["to_discuss", "marked_by"])
    record("agenda_item_marked", item, council=item.meeting.council, by=by, person=item.person, discuss=discuss)

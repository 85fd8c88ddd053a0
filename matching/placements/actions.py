"""Starts and ends of EET placements (R1). A start opens the EET spell; an end closes it, and NEET again is listed."""

from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from aspirations.models import EetSpell
from aspirations.spells.actions import end_spell, record_spell, take_back_spell
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.due_days import add_working_days
from config.reference.models import CodedTerm
from config.reference.vocabulary import check_code
from config.refusal import Refused
from config.validation import check_row
from matching.nominations import policies
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from matching.placements.models import EetPlacement
from matching.shortlists.actions import set_pair_state
from opportunities import actions as opportunity_actions
from opportunities.vocabulary.kinds import kinds

NEVER_STARTED = "end_never_started"
FULL_TIME_HOURS = 16
"""F or P by weekly hours (vocabularies.md 6: a setting, to be checked with the council)."""


def activity_of(kind: str, hours_per_week: Decimal | None) -> str:
    """SSDA903 code of a start; '' when the kind is not EET or a person has to say. Unknown hours count as full time
    only where the opportunity gives no part-time form."""
    row = kinds()[kind]
    if not row.counts_as_eet or row.activity_full_time == "ask":
        return ""
    if hours_per_week is None:
        return "" if row.activity_part_time else row.activity_full_time
    return row.activity_full_time if hours_per_week >= FULL_TIME_HOURS else row.activity_part_time


@transaction.atomic
def start(
    nomination: Nomination,
    *,
    started_on: date,
    by: User,
    hours_per_week: Decimal | None = None,
    planned_end_on: date | None = None,
) -> EetPlacement:
    """The young person started. Raises Refused where the hours are needed to tell full from part time."""
    if planned_end_on and planned_end_on < started_on:
        raise Refused("The last day cannot be before the first.", field="planned_end_on")
    policies.check_can_act(by, nomination, Permission.NOMINATE)
    opportunity, person = nomination.opportunity, nomination.person
    hours = hours_per_week if hours_per_week is not None else opportunity.hours_per_week
    counts = kinds()[opportunity.kind].counts_as_eet
    activity = activity_of(opportunity.kind, hours)
    if counts and not activity:
        raise Refused("Say how many hours a week it is: 16 or more counts as full time.")
    move(nomination, "started", by=by, occurred_at=_in_the_morning(started_on))
    spell = _spell_for(nomination, activity, started_on, by) if counts else None
    placement = EetPlacement.objects.create(
        council=nomination.council,
        person=person,
        nomination=nomination,
        opportunity=opportunity,
        spell=spell,
        kind=opportunity.kind,
        activity=activity,
        hours_per_week=hours,
        started_on=started_on,
        planned_end_on=planned_end_on,
        recorded_by=by,
    )
    record("placement_started", placement, council=placement.council, by=by, person=person, activity=activity)
    return placement


def _in_the_morning(day: date) -> datetime:
    """Nine o'clock, or now, where it is earlier on that very day."""
    nine, now = timezone.make_aware(datetime.combine(day, time(9))), timezone.now()
    return min(nine, now) if day == timezone.localdate() else nine


def _spell_for(nomination: Nomination, activity: str, started_on: date, by: User) -> EetSpell:
    """A spell of its own for each start: going from one job to the next ends the first spell and opens another."""
    person = nomination.person
    for running in EetSpell.objects.filter(person=person, activity=activity, ended_on=None, placement__isnull=False):
        end_spell(spell=running, ended_on=started_on, by=by)
    return record_spell(person=person, activity=activity, started_on=started_on, by=by)


@transaction.atomic
def end(
    placement: EetPlacement,
    *,
    ended_on: date,
    ended_by: str,
    reason: str,
    by: User,
    next_activity: str = "",
    what_next: str = "",
    note: str = "",
) -> EetPlacement:
    """Record the end: who ended it and why; the same opportunity may be suggested again.

    `next_activity` is the SSDA903 code from that day; without one it is unknown, which is not NEET. A code of NEET
    brings the person back to the agenda by itself. The list says by when the adviser speaks with them.
    """
    policies.check_can_act(by, placement.nomination, Permission.NOMINATE)
    placement.refresh_from_db(from_queryset=EetPlacement.objects.select_for_update(of=["self"]))
    if placement.ended_on is not None:
        raise Refused("This placement has already ended.")
    ending = check_code("endings", reason, council=placement.council, on=ended_on, what="how it ended")
    if ending.attributes["note"] == "required" and not note.strip():
        raise Refused(f"“{ending.label}” needs a note: say what happened in a sentence.", field="note")
    placement.ended_on, placement.ended_by = ended_on, ended_by
    placement.end_reason, placement.end_note, placement.what_next = reason, note.strip(), what_next
    placement.contact_by_on = _contact_by(ending, ended_on)
    check_row(placement)
    _end_activity(placement, next_activity, by)
    placement.save()
    if reason == NEVER_STARTED:
        opportunity_actions.give_place_back(placement.opportunity, by=by)
    set_pair_state(person=placement.person, opportunity=placement.opportunity, set_aside="")
    record("placement_ended", placement, council=placement.council, by=by, person=placement.person, reason=reason)
    return placement


def _contact_by(ending: CodedTerm, ended_on: date) -> date | None:
    """Working days from the end, or from today where the end was told of late: a call is never due in the past."""
    days = ending.attributes["contact_days"]
    return add_working_days(max(ended_on, timezone.localdate()), int(days)) if days else None


def _end_activity(placement: EetPlacement, next_activity: str, by: User) -> None:
    """What they do from that day. An activity that never began, or ended on its first day, leaves no spell."""
    spell = placement.spell
    if spell is None:
        return
    assert placement.ended_on is not None
    if _never_was(placement, spell):
        placement.spell = None
        placement.save(update_fields=["spell"])
        take_back_spell(spell=spell, by=by)
    elif not next_activity and EetSpell.objects.filter(pk=spell.pk, ended_on=None).exists():
        end_spell(spell=spell, ended_on=placement.ended_on, by=by)
    if next_activity:
        record_spell(person=placement.person, activity=next_activity, started_on=placement.ended_on, by=by)


def _never_was(placement: EetPlacement, spell: EetSpell) -> bool:
    """A spell that the start itself opened. One that a file saw stands: somebody else says that it was so."""
    own = spell.started_on == placement.started_on and spell.file_id is None
    return own and (placement.end_reason == NEVER_STARTED or placement.ended_on == spell.started_on)

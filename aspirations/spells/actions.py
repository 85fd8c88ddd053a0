"""Saying what a young person does now, other than by a file."""

from datetime import date

from django.db import transaction

from aspirations.people import policies
from aspirations.people.models import YoungPerson
from aspirations.spells.activity import EET_CODES, NEET_CODES, RETIRED_CODES
from aspirations.spells.models import EetSpell
from aspirations.spells.sightings import Changes, Sighting, is_same
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused

ENTERED_NOW = (EET_CODES | NEET_CODES) - RETIRED_CODES.keys()


@transaction.atomic
def record_spell(*, person: YoungPerson, activity: str, started_on: date, by: User | None) -> EetSpell:
    """What the person does from a day on; what they did before ends that day. The same activity again only confirms it.

    `activity` is an ACTIV code of today. Raises Refused if it is not, or if something later is known already.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    check_activity(activity)
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    last = EetSpell.objects.filter(person=person).order_by("started_on").last()
    if last and last.ended_on is None and (last.activity == activity or last.started_on == started_on):
        return put_right(last, activity, started_on, by=by)
    if last:
        end_before(last, started_on)
    spell = EetSpell.objects.create(person=person, activity=activity, started_on=started_on, last_seen_on=started_on)
    record("spell_recorded", spell, council=person.council, by=by, person=person, activity=activity)
    return spell


@transaction.atomic
def record_seen(*, person: YoungPerson, activity: str, on: date, by: User) -> None:
    """What they did on a day that has passed, as a file of that day would say it: what is known of later days stays.

    Raises Refused if something else is known for that very day.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    check_activity(activity)
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    spells = list(EetSpell.objects.filter(person=person).order_by("started_on"))
    changes = Changes()
    changes.follow(Sighting(person, activity, "", on), spells)
    changes.store(on)
    seen = EetSpell.objects.on(on).filter(person=person).first()
    if seen is None or not is_same(seen.activity, activity):
        raise Refused("Something else is recorded for that day. Ask the team manager to put it right.")
    record("spell_recorded", seen, council=person.council, by=by, person=person, activity=activity)


@transaction.atomic
def end_spell(*, spell: EetSpell, ended_on: date, by: User | None) -> EetSpell:
    """The activity ended, and what follows is not known. Raises Refused if it ended before, or a day too early."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, spell.person)
    locked = EetSpell.objects.select_for_update().get(pk=spell.pk)
    if locked.ended_on:
        raise Refused(f"This activity ended on {locked.ended_on:%-d %B %Y}.")
    end_before(locked, ended_on)
    record("spell_ended", locked, council=spell.person.council, by=by, person=spell.person, activity=locked.activity)
    return locked


@transaction.atomic
def take_back_spell(*, spell: EetSpell, by: User | None) -> None:
    """What was to begin that day never did: the spell goes, and what it had ended goes on as if it had not been."""
    person = spell.person
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    locked = EetSpell.objects.select_for_update().get(pk=spell.pk)
    before = EetSpell.objects.filter(person=person, ended_on=locked.started_on).first()
    record("spell_taken_back", locked, council=person.council, by=by, person=person, activity=locked.activity)
    locked.delete()
    if before:
        before.ended_on = locked.ended_on
        before.save(update_fields=["ended_on"])


def check_activity(code: str) -> None:
    if code in RETIRED_CODES:
        raise Refused(f"{code} is an old code: choose {' or '.join(RETIRED_CODES[code])}.")
    if code not in ENTERED_NOW:
        raise Refused(
            f"Choose the activity from the list. “{code}” is not in it; it has: {', '.join(sorted(ENTERED_NOW))}."
        )


def put_right(spell: EetSpell, activity: str, day: date, *, by: User | None) -> EetSpell:
    """The same activity was seen again, or what was said to begin that day was something else."""
    if spell.activity != activity:
        spell.activity, spell.words, spell.started_on_or_before = activity, "", False
    spell.last_seen_on = max(spell.last_seen_on, day)
    spell.save(update_fields=["activity", "words", "started_on_or_before", "last_seen_on"])
    record("spell_recorded", spell, council=spell.person.council, by=by, person=spell.person, activity=activity)
    return spell


def end_before(spell: EetSpell, day: date) -> None:
    """End an open spell on the day the next one begins. Raises Refused when this spell began, or ended, later."""
    if (spell.ended_on or spell.started_on) > day or (spell.ended_on is None and spell.started_on == day):
        known = spell.ended_on or spell.started_on
        raise Refused(f"Another activity is recorded up to or from {known:%-d %B %Y}. Choose a later day.")
    if spell.ended_on is None:
        spell.ended_on, spell.last_seen_on = day, min(spell.last_seen_on, day)
        spell.save(update_fields=["ended_on", "last_seen_on"])

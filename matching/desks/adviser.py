"""My caseload: who waits for what (personal adviser, social worker, team manager)."""

from datetime import date

from aspirations.models import EetSpell, YoungPerson
from aspirations.spells.activity import group
from aspirations.spells.lengths import months_between
from config.accounts.models import User
from config.audit_trail.trail import record_view
from matching.desks.sections import Section, table
from matching.nominations.models import Nomination
from matching.shortlists.lists import suggestions_for

IN_WORDS = {"eet": "In EET", "neet": "Not in EET", "unknown": "Not known yet"}
NO_MATCH = {"In EET": "None needed", "Not in EET": "Nothing fits yet", "Not known yet": "First: what do they do now?"}
COLUMNS = ("Who", "Now", "For", "Next step due", "Best match")


def sections(user: User, day: date) -> list[Section]:
    assert user.council is not None
    people = list(YoungPerson.objects.visible_to(user).alive().order_by("child_id"))
    record_view(people, council=user.council, by=user, purpose="caseload", fields=["identity", "spells"])
    spells = {spell.person_id: spell for spell in EetSpell.objects.on(day).filter(person__in=people)}
    nominations = Nomination.objects.live().filter(person__in=people, due_on__isnull=False)
    due = dict(nominations.order_by("-due_on").values_list("person", "due_on"))
    matches = suggestions_for(people, top=1)
    people.sort(key=lambda person: _order(spells.get(person.pk)))
    rows = [_row(person, spells.get(person.pk), due.get(person.pk), matches[person.pk], day) for person in people]
    not_in_eet = sum(group(spell.activity) == "neet" for spell in spells.values())
    sentence = f"You work with {len(people)} young people; {not_in_eet} of them are not in EET."
    return [table("My caseload", sentence, COLUMNS, rows, "longest without EET first.")]


def _order(spell: EetSpell | None) -> tuple[bool, date]:
    neet = spell is not None and group(spell.activity) == "neet"
    return not neet, spell.started_on if spell else date.max


def _row(person: YoungPerson, spell: EetSpell | None, due: date | None, matches: list, day: date) -> list[object]:
    now = IN_WORDS[group(spell.activity)] if spell else IN_WORDS["unknown"]
    return [
        person.called,
        now,
        _length(spell, day),
        f"{due:%-d %B}" if due else "Nothing waits",
        matches[0].opportunity.title if matches else NO_MATCH[now],
    ]


def _length(spell: EetSpell | None, day: date) -> str:
    if spell is None:
        return "Not known yet"
    months = months_between(spell.started_on, day)
    length = "1 month" if months == 1 else f"{months} months" if months else "less than a month"
    return f"At least {length}" if spell.started_on_or_before and months else length.capitalize()

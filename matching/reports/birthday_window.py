"""What a young person's position was on or around a birthday (the answers of SSDA903 OC3).

Only what was known in the window of days before and after the birthday counts, and of that the nearest. A spell first
seen in a file holds from that day: what somebody did earlier is not known, and is asked. The window is common practice,
so its two numbers are settings.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from aspirations.models import EetSpell, LeavingCareFact, YoungPerson
from aspirations.spells.activity import NO_INFORMATION
from matching.reports.oc3_rules import GONE

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days around a birthday that count, both ends with them, as far as they have come."""

    first: date
    birthday: date
    last: date

    @classmethod
    def around(cls, birthday: date, today: date) -> "Window":
        before, after = days_around()
        return cls(birthday - before, birthday, min(birthday + after, today))

    def distance(self, first: date, last: date | None = None) -> int | None:
        """Days from the birthday to the nearest day of [first, last]; None when none of them lies in the window."""
        first, last = max(first, self.first), min(last or first, self.last)
        return max((first - self.birthday).days, (self.birthday - last).days, 0) if first <= last else None


@dataclass(frozen=True, slots=True)
class Position:
    """The three answers in codes; an empty text is not known. `doubt`: a sentence on an answer worth a second look."""

    in_touch: str
    activity: str
    accommodation: str
    died_before: bool
    doubt: str = ""


def days_around() -> tuple[timedelta, timedelta]:
    """How long before and after a birthday counts."""
    return timedelta(days=settings.OC3_DAYS_BEFORE_BIRTHDAY), timedelta(days=settings.OC3_DAYS_AFTER_BIRTHDAY)


def position_of(person: YoungPerson, window: Window) -> Position:
    """The position around the birthday, from the person's (prefetched) spells and leaving-care facts.

    Once somebody has died or gone home, activity and accommodation are 0. While the council is not in touch, what is
    not recorded is "no information" (0); while it is, it is not known, and asked.
    """
    facts, spell = list(person.leaving_care_facts.all()), _nearest_spell(person.spells.all(), window)
    in_touch, died_before = _in_touch(person, facts, window)
    if in_touch in GONE:
        return Position(in_touch, NO_INFORMATION, NO_INFORMATION, died_before)
    otherwise = "" if in_touch in ("", "YES") else NO_INFORMATION
    return Position(
        in_touch,
        spell.activity if spell else otherwise,
        _accommodation(facts, window) or otherwise,
        died_before,
        _doubt(spell, window),
    )


def _nearest_spell(spells: Iterable[EetSpell], window: Window) -> EetSpell | None:
    """The spell nearest the birthday, the earlier of two as near; "no information" only if there is nothing else."""
    near = [(distance, spell) for spell in spells if (distance := _distance(spell, window)) is not None]
    order = sorted(near, key=lambda pair: (pair[1].activity == NO_INFORMATION, pair[0], pair[1].started_on))
    return order[0][1] if order else None


def _distance(spell: EetSpell, window: Window) -> int | None:
    return window.distance(spell.started_on, spell.ended_on - DAY if spell.ended_on else window.last)


def _in_touch(person: YoungPerson, facts: list[LeavingCareFact], window: Window) -> tuple[str, bool]:
    """IN_TOUCH, and whether an earlier record says DIED: that stands, unless a fact in the window contradicts it."""
    died_before = any(fact.in_touch == "DIED" and fact.as_of <= window.birthday for fact in facts)
    if person.died_on and person.died_on <= window.birthday:
        return "DIED", died_before
    fact = _nearest_fact(facts, window, lambda fact: bool(fact.in_touch))
    return (fact.in_touch if fact else "DIED" if died_before else ""), died_before


def _accommodation(facts: list[LeavingCareFact], window: Window) -> str:
    """A letter and a digit, or 0. A letter alone is a home of which nobody has said whether it is suitable."""
    fact = _nearest_fact(facts, window, lambda fact: bool(fact.accommodation))
    return f"{fact.accommodation}{fact.suitability}" if fact else ""


def _nearest_fact(
    facts: list[LeavingCareFact], window: Window, is_known: Callable[[LeavingCareFact], bool]
) -> LeavingCareFact | None:
    near = [fact for fact in facts if is_known(fact) and window.distance(fact.as_of) is not None]
    return min(near, key=lambda fact: (window.distance(fact.as_of), fact.as_of), default=None)


def _doubt(spell: EetSpell | None, window: Window) -> str:
    """An activity that nobody has confirmed since before the window still holds, and is worth a second look."""
    if spell is None or spell.last_seen_on >= window.first:
        return ""
    return f"{spell.activity} was last confirmed on {spell.last_seen_on:%-d %B %Y}. Check that it was still so."

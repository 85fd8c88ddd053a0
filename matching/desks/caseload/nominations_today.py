"""What a nomination asks of its adviser on a day: an answer to act on, a silence to end, an interview to prepare."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from aspirations.models import YoungPerson
from matching.desks.links import SOON, address, days_in_words, due_tag
from matching.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class Line:
    """One line of "Needs you today". `words` follow `who` as they are, with their space or colon.

    `when` are the words and the colour of its tag; `pressing` orders the lines, lowest first.
    """

    who: str
    words: str
    link: str
    href: str
    when: tuple[str, str]
    pressing: int
    person: YoungPerson


def lines_of(person: YoungPerson, nomination: Nomination, day: date) -> Iterator[Line]:
    """None or one line. Late is measured from the due day of the step (N5)."""
    say = MAKERS.get(nomination.state)
    if say and (said := say(person, nomination, day)):
        words, link, page, when, pressing = said
        href = address(page, nomination=nomination.public_id)
        yield Line(person.listed_as, words, link, href, when, pressing, person)


Said = tuple[str, str, str, tuple[str, str], int]


def _yes(person: YoungPerson, nomination: Nomination, day: date) -> Said:
    words = f" said yes to {_what(nomination)}"
    return words, "Agree what to share", "agreement", _new_or_late(nomination, day), _pressing(nomination, day)


def _agreed(person: YoungPerson, nomination: Nomination, day: date) -> Said:
    words = f" can be introduced to {nomination.opportunity.employer}: the panel agreed"
    return words, "Introduce them", "nomination", _new_or_late(nomination, day), _pressing(nomination, day)


def _silence(person: YoungPerson, nomination: Nomination, day: date) -> Said | None:
    if nomination.due_on is None or nomination.due_on >= day:
        return None
    since = (day - timezone.localdate(nomination.state_since_at)).days
    words = f": {nomination.opportunity.employer} has not answered for {days_in_words(since)}"
    return words, "Chase or choose another", "nomination", due_tag(nomination.due_on, day), _pressing(nomination, day)


def _asked(person: YoungPerson, nomination: Nomination, day: date) -> Said | None:
    if nomination.due_on is None or nomination.due_on >= day:
        return None
    words = f" has not said yet about {_what(nomination)}"
    return words, "Ask again, or later", "nomination", due_tag(nomination.due_on, day), _pressing(nomination, day)


def _interview(person: YoungPerson, nomination: Nomination, day: date) -> Said | None:
    meetings: Any = nomination
    employer = nomination.opportunity.employer
    if meetings.meets_at and (timezone.localdate(meetings.meets_at) - day).days <= SOON:
        local = timezone.localtime(meetings.meets_at)
        words = f" has an interview at {employer}, {local:%A} {clock(local)}"
        when = due_tag(local.date(), day)
        return words, "Check travel and what to bring", "nomination", when, (local.date() - day).days
    if meetings.met_at:
        words = f" had an interview at {employer} on {timezone.localtime(meetings.met_at):%A %-d %B}"
        return words, "Say how it went", "nomination", ("Not said yet", "amber"), -1
    if nomination.due_on and nomination.due_on < day:
        words = f": {employer} has not decided after the interview"
        return words, "Ask what they decided", "nomination", due_tag(nomination.due_on, day), _pressing(nomination, day)
    return None


def _offer(person: YoungPerson, nomination: Nomination, day: date) -> Said:
    words = f" has an offer: {_what(nomination)}"
    return words, "Answer the offer", "nomination", _new_or_late(nomination, day), _pressing(nomination, day)


def _start(person: YoungPerson, nomination: Nomination, day: date) -> Said | None:
    starts_on = nomination.opportunity.starts_on
    if starts_on is None or starts_on > day:
        return None
    words = f" was to start at {nomination.opportunity.employer} on {starts_on:%-d %B}"
    return words, "Say whether they started", "nomination", due_tag(starts_on, day), (starts_on - day).days


def _later(person: YoungPerson, nomination: Nomination, day: date) -> Said | None:
    if nomination.postponed_until is None or nomination.postponed_until > day:
        return None
    words = f" wanted to come back to {_what(nomination)}"
    return words, "Take it up again", "nomination", due_tag(nomination.postponed_until, day), 0


MAKERS = {
    "shortlisted": _asked,
    "person_said_yes": _yes,
    "panel_agreed": _agreed,
    "introduced": _silence,
    "in_review": _silence,
    "interview": _interview,
    "offered": _offer,
    "accepted": _start,
    "postponed": _later,
}


def _what(nomination: Nomination) -> str:
    return f"{nomination.opportunity.title}, {nomination.opportunity.employer}"


def _new_or_late(nomination: Nomination, day: date) -> tuple[str, str]:
    if nomination.due_on and nomination.due_on < day:
        return due_tag(nomination.due_on, day)
    return "New answer", "blue"


def _pressing(nomination: Nomination, day: date) -> int:
    """Days to the due day, below 0 when it is past; without one it is for today."""
    return (nomination.due_on - day).days if nomination.due_on and nomination.due_on < day else 0


def clock(local: datetime) -> str:
    """'10 am', '2:30 pm'."""
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local:%-I}{minutes} {local:%p}".lower()

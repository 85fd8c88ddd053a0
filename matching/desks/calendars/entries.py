"""What stands in somebody's calendar: interviews without a name, and the panel's days.

A calendar lies in programs outside this service, so it says what, when and where, never who: that stands on the page
that each entry leads to, which asks for the sign-in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.templatetags.screens import long_day, moment
from matching.nominations.models import Interview, Nomination
from matching.nominations.states import HOLDS_PLACE
from matching.panel.models import PanelMeeting

BACK = timedelta(days=30)
STANDS = ("interview", "offered", *HOLDS_PLACE)
"""States in which what was arranged still counts, or has been held."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar. `at` is a moment, or a day for all of it; `name` stays the same when the time changes."""

    name: str
    title: str
    at: datetime | date
    where: str = ""
    words: str = ""
    page: str = ""

    @property
    def when(self) -> str:
        return moment(self.at) if isinstance(self.at, datetime) else long_day(self.at)


def entries_of(user: User, day: date) -> list[Entry]:
    """From a month ago on: what this user may read today."""
    return [*_interviews(user, day), *_meetings(user, day)]


def interviews_of(nominations: QuerySet[Nomination]) -> Iterator[Interview]:
    """The time that counts for each: the last one set replaces those before it."""
    rows = Interview.objects.filter(nomination__in=nominations, nomination__state__in=STANDS)
    rows = rows.filter(nomination__person__died_on=None).order_by("nomination_id", "-pk").distinct("nomination_id")
    yield from rows.select_related("nomination__opportunity")


def name_of(interview: Interview) -> str:
    return f"interview-{interview.nomination.public_id}"


def _interviews(user: User, day: date) -> Iterator[Entry]:
    is_employer = user.may(Permission.ANSWER_NOMINATIONS)
    nominations = Nomination.objects.changeable_by(user)
    for interview in interviews_of(nominations):
        if timezone.localdate(interview.at) < day - BACK:
            continue
        nomination = interview.nomination
        route = "nominee" if is_employer else "nomination"
        title = f"Interview: {nomination.opportunity.title}" if is_employer else "An interview"
        page = page_of(route, nomination=nomination.public_id)
        yield Entry(name_of(interview), title, interview.at, interview.place, page=page)


def _meetings(user: User, day: date) -> Iterator[Entry]:
    for meeting in PanelMeeting.objects.visible_to(user).filter(held_on__gte=day - BACK).order_by("held_on"):
        words = meeting.when_and_where
        yield Entry(f"panel-{meeting.public_id}", "EET panel", meeting.held_on, words=words, page=page_of("panel"))


def page_of(route: str, **kwargs: object) -> str:
    return settings.SERVICE_ADDRESS.rstrip("/") + reverse(route, kwargs=kwargs)

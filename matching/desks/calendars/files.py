"""Entries as a calendar that other programs read (RFC 5545), on London's clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from matching.desks.calendars.entries import Entry

LONDON = ZoneInfo("Europe/London")
KEPT_FREE = timedelta(hours=1)
HOW_LONG = "An hour is kept free. Nobody has said yet how long it takes."
ASK_AGAIN = timedelta(hours=1)


def calendar_of(entries: Iterable[Entry], *, name: str) -> bytes:
    calendar = Calendar()
    for field, value in (("prodid", "-//EET Match//EN"), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(field, value)
    calendar.add("refresh-interval", ASK_AGAIN)
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry) -> Event:
    event, words = Event(), [entry.words, entry.page]
    if isinstance(entry.at, datetime):
        begins = entry.at.astimezone(LONDON)
        event.add("dtstart", begins)
        event.add("dtend", begins + KEPT_FREE)
        words.insert(1, HOW_LONG)
    else:
        event.add("dtstart", entry.at)
    said = {"summary": entry.title, "location": entry.where, "description": "\n".join(filter(None, words))}
    for field, value in {"uid": f"{entry.name}@eet-match", "dtstamp": timezone.now(), **said}.items():
        if value:
            event.add(field, value)
    return event


def as_file(entries: Iterable[Entry], *, name: str) -> HttpResponse:
    """The calendar under a file name that says nothing of anybody."""
    response = HttpResponse(calendar_of(entries, name=name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response

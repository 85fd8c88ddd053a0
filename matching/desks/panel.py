"""The next meeting of the EET panel and its agenda."""

from datetime import date

from config.accounts.models import User
from config.audit_trail.trail import record_view
from matching.desks.sections import Section, table
from matching.panel.models import AgendaItem, PanelMeeting

COLUMNS = ("", "Who", "Need", "Why now")


def sections(user: User, day: date) -> list[Section]:
    assert user.council is not None
    meetings = PanelMeeting.objects.visible_to(user)
    meeting = meetings.filter(held_on__gte=day).order_by("held_on").first() or meetings.first()
    if meeting is None:
        return [Section("EET panel", "No meeting is scheduled. The chair schedules one.")]
    items = list(AgendaItem.objects.visible_to(user).filter(meeting=meeting, part="neet").select_related("person"))
    record_view([item.person for item in items], council=user.council, by=user, purpose="agenda", fields=["identity"])
    listed, marked = meeting.items.filter(part="neet").count(), meeting.items.filter(to_discuss=True).count()
    sentence = f"{meeting} is on {meeting.held_on:%-d %B}: {listed} not in EET, each once, {marked} to discuss."
    rows = [[item.position, item.person.called, item.points, _why(item)] for item in items]
    return [table("Next meeting", sentence, COLUMNS, rows, "in the order of need.")]


def _why(item: AgendaItem) -> str:
    return " ".join(sentence for _, _, sentence in item.parts)

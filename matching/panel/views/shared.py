"""What the panel's pages have in common: the meeting that the address names, and the steps a chair can take from it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.screens.pages import Screen
from matching.panel.models import PanelMeeting


class MeetingScreen(Screen):
    """A page of one meeting."""

    may = (Permission.SEE_AGENDA,)

    @cached_property
    def meeting(self) -> PanelMeeting:
        meetings = PanelMeeting.objects.visible_to(self.user).select_related("council", "minutes_agreed_by")
        return self.one(meetings, public_id=self.kwargs["meeting"])

    def is_chair(self) -> bool:
        return self.user.may(Permission.CHAIR_PANEL)


@dataclass(frozen=True, slots=True)
class Step:
    """A button that moves a meeting on: where it goes, what it says, and the sentence that follows."""

    target: str
    button: str
    done: str


STEPS = {
    "agenda_frozen": Step("agenda_frozen", "Freeze agenda", "Frozen. Changes after this are added as notes."),
    "scheduled": Step("scheduled", "Open the agenda again", "The agenda is open again. Only you see the cases now."),
    "in_session": Step("in_session", "Open the meeting", "The meeting is open. Decisions can be recorded."),
    "minutes_drafted": Step(
        "minutes_drafted", "Close the meeting and draft the minutes",
        "Minutes drafted. Cases not reached and late actions carry over.",
    ),
    "minutes_agreed": Step(
        "minutes_agreed", "Agree the minutes", "Agreed. The panel's right to open these records has ended."
    ),
    "reported": Step("reported", "Mark as reported to the Board", "Reported."),
}  # fmt: skip
NEXT = {
    "scheduled": "agenda_frozen",
    "agenda_frozen": "in_session",
    "in_session": "minutes_drafted",
    "minutes_drafted": "minutes_agreed",
    "minutes_agreed": "reported",
}
BACK_TO = {"agenda_frozen": "scheduled", "minutes_drafted": "in_session"}


def next_step(meeting: PanelMeeting, user: User) -> Step | None:
    """The one primary button of the meeting's chair."""
    if not user.may(Permission.CHAIR_PANEL) or meeting.state not in NEXT:
        return None
    return STEPS[NEXT[meeting.state]]


def step_back_to(meeting: PanelMeeting, user: User) -> Step | None:
    """The way back, where the table has one."""
    if not user.may(Permission.CHAIR_PANEL) or meeting.state not in BACK_TO:
        return None
    target = BACK_TO[meeting.state]
    again = "Open the meeting again" if target == "in_session" else STEPS[target].button
    return Step(target, again, STEPS[target].done)


def of(name: str, meeting: PanelMeeting) -> str:
    return reverse(name, kwargs={"meeting": meeting.public_id})


def ids(given: str | None) -> list[UUID]:
    """The id that a button sent; none where it is no id, so that nothing is found."""
    try:
        return [UUID(given or "")]
    except ValueError:
        return []

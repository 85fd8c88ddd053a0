"""What is asked of who lets a program in, or has a system told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import ABOUT_PEOPLE, Scope
from config.api.tokens import LONGEST_DAYS
from config.api.views import Call
from config.outbox.models import Webhook
from config.screens.forms import ChoiceField, Form, SeveralField, TextField

MAY = {
    Scope.READ_OFFERS: "Read opportunities, pledges, employers and events",
    Scope.WRITE_OFFERS: "Write, post, change and close opportunities; write events; move pledges on",
    Scope.READ_FIGURES: "Read agreed figures and the themes, never a name",
    Scope.READ_PEOPLE: "Read the young people whose record you may open",
    Scope.WRITE_PEOPLE: "Record what the young people whom you work with tell you",
    Scope.READ_NOMINATIONS: "Read who is put forward, or introduced to you, and who has started",
    Scope.WRITE_NOMINATIONS: "Put forward, or answer for your organisation; record steps and how it goes",
    Scope.READ_PANEL: "Read meetings, agendas and decisions of the panel",
    Scope.WRITE_PANEL: "Record decisions while the panel is in session",
}
"""Each scope as the page says it."""
NAMES_PEOPLE = "Tells of young people"
HOW_LONG = {"30": "A month", "90": "Three months", str(LONGEST_DAYS): "A year"}


def scopes_of(user: User) -> list[Scope]:
    """Those that open at least one call to this user, in the order of `MAY`."""
    doors = (door for call in _calls(Call) for door in call.doors.values())
    open_to = {door.scope for door in doors if any(user.may(permission) for permission in door.may)}
    return [scope for scope in MAY if scope in open_to]


def _calls(call: type[Call]) -> Iterator[type[Call]]:
    for kind in call.__subclasses__():
        yield kind
        yield from _calls(kind)


class TokenForm(Form):
    label = TextField("Which program is it?", most=100, missing="Type which program it is",
                      hint="As you would know it again in a year, such as “Our case system”")  # fmt: skip
    scopes = SeveralField("What may it do?", missing="Choose what it may do",
                          hint="Only what it needs. Where it tells of young people, be sure who runs the program, "
                          "and where it keeps what it reads.")  # fmt: skip
    days = ChoiceField("For how long?", missing="Choose for how long")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = scopes_of(user)
        hints = {str(scope): NAMES_PEOPLE for scope in scopes if scope in ABOUT_PEOPLE}
        self.choose("scopes", [(str(scope), MAY[scope]) for scope in scopes], hints)
        today = timezone.localdate()
        ends = {days: f"Until {today + timedelta(int(days)):%-d %B %Y}" for days in HOW_LONG}
        self.choose("days", HOW_LONG.items(), ends)


class WebhookForm(Form):
    address = TextField("Where is it told?", most=250, missing="Type the address of your system",
                        hint="Its whole address, such as https://jobs.example.org/events")  # fmt: skip
    events = SeveralField("What is it told?", Webhook.Event.choices, missing="Choose what it is told",
                          hint="Ids and states alone, of what you may read: never a name.")  # fmt: skip

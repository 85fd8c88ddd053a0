"""What the chair adds to a frozen agenda, each with a note: a case carried over, and one that an adviser asks for."""

from functools import cached_property
from typing import Any

from config.accounts.permissions import Permission
from config.screens.pages import FormScreen
from matching.panel.forms import TakeUpForm
from matching.panel.late import add_late, take_up, waiting
from matching.panel.models import AgendaItem, DiscussionRequest
from matching.panel.views.shared import MeetingScreen, of


class LateCase(MeetingScreen, FormScreen):
    may = (Permission.CHAIR_PANEL,)
    form_class = TakeUpForm

    def next_url(self) -> str:
        return of("agenda", self.meeting)


class TakeUpCase(LateCase):
    """A case that the frozen agenda carries over is discussed after all, with a note."""

    button = "Take up this case"
    lead = "The frozen agenda stays as it is. The case is added with a note of who added it and why."

    @cached_property
    def item(self) -> AgendaItem:
        items = AgendaItem.objects.filter(meeting=self.meeting).visible_to(self.user)
        return self.one(items.select_related("person", "meeting__council"), public_id=self.kwargs["item"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Take up {self.item.person.called}"}

    def back(self) -> tuple[str, str]:
        return of("agenda", self.meeting) + "?list=carried", "Back to the agenda"

    def act(self, form: TakeUpForm) -> str:
        take_up(self.item, because=form.cleaned_data["because"], by=self.user)
        return f"{self.item.person.called} is to be discussed."


class AddLateCase(LateCase):
    """Somebody who came after the freeze, and whose adviser asks. Until it is added the chair reads no name."""

    button = "Add this case"
    lead = "The case is added to the frozen agenda with a note of who added it and why."

    @cached_property
    def asked(self) -> DiscussionRequest:
        return self.one(waiting(self.meeting), public_id=self.kwargs["asked"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Add the case that {self.asked.asked_by.name} asks for"}

    def back(self) -> tuple[str, str]:
        return of("agenda", self.meeting), "Back to the agenda"

    def act(self, form: TakeUpForm) -> str:
        item = add_late(self.asked, self.meeting, because=form.cleaned_data["because"], by=self.user)
        return f"{item.person.called} is to be discussed."

"""A worry about safety: telling it, having it, handing it on, closing it with what was done (A10)."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from aspirations.concerns import actions
from aspirations.models import Concern
from aspirations.people.workers import working_on
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import FormScreen
from matching.desks.links import address, due_tag
from matching.desks.young_person import colleague_forms as forms
from matching.desks.young_person.base import PersonForm, RowAction


class RaiseConcern(PersonForm):
    group = "concerns"
    form_class = forms.ConcernForm
    template_name = "young_person/raise_concern.html"
    heading = "A worry about {who}’s safety"
    button = "Give it to the adviser today"

    def context(self) -> dict[str, Any]:
        return {"owner": self.person.adviser}

    def act(self, form: Any) -> str:
        source = Concern.Source.TOLD
        words = form.cleaned_data["words"]
        self.concern = actions.raise_concern(person=self.person, source=source, words=words, by=self.user)
        return f"{self.concern.owner} has it, due today, and is told by mail now."

    def next_url(self) -> str:
        return address("concern", concern=self.concern.public_id)


class OneConcern:
    """The concern of the address, of people this user works with."""

    user: User
    kwargs: dict[str, Any]
    one: Any

    @cached_property
    def concern(self) -> Concern:
        rows = Concern.objects.visible_to(self.user).select_related(
            "person__council", "owner", "raised_by", "closed_by", "person__manager", "person__personal_adviser"
        )
        return self.one(rows, public_id=self.kwargs["concern"])

    def next_url(self) -> str:
        return address("concern", concern=self.concern.public_id)

    def back(self) -> tuple[str, str]:
        return address("person", person=self.concern.person.public_id), self.concern.person.called


class ShowConcern(OneConcern, FormScreen):
    """What was said, who has it, and the form that closes it."""

    may = (Permission.RECORD_PROGRESS,)
    form_class = forms.CloseConcernForm
    template_name = "young_person/concern.html"
    button = "Close it"

    def context(self) -> dict[str, Any]:
        concern = self.concern
        return {
            "heading": f"A worry about {concern.person.called}’s safety",
            "concern": concern,
            "steps": concern.handed_on.select_related("owner_before", "owner_after"),
            "due": due_tag(concern.due_on, self.today),
            "mine": concern.owner_id == self.user.pk,
        }

    def show(self, *, status: int = 200, **more: Any) -> Any:
        person = self.concern.person
        record_view([person], council=person.council, by=self.user, purpose="concern", fields=["concerns"])
        return super().show(status=status, **more)

    def act(self, form: Any) -> str:
        actions.close(self.concern, what_was_done=form.cleaned_data["what_was_done"], by=self.user)
        return "Closed, with what was done."

    def next_url(self) -> str:
        return address("person", person=self.concern.person.public_id)


class TakeConcern(RowAction):
    group = "concerns"

    def rows(self) -> QuerySet[Concern]:
        return Concern.objects.visible_to(self.user)

    def act(self) -> str:
        actions.take(self.row, by=self.user)
        return "You have this now."

    def next_url(self) -> str:
        return address("concern", concern=self.row.public_id)


class HandOnConcern(OneConcern, FormScreen):
    may = (Permission.RECORD_PROGRESS,)
    form_class = forms.HandOnConcernForm
    heading = "Hand this worry on"
    lead = "They are told by mail now. It stays due on the same day."
    button = "Hand it on"

    def back(self) -> tuple[str, str]:
        return self.next_url(), "Back to the worry"

    def colleagues(self) -> list[User]:
        """Those who work with this person, but for who has it now."""
        return [user for user in working_on(self.concern.person) if user.pk != self.concern.owner_id]

    def form_kwargs(self) -> dict[str, Any]:
        return {"colleagues": [(str(user.public_id), user.name) for user in self.colleagues()]}

    def act(self, form: Any) -> str:
        to = self.one(User.objects.filter(council=self.user.council), public_id=form.cleaned_data["to"])
        actions.hand_on(self.concern, to=to, by=self.user, words=form.cleaned_data["words"])
        return f"{to} has it now and is told by mail."

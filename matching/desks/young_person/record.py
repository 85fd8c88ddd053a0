"""The record itself: how to reach the person safely, pauses, places to stay away from, facts, a death (A9)."""

from typing import Any

from django.db.models import QuerySet

from aspirations.models import NoGo, Pause, YoungPerson
from aspirations.people import actions
from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from employers.models import Employer
from matching.desks.links import address
from matching.desks.young_person import forms
from matching.desks.young_person.base import PersonForm, RowAction


class OfTheRecord(PersonForm):
    """A form that belongs to the tab "The record"."""

    def next_url(self) -> str:
        return self.page("person_record")


class RecordContactWay(OfTheRecord):
    group = "contact"
    form_class = forms.ContactWayForm
    heading = "How to reach {who} safely"
    lead = "The same number again takes the new rule."
    button = "Save this way"

    def act(self, form: Any) -> str:
        actions.record_contact_way(person=self.person, by=self.user, **form.cleaned_data)
        return "Saved. The rule stands on top of the page."


class RecordPause(OfTheRecord):
    group = "wishes"
    form_class = forms.PauseForm
    heading = "{who} wants to wait"
    lead = "Saying no costs nothing. A pause always ends on a day, and it never ends our help."
    button = "Record the pause"

    def form_kwargs(self) -> dict[str, Any]:
        rows = terms("reasons", council=self.council, on=self.today).items()
        waiting = [(code, row.label) for code, row in rows if row.attributes["pause_scope"] in ("all", "kind")]
        return {"reasons": [choice for choice in waiting if choice[0].startswith("y_")]}

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        actions.pause(person=self.person, until_on=said["until_on"], reason=said["reason"], by=self.user)
        return f"Paused until {said['until_on']:%-d %B}. We ask {self.person.called} again then."


class RecordNoGo(OfTheRecord):
    group = "no_go"
    form_class = forms.NoGoForm
    heading = "Where must {who} not be sent?"
    lead = "No list will suggest this employer. Colleagues who cover for you see that it exists, not why."
    button = "Record this"

    def employers(self) -> QuerySet[Employer]:
        return Employer.objects.filter(council=self.council).order_by("name")

    def form_kwargs(self) -> dict[str, Any]:
        return {"employers": [(str(row.public_id), row.name) for row in self.employers()]}

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        chosen = self.one(self.employers(), public_id=said["employer"]) if said["employer"] else None
        actions.record_no_go(
            person=self.person, employer=chosen, place=said["place"], reason=said["reason"], by=self.user
        )
        return "Recorded. It counts from the next list on."


class ChangeFacts(OfTheRecord):
    form_class = forms.FactsForm
    heading = "About {who}"
    lead = "What comes with the cohort file (status, team, dates) is changed in the case system."
    button = "Save"

    def initial(self) -> dict[str, Any]:
        return forms.FactsForm.of(self.person)

    def act(self, form: Any) -> str:
        said = dict(form.cleaned_data)
        said["interpreter_needed"] = {"yes": True, "no": False}.get(said["interpreter_needed"])
        actions.change(person=self.person, by=self.user, **said)
        return "Saved."


class RecordDeath(OfTheRecord):
    form_class = forms.DeathForm
    heading = "Record that {who} has died"
    lead = "Every message, link and suggestion on this record stops at once. This cannot be undone here."
    button = "Record this"

    def form_kwargs(self) -> dict[str, Any]:
        return {"today": self.today}

    def act(self, form: Any) -> str:
        actions.record_death(person=self.person, on=form.cleaned_data["on"], by=self.user)
        return "Recorded. Every message has stopped. We are sorry."


class LiftPause(RowAction):
    may = (Permission.RECORD_ASPIRATIONS,)
    group = "wishes"

    def rows(self) -> QuerySet[Pause]:
        return Pause.objects.filter(person__in=YoungPerson.objects.worked_with_by(self.user))

    def act(self) -> str:
        actions.lift_pause(pause=self.row, by=self.user)
        return f"The pause has ended. {self.row.person.called} can be shown offers again."

    def next_url(self) -> str:
        return address("person_record", person=self.row.person.public_id)


class LiftNoGo(RowAction):
    group = "no_go"

    def rows(self) -> QuerySet[NoGo]:
        return NoGo.objects.filter(person__in=YoungPerson.objects.worked_with_by(self.user))

    def act(self) -> str:
        actions.lift_no_go(no_go=self.row, by=self.user)
        return "Lifted. The employer or place can be suggested again."

    def next_url(self) -> str:
        return address("person_record", person=self.row.person.public_id)

"""The handover sheet, giving another adviser, restricting a record (A7, A9)."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse

from aspirations.handover.actions import hand_over
from aspirations.models import AccessGrant, Concern, ContactMade, Handover, TellOnce
from aspirations.people.restricted import lift_restriction, name_person, restrict
from aspirations.people.workers import could_work_with
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.reference.vocabulary import label_of
from config.screens.pages import ActionScreen
from matching.desks.caseload.standing import live_nominations
from matching.desks.young_person import colleague_forms as forms
from matching.desks.young_person.base import PersonForm, PersonScreen
from matching.desks.young_person.views import RecordPage
from matching.panel.models import PanelAction


class HandoverSheet(RecordPage):
    """One page to print: what the next adviser must know, and what the person should not have to tell again."""

    tab = "handover"
    template_name = "young_person/handover.html"
    group = "concerns"
    purpose = "handover"
    fields = ("identity", "contact", "wishes", "nominations", "no_go", "concerns")

    def context(self) -> dict[str, Any]:
        person = self.person
        audit = person.aspiration_audits.filter(is_current=True).prefetch_related("wishes").first()
        people = type(person).objects.filter(pk=person.pk)
        return {
            "audit": audit,
            "wishes": [wish for wish in audit.wishes.all() if wish.reading != "worry"] if audit else [],
            "told": TellOnce.objects.standing().filter(person=person),
            "tried": person.tried.all(),
            "nominations": live_nominations(people),
            "handovers": Handover.objects.filter(person=person).select_related("worker_before", "worker_after"),
            "actions": self.promised(),
            "concerns": Concern.objects.open().filter(person=person).select_related("owner"),
            "no_goes": person.no_goes.filter(lifted_at=None).select_related("employer"),
            "pauses": person.pauses.filter(lifted_at=None, until_on__gt=self.today),
            "contacts": ContactMade.objects.filter(person=person)[:5],
        }

    def promised(self) -> list[tuple[str, str, date]]:
        """What, who and by when, of the panel's actions that are not done."""
        rows = PanelAction.objects.filter(person=self.person, done_at=None).select_related("owner")
        rows = rows.annotate(
            label=label_of("action_types", OuterRef("type"), self.council),
            owners=label_of("owners", OuterRef("owner_role"), self.council),
        )
        return [(row.words or row.label, str(row.owner or row.owners), row.due_on) for row in rows]


class GiveAdviser(PersonForm):
    """A manager hands the person to another worker; the sheet is the page that follows."""

    may = (Permission.ASSIGN_ADVISER,)
    form_class = forms.HandOverForm
    heading = "Another adviser for {who}"
    lead = "Agreements to share are asked again when the adviser changes. The handover sheet follows."
    button = "Hand over"

    @cached_property
    def colleagues(self) -> list[User]:
        return could_work_with(self.person)

    def form_kwargs(self) -> dict[str, Any]:
        rows = [
            (str(user.public_id), f"{user.name}, {user.team}" if user.team else user.name) for user in self.colleagues
        ]
        return {"colleagues": rows, "today": self.today}

    def initial(self) -> dict[str, Any]:
        return {"work": "personal_adviser"} if self.person.personal_adviser_id is None else {}

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        to = next(user for user in self.colleagues if str(user.public_id) == said["to"])
        hand_over(
            person=self.person,
            to=to,
            by=self.user,
            work=said["work"],
            words=said["words"],
            person_told_on=said["person_told_on"],
        )
        return f"{to} works with {self.person.called} now. This is the handover sheet."

    def next_url(self) -> str:
        return self.page("handover")


class Restrict(PersonForm):
    """Only named people may open the record; or one more name for a record that is restricted."""

    may = (Permission.ASSIGN_ADVISER,)
    form_class = forms.RestrictForm
    template_name = "young_person/restrict.html"
    heading = "Who may open {who}’s record"

    def check_may_open(self) -> None:
        super().check_may_open()
        self.button = "Name this colleague" if self.person.is_restricted else "Restrict this record"

    def context(self) -> dict[str, Any]:
        grants = self.person.access_grants.filter(why=AccessGrant.Why.NAMED, until_at=None).select_related("user")
        return {"named": [grant.user for grant in grants if grant.user]}

    @cached_property
    def colleagues(self) -> list[User]:
        return could_work_with(self.person)

    def form_kwargs(self) -> dict[str, Any]:
        return {"colleagues": [(str(user.public_id), user.name) for user in self.colleagues]}

    def act(self, form: Any) -> str:
        chosen = [user for user in self.colleagues if str(user.public_id) == form.cleaned_data["named"]]
        if not self.person.is_restricted:
            restrict(person=self.person, named=chosen, by=self.user)
            return "Restricted. Only its own workers, its manager and those named may open it."
        for user in chosen:
            name_person(person=self.person, user=user, by=self.user)
        return f"{chosen[0]} may open it now." if chosen else "Nothing changed: nobody was chosen."

    def next_url(self) -> str:
        return self.page("restrict")


class LiftRestriction(PersonScreen, ActionScreen):
    may = (Permission.ASSIGN_ADVISER,)
    needs = ("W",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ActionScreen.get(self, request, *args, **kwargs)

    def act(self) -> str:
        lift_restriction(person=self.person, by=self.user)
        return "The team may open this record again."

    def next_url(self) -> str:
        return self.page("person_record")

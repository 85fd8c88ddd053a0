"""The handover sheet, giving another adviser, restricting a record (A7, A9)."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse

from aspirations.handover.actions import hand_over
from aspirations.models import (
    AccessGrant,
    Aspiration,
    AspirationAudit,
    Concern,
    ContactMade,
    Handover,
    Pause,
    TellOnce,
    Tried,
)
from aspirations.people.querysets import YoungPersonQuerySet
from aspirations.people.restricted import lift_restriction, name_person, restrict
from aspirations.people.workers import could_work_with
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.reference.vocabulary import label_of
from config.screens.pages import ActionScreen
from matching.desks.caseload.standing import furthest_first
from matching.desks.young_person import colleague_forms as forms
from matching.desks.young_person.base import PersonForm, PersonScreen
from matching.desks.young_person.timeline import coded_lists
from matching.desks.young_person.told import Fact, circumstances, right_to_work, support
from matching.desks.young_person.views import RecordPage
from matching.nominations.models import Interview, Nomination
from matching.panel.models import PanelAction
from matching.placements.models import EetPlacement


class HandoverSheet(RecordPage):
    """One page to print: what the next adviser must know, and what the person should not have to tell again."""

    tab = "handover"
    template_name = "young_person/handover.html"
    group = "concerns"
    purpose = "handover"
    fields = (
        "identity", "contact", "wishes", "circumstances", "support_needs", "right_to_work", "nominations", "no_go",
        "concerns",
    )  # fmt: skip

    def people(self) -> YoungPersonQuerySet:
        """With the short lists of the sheet, so that it asks no more of the database for each."""
        waits = Pause.objects.filter(person=OuterRef("pk"), lifted_at=None, until_on__gt=self.today)
        wishes = Aspiration.objects.filter(audit__person=OuterRef("pk"), audit__is_current=True).exclude(
            reading="worry"
        )
        tried = Tried.objects.filter(person=OuterRef("pk"))
        return (
            super()
            .people()
            .annotate(
                waits_until=ArraySubquery(waits.order_by("until_on").values("until_on")),
                wishes=ArraySubquery(wishes.order_by("rank").values("own_words")),
                was_tried=ArraySubquery(tried.order_by("-recorded_at").values("words")),
            )
        )

    def context(self) -> dict[str, Any]:
        person = self.person
        audit = person.aspiration_audits.current().defer("home").first()
        placements = list(EetPlacement.objects.filter(person=person).select_related("opportunity__employer"))
        nominations = Nomination.objects.live().filter(person=person).select_related("opportunity__employer")
        interviews = Prefetch("interviews", queryset=Interview.objects.order_by("at"))
        return {
            "strengths": audit.strengths if audit else "",
            "facts": [fact for fact in self.known(audit) if fact.known] if audit else [],
            "running": [row for row in placements if row.ended_on is None],
            "ended": [row for row in placements if row.ended_on is not None],
            "told": TellOnce.objects.standing().filter(person=person),
            "nominations": furthest_first(nominations.prefetch_related(interviews)),
            "handovers": Handover.objects.filter(person=person).select_related("worker_before", "worker_after"),
            "actions": self.promised(),
            "concerns": Concern.objects.open().filter(person=person).select_related("owner"),
            "no_goes": person.no_goes.filter(lifted_at=None).select_related("employer"),
            "contacts": ContactMade.objects.filter(person=person)[:5],
        }

    def known(self, audit: AspirationAudit) -> Iterator[Fact]:
        """Levels, journey, papers, right to work and what helps: as far as this reader may see them."""
        yield from circumstances(audit)
        yield from right_to_work(audit, self.rights.get("right_to_work"))
        yield from support(audit, self.rights, coded_lists(self.council))

    def promised(self) -> list[tuple[str, str, date]]:
        """What, who and by when, of the panel's actions that are not done."""
        rows = PanelAction.objects.open().filter(person=self.person).select_related("owner")
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

    def check_may_open(self) -> None:
        super().check_may_open()
        if self.to_ask_again:
            self.lead = f"{self.lead} {self.person.called} agreed to this, so it is asked again: {self.to_ask_again}."

    @cached_property
    def to_ask_again(self) -> str:
        """The offers for which an agreement to share stands, which ends with the hand-over."""
        live = Nomination.objects.live().filter(person=self.person, agreements__withdrawn_at=None)
        agreed = live.filter(agreements__adviser=self.person.adviser).select_related("opportunity__employer")
        return "; ".join(f"{one.opportunity.title}, {one.opportunity.employer}" for one in agreed.order_by("pk"))

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
        said, again = form.cleaned_data, self.to_ask_again
        to = next(user for user in self.colleagues if str(user.public_id) == said["to"])
        hand_over(
            person=self.person,
            to=to,
            by=self.user,
            work=said["work"],
            words=said["words"],
            person_told_on=said["person_told_on"],
        )
        told = again and said["work"] == "personal_adviser"
        ask = f" Ask {self.person.called} again about sharing for {again}." if told else ""
        return f"{to} works with {self.person.called} now. This is the handover sheet.{ask}"

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

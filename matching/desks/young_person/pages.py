"""The other tabs of a record: contact and steps, the record itself, who saw it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from aspirations.models import ContactMade, SoftOutcome
from aspirations.people.age_clock import birthday_ahead
from aspirations.people.querysets import YoungPersonQuerySet
from aspirations.people.statutory import disagreement, statutory_status
from aspirations.progress.actions import can_be_undone
from aspirations.spells.activity import EET_CODES
from config.audit_trail.trail import record
from config.reference.vocabulary import terms
from config.screens.tables import Column, Table, csv_response, paged
from matching.desks.young_person.seen import Sighting, seen_by
from matching.desks.young_person.timeline import coded_lists, timeline
from matching.desks.young_person.views import RecordPage
from matching.outcomes.models import Story


class Progress(RecordPage):
    """Contact and steps: everything that has happened, and the forms to add to it."""

    tab = "person_progress"
    template_name = "young_person/progress.html"
    group = "placements"
    fields = ("contact", "spells", "steps", "nominations")

    def context(self) -> dict[str, Any]:
        mine = SoftOutcome.objects.standing().filter(person=self.person, recorded_by=self.user)
        latest = mine.order_by("-recorded_at").first()
        return {
            "happened": timeline(self.person, self.rights, coded_lists(self.council)),
            "undo": latest if latest and can_be_undone(latest) else None,
            "tried": self.person.tried.all(),
            "stories": Story.objects.visible_to(self.user).filter(person=self.person),
            "last_try": ContactMade.objects.filter(person=self.person, two_way=False).first()
            if self.may_read("contact")
            else None,
        }


class Record(RecordPage):
    """The record itself: names, workers, legal status, ways to reach them, pauses, places to stay away from."""

    tab = "person_record"
    template_name = "young_person/record.html"
    group = "identity"
    fields = ("identity", "contact", "no_go", "concerns")

    def people(self) -> YoungPersonQuerySet:
        return super().people().prefetch_related("care_periods", "leaving_care_facts", "spells")

    def context(self) -> dict[str, Any]:
        rights = terms("rights", council=self.council).values() if self.top.birthday else ()
        return {
            "status": self.status(),
            "ahead": birthday_ahead(self.person.born_on, rights, self.today),
            "pauses": self.person.pauses.filter(lifted_at=None, until_on__gt=self.today),
            "no_goes": self.person.no_goes.filter(lifted_at=None).select_related("employer")
            if self.may_read("no_go")
            else [],
            "concerns": self.person.concerns.select_related("owner") if self.may_read("concerns") else [],
            "spells": sorted(self.person.spells.all(), key=lambda spell: spell.started_on, reverse=True),
        }

    def status(self) -> dict[str, Any]:
        """The council's own label beside what the periods of care say; a difference is shown (A2)."""
        person, day = self.person, self.today
        facts = sorted(person.leaving_care_facts.all(), key=lambda fact: fact.as_of)
        in_touch = next((fact.in_touch for fact in reversed(facts) if fact.in_touch and fact.as_of <= day), "")
        activity = getattr(person, "activity", None) or ""
        worked_out = statutory_status(
            person.born_on,
            list(person.care_periods.all()),
            day,
            settled_home=in_touch == "RHOM",
            in_training=activity in EET_CODES,
        )
        differs = disagreement(person, day)
        return {"worked_out": worked_out, "differs": differs.sentence if differs else ""}


class WhoSaw(RecordPage):
    """Who opened this record, newest first: by name for the manager, by role for the adviser (S2)."""

    tab = "who_saw"
    template_name = "young_person/seen.html"
    group = "seen"
    columns = (Column("When"), Column("Who"), Column("Opened"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.file() if request.GET.get("file") == "csv" else super().get(request, *args, **kwargs)

    def file(self) -> HttpResponse:
        labels = [column.label for column in self.columns]
        record(
            "export_made", self.person, council=self.council, by=self.user, person=self.person, fields=labels,
            purpose="who-saw",
        )  # fmt: skip
        return csv_response("who-saw-a-record", self.columns, self.rows(seen_by(self.person)))

    @property
    def by_name(self) -> bool:
        return self.rights["seen"] == "R"

    def rows(self, found: Iterable[Sighting]) -> list[list[str]]:
        return [one.cells(by_name=self.by_name) for one in found]

    def context(self) -> dict[str, Any]:
        page = paged(self.request, seen_by(self.person))
        table = Table(
            caption="Who saw this record",
            columns=self.columns,
            rows=self.rows(page.object_list),
            order="Newest first.",
            empty="Nobody has opened it yet.",
            csv="?file=csv",
            page=page,
        )
        return {"table": table, "by_name": self.by_name}

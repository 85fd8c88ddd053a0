"""Rounds of the aspiration audit: who has told us, who is missing, by adviser and by status (A4)."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from aspirations.audits import rounds
from aspirations.audits.coverage import by_adviser, by_status, missing
from aspirations.models import AspirationRound, YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import ActionScreen, FormScreen
from config.screens.tables import Cell, Column, Table, csv_response
from matching.desks.lists import CouncilScreen, ListScreen
from matching.desks.virtual_school.forms import CloseRoundForm, RoundForm

MAY = (Permission.RUN_AUDIT_ROUNDS,)
NOT_LINKED = "Nobody yet"


class AuditRounds(ListScreen):
    """Every round, newest first."""

    may = MAY
    template_name = "virtual_school/rounds.html"
    heading = "Aspiration audit"
    file_name = "aspiration-audit-rounds"
    caption = "Rounds"
    order = "Newest first."
    empty = "No audit round yet. Start one."
    columns = (Column("Round", heads=True), Column("Opened"), Column("Closed"), Column("Answers", number=True))

    def found(self) -> Any:
        rows = AspirationRound.objects.visible_to(self.user).annotate(answers=Count("audits__person", distinct=True))
        return rows.order_by("-opened_on", "-pk")

    def row(self, one: Any) -> Sequence[Any]:
        href = reverse("coverage", args=[one.public_id])
        closed = f"{one.closed_on:%-d %B %Y}" if one.closed_on else "Open"
        return [Cell(one.name, href), f"{one.opened_on:%-d %B %Y}", closed, one.answers]


class OpenRound(FormScreen):
    may = MAY
    form_class = RoundForm
    heading = "Start a round of the aspiration audit"
    lead = "Everyone in the council's cohort is counted as missing until they have told us what they hope for."
    button = "Start this round"

    def back(self) -> tuple[str, str]:
        return reverse("audit_rounds"), "Back to the rounds"

    def initial(self) -> dict[str, Any]:
        return {"opened_on": self.today}

    def act(self, form: Any) -> str:
        assert self.user.council is not None
        opened = rounds.open_round(council=self.user.council, by=self.user, **form.cleaned_data)
        return f"“{opened.name}” is open."

    def next_url(self) -> str:
        return reverse("audit_rounds")


class OfRound(CouncilScreen):
    """What the pages of one round share."""

    may = MAY

    @cached_property
    def round(self) -> AspirationRound:
        return self.one(AspirationRound.objects.visible_to(self.user), public_id=self.kwargs["round"])

    @property
    def people(self) -> YoungPersonQuerySet:
        return YoungPerson.objects.visible_to(self.user)

    def next_url(self) -> str:
        return reverse("coverage", args=[self.round.public_id])


class Coverage(OfRound):
    """Who has told us, of how many, by adviser and by status."""

    template_name = "virtual_school/coverage.html"

    def back(self) -> tuple[str, str]:
        return reverse("audit_rounds"), "Back to the rounds"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tables = {"advisers": self.advisers_table, "statuses": self.statuses_table}
        if asked := tables.get(request.GET.get("file", "")):
            table = asked()
            return csv_response("coverage-of-aspiration-audit", table.columns, table.rows)
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        everyone, told = (sum(row[name] for row in self.statuses) for name in ("people", "audited"))
        return {
            "heading": self.round.name,
            "round": self.round,
            "told": told,
            "everyone": everyone,
            "missing": everyone - told,
            "by_adviser": self.advisers_table(),
            "by_status": self.statuses_table(),
        }

    @cached_property
    def statuses(self) -> list[dict[str, Any]]:
        return list(by_status(self.people, self.round))

    def advisers_table(self) -> Table:
        rows = by_adviser(self.people, self.round)
        rows.sort(key=lambda row: (row["audited"] - row["people"], row["adviser_name"] or ""))
        return coverage_table("By adviser", "Adviser", [self._of_adviser(row) for row in rows], "?file=advisers")

    def statuses_table(self) -> Table:
        rows = [(row["label"], row) for row in self.statuses]
        return coverage_table("By status that the council gives", "Status", rows, "?file=statuses")

    def _of_adviser(self, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        team = f", {row['adviser_team']}" if row["adviser_team"] else ""
        return f"{row['adviser_name'] or NOT_LINKED}{team}", row


def coverage_table(caption: str, who: str, rows: Sequence[tuple[str, dict[str, Any]]], csv: str) -> Table:
    numbers = ("Young people", "Have told us", "Missing")
    return Table(
        caption,
        (Column(who, heads=True), *(Column(label, number=True) for label in numbers)),
        [[label, row["people"], row["audited"], row["people"] - row["audited"]] for label, row in rows],
        order="Most missing first." if who == "Adviser" else "",
        empty="Nobody is in the cohort yet.",
        csv=csv,
    )


class MissingFromRound(ListScreen, OfRound):
    """Who has not told us anything in this round."""

    may = MAY
    template_name = "virtual_school/missing.html"
    heading = "Who is missing"
    file_name = "missing-from-aspiration-audit"
    caption = "Not told us yet"
    order = "By adviser, then by name."
    empty = "Everyone has told us. Thank you."
    columns = (
        Column("Who", heads=True),
        Column("Child Unique ID"),
        Column("Status"),
        Column("Adviser"),
        Column("Team"),
    )

    def found(self) -> Any:
        people = missing(self.people, self.round)
        workers = ("personal_adviser", "social_worker", "manager")
        return people.select_related(*workers).order_by("personal_adviser__name", "social_worker__name", "name", "pk")

    def seen(self, rows: Sequence[YoungPerson]) -> None:
        record_view(rows, council=self.council, by=self.user, purpose="aspiration_audit", fields=["identity"])

    def row(self, one: YoungPerson) -> Sequence[Any]:
        adviser = one.personal_adviser or one.social_worker or one.manager
        who = Cell(one.called, reverse("person", args=[one.public_id]))
        return [who, one.child_id, one.get_local_status_display(), str(adviser or NOT_LINKED), one.team or "No team"]

    def context(self) -> dict[str, Any]:
        return {**super().context(), "round": self.round}

    def back(self) -> tuple[str, str]:
        return reverse("coverage", args=[self.kwargs["round"]]), "Back to the round"


class CloseRound(OfRound, FormScreen):
    form_class = CloseRoundForm
    lead = "What people told us stays. Nobody counts as missing from it any more, and it can be opened again."
    button = "Close this round"

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Close “{self.round.name}”", **more})

    def back(self) -> tuple[str, str]:
        return self.next_url(), "Back to the round"

    def initial(self) -> dict[str, date]:
        return {"on": self.today}

    def act(self, form: Any) -> str:
        closed = rounds.close_round(self.round, by=self.user, **form.cleaned_data)
        return f"“{closed.name}” is closed."


class OpenRoundAgain(OfRound, ActionScreen):
    def act(self) -> str:
        return f"“{rounds.open_round_again(self.round, by=self.user).name}” is open again."

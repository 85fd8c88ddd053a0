"""A plan as its reader may see it: its sentences, what it costs beside other ways, and its rows (screens.md 11)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.reference.vocabulary import terms
from config.screens.tables import Cell, Column, Table
from config.templatetags.screens import tag
from matching.panel.models import AgendaItem
from matching.panel.plan.models import PanelPlan, PlanChoice, PlanRow
from matching.panel.plan.reasons import counted
from matching.panel.plan.showing_choices import Chosen

WAYS = {
    "plan": "This plan: most need first",
    "most_starts": "Most starts only",
    "in_turn": "One after the other, most need first",
}
WHO = (Column("Young person", heads=True), Column("Need"))
PLACED = (*WHO, Column("Place"), Column("Why"), Column("Your choice"))
WITHOUT = (*WHO, Column("Why not"), Column("What would help"), Column("To place anyway"))
WAY_COLUMNS = (
    Column("Way of sharing places", heads=True), Column("Starts expected", number=True),
    Column("Get a place", number=True), Column("High need placed", number=True),
)  # fmt: skip


class ShownPlan:
    """`may_choose`: whether links to lock and rule out stand in the rows."""

    def __init__(self, plan: PanelPlan, reader: User, *, may_choose: bool) -> None:
        self.plan, self.reader, self.may_choose = plan, reader, may_choose
        self.everyone, self.placed = plan.rows.count(), plan.rows.placed().count()
        self.bands = terms("need_bands", council=plan.meeting.council)

    # Sentences

    @property
    def without(self) -> int:
        return self.everyone - self.placed

    @property
    def says(self) -> tuple[str, str, str]:
        """How many for how many places; who gets one; what stays free."""
        one = self.everyone == 1
        who = f"{self.everyone} young {'person' if one else 'people'}"
        verb = "said yes" if self.plan.pool == PanelPlan.Pool.YES else f"{'is' if one else 'are'} not in EET"
        free = self.plan.places - self.placed
        stays = f"{counted(free)} {'stays' if free == 1 else 'stay'} free." if free > 0 else ""
        return f"{who} {verb}, for {counted(self.plan.places)}.", self._gets(), stays

    def _gets(self) -> str:
        if not self.without:
            return "Everyone gets a place."
        gets = f"{self.placed} {'gets' if self.placed == 1 else 'get'} a place"
        return f"{gets}, {self.without} {'does' if self.without == 1 else 'do'} not."

    @property
    def costs(self) -> str:
        return self.chosen.costs

    def ways(self) -> Table:
        """Estimates of the whole plan, never of one person."""
        rows = [
            [words, f"{share['starts']:.1f}", share["placed"], f"{share['high_need_placed']} of {share['high_need']}"]
            for way, words in WAYS.items()
            for share in [self.plan.prices[way]]
        ]
        note = "Starts expected is an estimate for the whole plan. Nobody has measured it; it compares ways of sharing."
        return Table("What this plan costs", WAY_COLUMNS, rows, note)

    # Rows

    @cached_property
    def chosen(self) -> Chosen:
        return Chosen(self.plan, self.reader)

    def rows_of(self, name: str) -> Any:
        """The rows of a list that the reader may see."""
        rows = PlanRow.objects.visible_to(self.reader).filter(plan=self.plan, opportunity__isnull=name == "without")
        return rows.select_related("person", "opportunity__employer", "swap_person", "swap_opportunity", "nomination")

    def cells(self, name: str, rows: Sequence[PlanRow]) -> list[list[Any]]:
        cases = dict(
            AgendaItem.objects.filter(
                meeting=self.plan.meeting_id, person__in=[row.person_id for row in rows]
            ).values_list("person", "public_id")
        )
        swaps = YoungPerson.objects.visible_to(self.reader).filter(pk__in=[row.swap_person_id for row in rows])
        known = set(swaps.values_list("pk", flat=True))
        last = self._with_place if name == "placed" else lambda row: self._without(row, known)
        return [[*self._who(row, cases), *last(row)] for row in rows]

    def _who(self, row: PlanRow, cases: dict[int, Any]) -> list[Any]:
        case = cases.get(row.person_id)
        where = {"meeting": self.plan.meeting.public_id, "item": case}
        return [
            Cell(row.person.called, href=reverse("panel_case", kwargs=where) if case else ""),
            f"{self.bands[row.band].label}, {row.need}",
        ]

    def _with_place(self, row: PlanRow) -> list[Any]:
        assert row.opportunity is not None
        return [f"{row.opportunity.title}, {row.opportunity.employer}", row.why, self._choice(row)]

    def _choice(self, row: PlanRow) -> Cell | str:
        if row.nomination:
            return f"Draft: {row.nomination.get_state_display().lower()}"
        assert row.opportunity is not None
        if self.chosen.act_on(row.person_id, row.opportunity.pk) == PlanChoice.Act.LOCK:
            return Cell("Locked", html=tag("Locked", "blue"))
        if not self.may_choose:
            return "None"
        return Cell(
            "None", html=format_html("{}<br>{}", _link(row, "lock", "Lock"), _link(row, "forbid", "Not this place"))
        )

    def _without(self, row: PlanRow, known: set[int]) -> list[Any]:
        return [row.why, row.would_help or "Not known yet", self._anyway(row, known)]

    def _anyway(self, row: PlanRow, known: set[int]) -> Cell | str:
        if not row.could_take:
            return "Not possible yet"
        said = "Not possible yet"
        if row.swap_person and row.swap_opportunity:
            from_whom = row.swap_person.called if row.swap_person_id in known else "somebody else"
            said = f"Takes the place of {from_whom}: {row.swap_opportunity.title}"
        return (
            Cell(said, html=format_html("{}<br>{}", said, _link(row, "lock", "Lock a place")))
            if self.may_choose
            else said
        )


def _link(row: PlanRow, act: str, words: str) -> Any:
    address = reverse("choose_place", kwargs={"row": row.public_id, "act": act})
    return format_html(
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> for {}</span></a>',
        address, words, row.person.called,
    )  # fmt: skip

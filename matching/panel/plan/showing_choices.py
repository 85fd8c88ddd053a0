"""What people chose beforehand, as its reader may see it: what, why, by whom, and what it costs."""

from typing import Any

from django.utils.html import format_html

from config.accounts.models import User
from config.screens.tables import Cell, Column
from matching.panel.plan.models import PanelPlan, PlanChoice

CHOSEN = (
    Column("Young person", heads=True), Column("Place"), Column("Chosen"), Column("Why"), Column("It costs"),
    Column("Take back"),
)  # fmt: skip
BACK = {PlanChoice.Act.LOCK: "Unlock", PlanChoice.Act.FORBID: "Allow again"}
BUTTON = (
    '<button class="eet-link-button" name="choice" value="{}">{}<span class="govuk-visually-hidden"> for {}</span>'
    "</button>"
)


class Chosen:
    """The choices in force of the plan's meeting that this reader may see."""

    def __init__(self, plan: PanelPlan, reader: User) -> None:
        found = PlanChoice.objects.visible_to(reader).in_force().filter(meeting=plan.meeting_id)
        self.rows = list(found.select_related("person", "opportunity__employer", "chosen_by"))
        self.priced = plan.prices["choices"]

    def act_on(self, person: int, opportunity: int) -> str:
        """'' where nothing is chosen."""
        acts = (row.act for row in self.rows if (row.person_id, row.opportunity_id) == (person, opportunity))
        return next(acts, "")

    @property
    def costs(self) -> str:
        if not self.rows:
            return ""
        if len(self.rows) > 1:
            return f"{len(self.rows)} choices were made beforehand: what each costs stands beside it."
        return f"1 choice was made beforehand. It costs {in_sentence(self.cost(self.rows[0]))}"

    def cost(self, choice: PlanChoice) -> str:
        starts = self.priced.get(str(choice.public_id))
        if starts is None:
            return "Not known yet"
        return "Nothing" if f"{starts:.1f}" in ("0.0", "-0.0") else f"{starts:.1f} of a start"

    def cells(self, *, may_take_back: bool) -> list[list[Any]]:
        return [
            [
                row.person.called,
                f"{row.opportunity.title}, {row.opportunity.employer}",
                f"{row.get_act_display()}, by {row.chosen_by.name}",
                row.reason,
                self.cost(row),
                _take_back(row) if may_take_back else "",
            ]
            for row in self.rows
        ]


def in_sentence(cost: str) -> str:
    return {"Nothing": "nothing.", "Not known yet": "what is known once it is worked out again."}.get(cost, f"{cost}.")


def _take_back(choice: PlanChoice) -> Cell:
    words = BACK[PlanChoice.Act(choice.act)]
    return Cell(words, html=format_html(BUTTON, choice.public_id, words, choice.person.called))

"""The place a plan gave somebody, once its drafts are made: what the panel room shows of it, and the decision keeps."""

from dataclasses import dataclass
from typing import Any

from matching.nominations.models import Nomination
from matching.panel.models import AgendaItem
from matching.panel.plan.models import PanelPlan, PlanChoice, PlanRow
from matching.panel.plan.pool import OPEN

NO_DIFFERENCE = 0.05
"""Starts: less is not worth a word."""


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """`choice_costs`: starts that locking this place for them costs; None where it is not locked."""

    row: PlanRow
    nomination: Nomination
    title: str
    employer: str
    choice_costs: float | None

    @property
    def price(self) -> str:
        return price_in_words(self.row.plan, self.choice_costs)

    def kept(self) -> dict[str, Any]:
        """As plain values, for the snapshot of a decision."""
        plan = self.row.plan
        return {
            "version": plan.version,
            "place": self.title,
            "employer": self.employer,
            "why": self.row.why,
            "price": self.price,
            "prices": {way: plan.prices[way] for way in ("plan", "most_starts", "in_turn")},
            "choice_costs": self.choice_costs,
        }


def planned_place(item: AgendaItem) -> PlannedPlace | None:
    """The draft of the case that still waits; None where no plan gave one, or it moved on."""
    rows = PlanRow.objects.filter(
        plan__meeting=item.meeting_id, plan__accepted_at__isnull=False, person=item.person_id,
        nomination__state__in=OPEN,
    )  # fmt: skip
    row = rows.select_related("plan", "opportunity__employer", "nomination").defer("plan__inputs").last_version()
    if row is None or row.opportunity is None or row.nomination is None:
        return None
    return PlannedPlace(row, row.nomination, row.opportunity.title, str(row.opportunity.employer), choice_costs(row))


def choice_costs(row: PlanRow) -> float | None:
    locks = PlanChoice.objects.in_force().filter(
        meeting=row.plan.meeting_id, person=row.person_id, opportunity=row.opportunity_id, act=PlanChoice.Act.LOCK
    )
    lock = locks.first()
    return None if lock is None else row.plan.prices["choices"].get(str(lock.public_id))


def price_in_words(plan: PanelPlan, choice: float | None) -> str:
    """What the plan costs against most starts only and against one after the other; and what its own lock costs."""
    here = plan.prices["plan"]["starts"]
    most, turns = (difference(here - plan.prices[way]["starts"]) for way in ("most_starts", "in_turn"))
    said = f"The plan expects {most} “most starts only”, and {turns} “one after the other”."
    return said if choice is None else f"{said} This lock costs {starts(choice)}."


def difference(more: float) -> str:
    if abs(more) < NO_DIFFERENCE:
        return "as many starts as"
    return f"{abs(more):.1f} {'more' if more > 0 else 'fewer'} starts than"


def starts(number: float) -> str:
    return f"{number:.1f} starts" if number >= NO_DIFFERENCE else "nothing"

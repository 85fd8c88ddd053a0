"""Drawing up the plan for places (M8): the best there is on today's facts, kept with all that it was made from."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.reference.models import CodedTerm
from config.refusal import Refused
from matching.engine.allocation import Allocation, allocate
from matching.engine.claims import Choices, Pair
from matching.engine.need import NeedWeights
from matching.engine.prices import prices
from matching.engine.starts import LINE_2026
from matching.panel.models import PanelMeeting
from matching.panel.plan.conflicts import check_no_conflict
from matching.panel.plan.models import PanelPlan, PlanChoice, PlanRow
from matching.panel.plan.need_bands import bands_on
from matching.panel.plan.policies import check_can_plan
from matching.panel.plan.pool import Pool, pool_of
from matching.panel.plan.reasons import PlanReasons


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """A plan before it is written: who and what, what people chose, and the places given."""

    pool: Pool
    bands: list[CodedTerm]
    need: NeedWeights
    kept: dict[Pair, PlanChoice]
    choices: Choices
    allocation: Allocation


@transaction.atomic
def draw_up_plan(meeting: PanelMeeting, *, pool: str, by: User) -> PanelPlan:
    """The plan worth most that keeps every choice in force, as a new version.

    Raises Refused where nobody could be in it, or where locks cannot all be kept.
    """
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    check_can_plan(meeting, by)
    if pool not in PanelPlan.Pool.values:
        raise Refused("Choose whose plan it is: those who said yes, or everyone not in EET.")
    day = max(timezone.localdate(), meeting.held_on)
    solved = solve(meeting, pool_of(meeting, pool, by=by, day=day), day)
    plan = PanelPlan.objects.create(
        meeting=meeting,
        version=PanelPlan.objects.filter(meeting=meeting).count() + 1,
        pool=pool,
        day=day,
        drawn_up_at=timezone.now(),
        drawn_up_by=by,
        **_made_from(solved),
    )
    PlanRow.objects.bulk_create(_rows(plan, solved))
    people = len(solved.pool.items)
    record("plan_drawn_up", plan, council=meeting.council, by=by, people=people, version=plan.version)
    return plan


def solve(meeting: PanelMeeting, pool: Pool, day: date) -> Solved:
    if not pool.items:
        raise Refused("Nobody on this agenda waits for a place. Once somebody says yes to an offer, plan again.")
    bands, need = bands_on(day, meeting.council)
    in_force = PlanChoice.objects.in_force().filter(meeting=meeting)
    kept = {pair: choice for choice in in_force if (pair := _pair_of(choice, pool)) is not None}
    choices = Choices(locks=_pairs(kept, PlanChoice.Act.LOCK), forbids=_pairs(kept, PlanChoice.Act.FORBID))
    check_no_conflict(pool, choices)
    allocation = allocate(pool.claims, need, choices)
    return Solved(pool=pool, bands=bands, need=need, kept=kept, choices=choices, allocation=allocation)


def _pair_of(choice: PlanChoice, pool: Pool) -> Pair | None:
    """Where a choice stands in the arrays; None where its person or its place is not in this plan any more."""
    row = next((i for i, item in enumerate(pool.items) if item.person_id == choice.person_id), None)
    column = next((j for j, offer in enumerate(pool.opportunities) if offer.pk == choice.opportunity_id), None)
    return None if row is None or column is None else (row, column)


def _pairs(kept: dict[Pair, PlanChoice], act: str) -> list[Pair]:
    return [pair for pair, choice in kept.items() if choice.act == act]


def _made_from(solved: Solved) -> dict[str, Any]:
    """Everything a plan was made from, by the columns that keep it."""
    bands = [[row.code, *band] for row, band in zip(solved.bands, solved.need.bands, strict=True)]
    return {
        "weights": solved.pool.weight_set,
        "need_weights": {"name": solved.need.name, "bands": bands},
        "curve": LINE_2026.name,
        "places": solved.pool.places_to_share,
        "on_their_way": solved.pool.on_their_way,
        "prices": _prices(solved),
        "inputs": _inputs(solved.pool),
    }


def _prices(solved: Solved) -> dict[str, Any]:
    priced = prices(solved.pool.claims, solved.need, solved.choices)
    cost = priced.locks | priced.forbids
    ways = {"plan": priced.plan, "most_starts": priced.most_starts, "in_turn": priced.in_turn}
    return {
        **{name: asdict(share) for name, share in ways.items()},
        "choices": {str(solved.kept[pair].public_id): starts for pair, starts in cost.items()},
    }


def _inputs(pool: Pool) -> dict[str, Any]:
    """[id, need points], [id, places], and [person, place, points] of every pair that could be, by their numbers."""
    i, j = np.nonzero(pool.claims.possible)
    return {
        "people": [[person, int(need)] for person, need in zip(pool.claims.people, pool.claims.need, strict=True)],
        "places": [[row, int(n)] for row, n in zip(pool.claims.opportunities, pool.claims.places, strict=True)],
        "pairs": [[int(a), int(b), int(pool.points[a, b])] for a, b in zip(i, j, strict=True)],
    }


def _rows(plan: PanelPlan, solved: Solved) -> list[PlanRow]:
    reasons = PlanReasons(solved.pool, solved.allocation, solved.choices, solved.need, plan.day)
    bands = [solved.bands[band].code for band in solved.need.band_of(solved.pool.claims.need).tolist()]
    could = solved.pool.claims.possible.sum(axis=1).tolist()
    return [
        PlanRow(
            plan=plan,
            person=item.person,
            need=item.points,
            band=bands[i],
            could_take=could[i],
            **(_without(reasons, i) if j < 0 else _placed(reasons, i, j)),
        )
        for i, (item, j) in enumerate(zip(solved.pool.items, solved.allocation.opportunity.tolist(), strict=True))
    ]


def _placed(reasons: PlanReasons, i: int, j: int) -> dict[str, Any]:
    pool = reasons.pool
    return {"opportunity": pool.opportunities[j], "points": int(pool.points[i, j]), "why": reasons.why_placed(i, j)}


def _without(reasons: PlanReasons, i: int) -> dict[str, Any]:
    pool, swap = reasons.pool, reasons.swap(i)
    why, would_help = reasons.why_not(i)
    facts = {"why": why, "would_help": would_help}
    if swap is None:
        return facts
    return facts | {"swap_person": pool.items[swap[0]].person, "swap_opportunity": pool.opportunities[swap[1]]}

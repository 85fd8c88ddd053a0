"""From rows to claims: who is in the month's plan, which places there are, and which pairs could be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from aspirations.people.ages import latest_birth
from config.accounts.models import User
from employers.models import Employer
from matching.engine.claims import Claims, points_of
from matching.engine.columns import UNKNOWN_DAY, Bools, Doubles, day_number
from matching.engine.people import SET_ASIDE, People, SetAside, pair_keys
from matching.engine.profiles import Opportunities
from matching.engine.starts import LINE_2026
from matching.engine.weights import Weights
from matching.nominations.models import Nomination
from matching.nominations.states import BEFORE_INTRODUCTION, WITH_EMPLOYER
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.plan.models import PanelPlan, PlanRow
from matching.shortlists.models import WeightSet
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import standing_offers
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity

SAID_YES = ("person_said_yes", "nominated")
OPEN = tuple(state for state in BEFORE_INTRODUCTION if state != "panel_agreed")
"""A nomination that a plan may still take up, or pass over for another place."""
ON_THEIR_WAY = ("panel_agreed", *WITH_EMPLOYER, "accepted")


@dataclass(frozen=True, kw_only=True, eq=False)
class Pool:
    """Rows of people and columns of opportunities, in the order of the arrays. `places_to_share` of those in play."""

    items: list[AgendaItem]
    opportunities: list[Opportunity]
    people: People
    offers: Opportunities
    wanted: Bools | None
    points: Doubles
    claims: Claims
    weight_set: WeightSet
    weights: Weights
    on_their_way: int
    places_to_share: int


def pool_of(meeting: PanelMeeting, pool: str, *, by: User, day: date) -> Pool:
    """Everyone on the agenda whose record `by` may open, but for those with something on its way."""
    listed = people_of(meeting, pool, by)
    busy = set(promised_people([item.person_id for item in listed]))
    items = [item for item in listed if item.person_id not in busy]
    offers, index = standing_offers(meeting.council, day)
    rows = Opportunity.objects.select_related("employer").in_bulk(index)
    opportunities = [rows[pk] for pk in index]
    open_ones = list(Nomination.objects.filter(person__in=[item.person_id for item in items], state__in=OPEN))
    people = _free_of(open_ones, people_profiles([item.person for item in items], index, day), items, index)
    weight_set = weights_on(day, meeting.council)
    weights = engine_weights(weight_set)
    wanted = _wanted(open_ones, items, index) if pool == PanelPlan.Pool.YES else None
    points = points_of(people, offers, weights, day=day, wanted=wanted)
    points[_unsafe(people, opportunities, day)] = np.nan
    if wanted is None:
        points[:, ~_counts_as_eet(offers)] = np.nan
    places = places_left(opportunities)
    in_play = (wanted if wanted is not None else ~np.isnan(points)).any(axis=0)
    claims = Claims(
        people=people.ids.tolist(),
        opportunities=[str(row.public_id) for row in opportunities],
        starts=LINE_2026.of(points),
        places=np.array([places[row.pk] for row in opportunities], np.int32),
        need=np.array([item.points for item in items], np.int32),
    )
    return Pool(
        items=items, opportunities=opportunities, people=people, offers=offers, wanted=wanted, points=points,
        claims=claims, weight_set=weight_set, weights=weights, on_their_way=len(busy),
        places_to_share=int(claims.places[in_play].sum()),
    )  # fmt: skip


def people_of(meeting: PanelMeeting, pool: str, by: User) -> list[AgendaItem]:
    items = AgendaItem.objects.visible_to(by).filter(meeting=meeting, person__died_on=None).select_related("person")
    if pool == PanelPlan.Pool.YES:
        said_yes = Nomination.objects.filter(state__in=SAID_YES).values("person")
        return list(items.filter(person__in=said_yes).order_by("pk"))
    return list(items.filter(part=AgendaItem.Part.NEET).order_by("pk"))


def promised_people(people: Sequence[int]) -> set[int]:
    """Those whom a place is promised already: the panel agreed, the employer has them, or an accepted plan does."""
    going = Nomination.objects.filter(person__in=people, state__in=ON_THEIR_WAY)
    planned = PlanRow.objects.promised().filter(person__in=people)
    return {*going.values_list("person", flat=True), *planned.values_list("person", flat=True)}


def places_left(opportunities: Sequence[Opportunity]) -> dict[int, int]:
    """By pk: places nobody has taken and nobody is promised; never more than the employer takes in a month."""
    pks = [row.pk for row in opportunities]
    going = set(
        Nomination.objects.filter(opportunity__in=pks, state__in=("panel_agreed", *WITH_EMPLOYER)).values_list(
            "pk", "opportunity"
        )
    )
    planned = PlanRow.objects.promised().filter(opportunity__in=pks).exclude(nomination__state="accepted")
    promised = Counter(opportunity for _, opportunity in going | set(planned.values_list("nomination", "opportunity")))
    return {row.pk: max(0, _at_once(row) - promised[row.pk]) for row in opportunities}


def _at_once(opportunity: Opportunity) -> int:
    left, pace = opportunity.places_left, opportunity.intake_per_month
    return left if pace is None else min(left, pace)


def _wanted(nominations: Sequence[Nomination], items: Sequence[AgendaItem], index: dict[int, tuple[int, int]]) -> Bools:
    row = {item.person_id: i for i, item in enumerate(items)}
    wanted = np.zeros((len(items), len(index)), np.bool_)
    for nomination in nominations:
        if nomination.state in SAID_YES and nomination.opportunity_id in index:
            wanted[row[nomination.person_id], index[nomination.opportunity_id][0]] = True
    return wanted


def _free_of(
    nominations: Sequence[Nomination], people: People, items: Sequence[AgendaItem], index: dict[int, tuple[int, int]]
) -> People:
    """The people without those pairs set aside that only wait for a next step: a plan may take them up."""
    row = {item.person_id: i for i, item in enumerate(items)}
    pairs = [(row[n.person_id], index[n.opportunity_id][0]) for n in nominations if n.opportunity_id in index]
    taken_up = pair_keys(np.array([i for i, _ in pairs], np.int32), np.array([j for _, j in pairs], np.int32))
    aside = people.set_aside
    waits = (aside.why == SET_ASIDE.index("live_nomination")) & np.isin(
        pair_keys(aside.person, aside.opportunity), taken_up
    )
    kept = SetAside.of(person=aside.person[~waits], opportunity=aside.opportunity[~waits], why=aside.why[~waits])
    return replace(people, set_aside=kept)


def _unsafe(people: People, opportunities: Sequence[Opportunity], day: date) -> Bools:
    """Under 18, or of unknown age, where the employer's safeguarding check is not cleared (N7)."""
    of_age = (people.born_on != UNKNOWN_DAY) & (people.born_on <= day_number(latest_birth(18, day)))
    cleared = [row.employer.safeguarding_check == Employer.SafeguardingCheck.CLEARED for row in opportunities]
    unsafe: Bools = ~of_age[:, None] & ~np.array(cleared, np.bool_)[None, :]
    return unsafe


def _counts_as_eet(offers: Opportunities) -> Bools:
    return np.array([kind.counts_as_eet for kind in offers.kinds], np.bool_)[offers.kind]

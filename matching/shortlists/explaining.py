"""Why, and why not, for any pair."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from matching.engine.explanation import Explanation, explanations, why
from matching.engine.journeys import minutes
from matching.engine.opportunities import Opportunities
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import Index, standing_offers
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity

SOFT = ("enabler", "kind_paused", "set_aside", "travel", "hours")
"""What the person wished, or how the list is made: the person can say yes to it all the same."""


def works_with(user: User, person: YoungPerson) -> bool:
    """Whether this user acts for the person, as `saying_who_works_with` says; the panel reads."""
    return user.may(Permission.DRAW_UP_SHORTLISTS) and getattr(person, "is_worked_with", False)


def explain_to(user: User, *, person: YoungPerson, opportunity: Opportunity, day: date) -> Explanation:
    """`explain` for somebody who may see the person; the view is noted also where they only read."""
    by = user if works_with(user, person) else None
    if by is None:
        record_view([person], council=person.council, by=user, purpose="why", fields=["wishes"])
    return explain(person=person, opportunity=opportunity, day=day, by=by)


def explain(*, person: YoungPerson, opportunity: Opportunity, day: date, by: User | None) -> Explanation:
    """Barriers with their nearest fix among what is open, what is to be checked, and the parts of the score.

    Leaves a trail event when a person asks. Raises NotAllowed when the record is not theirs to open.
    """
    check_can_change(by, Permission.DRAW_UP_SHORTLISTS, person)
    if by is not None:
        record_view([person], council=person.council, by=by, purpose="why", fields=["wishes", "circumstances"])
    offers, index = standing_offers(person.council, day)
    if opportunity.pk not in index:
        offers, index = _with_what_is_open(opportunity, person.council, day)
    weights = engine_weights(weights_on(day, person.council))
    return why(people_profiles([person], index, day), 0, offers, index[opportunity.pk][0], weights, day=day)


def _with_what_is_open(opportunity: Opportunity, council: Council, day: date) -> tuple[Opportunities, Index]:
    """One that is not live, before all that are: a fix is looked for among those."""
    rows = [opportunity, *Opportunity.objects.open_to(council).filter(state="live").order_by("pk")]
    return opportunity_profiles(rows, day), {row.pk: (j, row.employer_id) for j, row in enumerate(rows)}


def looked_at(
    *,
    person: YoungPerson,
    opportunities: Sequence[Opportunity],
    day: date,
    audits: Mapping[int, AspirationAudit] | None = None,
) -> list[tuple[Explanation, float]]:
    """For each: why, and about how many minutes one way (nan where not known). `audits` as for `people_profiles`."""
    people = people_profiles([person], {}, day, audits=audits)
    offers, index = standing_offers(person.council, day)
    rows = [index[opportunity.pk][0] for opportunity in opportunities if opportunity.pk in index]
    if len(rows) < len(opportunities):
        offers, rows = opportunity_profiles(opportunities, day), list(range(len(opportunities)))
    weights = engine_weights(weights_on(day, person.council))
    i, j = np.zeros(len(rows), int), np.array(rows, int)
    journeys = minutes(people, i, offers, j).tolist()
    return list(zip(explanations(people, i, offers, j, weights, day=day), journeys, strict=True))


def must_haves_not_met(*, person: YoungPerson, opportunity: Opportunity, day: date) -> list[str]:
    """The sentences of the law-like barriers of a pair; a pair set aside by people is theirs to take up again."""
    explanation, _ = looked_at(person=person, opportunities=[opportunity], day=day)[0]
    return [barrier.sentence for barrier in explanation.barriers if barrier.code not in SOFT]

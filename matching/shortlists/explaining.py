"""Why, and why not, for any pair."""

from datetime import date

from aspirations.models import YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from matching.engine.explanation import Explanation, why
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity

SOFT = ("enabler", "kind_paused", "set_aside", "travel", "hours")
"""What the person wished, or how the list is made: the person can say yes to it all the same."""


def explain(*, person: YoungPerson, opportunity: Opportunity, day: date, by: User | None) -> Explanation:
    """Barriers with their nearest fix among what is open, what is to be checked, and the parts of the score.

    Leaves a trail event when a person asks. Raises NotAllowed when the record is not theirs to open.
    """
    check_can_change(by, Permission.DRAW_UP_SHORTLISTS, person)
    if by is not None:
        record_view([person], council=person.council, by=by, purpose="why", fields=["wishes", "circumstances"])
    others = Opportunity.objects.filter(council=person.council, state="live").exclude(pk=opportunity.pk)
    opportunities = [opportunity, *others.order_by("pk")]
    index = {row.pk: (position, row.employer_id) for position, row in enumerate(opportunities)}
    weights = engine_weights(weights_on(day, person.council))
    return why(people_profiles([person], index, day), 0, opportunity_profiles(opportunities, day), 0, weights, day=day)


def must_haves_not_met(*, person: YoungPerson, opportunity: Opportunity, day: date) -> list[str]:
    """The sentences of the law-like barriers of a pair; a pair set aside by people is theirs to take up again."""
    people = people_profiles([person], {}, day)
    explanation = why(
        people, 0, opportunity_profiles([opportunity], day), 0, engine_weights(weights_on(day, person.council)), day=day
    )
    return [barrier.sentence for barrier in explanation.barriers if barrier.code not in SOFT]

"""The council's live opportunities as the engine takes them, kept between requests while nothing has changed."""

from datetime import date
from functools import lru_cache

from django.db.models import Count, Max, Subquery

from config.accounts.models import Council
from matching.engine.opportunities import Opportunities
from matching.shortlists.models import PairState
from matching.shortlists.opportunity_profiles import opportunity_profiles
from opportunities.models import Opportunity, Requirement

COUNCILS_KEPT = 4
Stamp = tuple[object, ...]
Index = dict[int, tuple[int, int]]
"""An opportunity's row id to its place in the arrays and its employer's row id."""


def standing_offers(council: Council, day: date) -> tuple[Opportunities, Index]:
    """The live opportunities of the council, and where each stands in the arrays."""
    return _made(council.pk, day, _stamp(council))


def _stamp(council: Council) -> Stamp:
    """Differs as soon as an opportunity, a requirement or an introduction of the council does. One query."""
    offers = Opportunity.objects.filter(council=council).order_by().values("council")
    asks = Requirement.objects.filter(opportunity__council=council).order_by().values("opportunity__council")
    turns = PairState.objects.filter(opportunity__council=council).order_by().values("opportunity__council")
    counted = (
        *(offers.annotate(n=Count("pk")).values("n"), offers.annotate(last=Max("changed_at")).values("last")),
        *(asks.annotate(n=Count("pk")).values("n"), asks.annotate(last=Max("pk")).values("last")),
        turns.annotate(last=Max("introduced_on")).values("last"),
    )
    return Council.objects.values_list(*[Subquery(rows) for rows in counted]).get(pk=council.pk)


@lru_cache(maxsize=COUNCILS_KEPT)
def _made(council_pk: int, day: date, stamp: Stamp) -> tuple[Opportunities, Index]:
    offers = list(Opportunity.objects.filter(council=council_pk, state="live").order_by("pk"))
    return opportunity_profiles(offers, day), {row.pk: (j, row.employer_id) for j, row in enumerate(offers)}

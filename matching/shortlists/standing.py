"""The council's live opportunities as the engine takes them, kept between requests while nothing has changed."""

from datetime import date
from functools import lru_cache

from django.db.models import Aggregate, Count, Max, QuerySet, Subquery, Value

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
    """The live opportunities open to the council's young people, and where each stands in the arrays."""
    return _made(council, day, _stamp(council))


def _stamp(council: Council) -> Stamp:
    """Differs as soon as an opportunity, a requirement or an introduction does that counts here. One query."""
    open_ones = Opportunity.objects.open_to(council).order_by()
    asks = Requirement.objects.filter(opportunity__in=open_ones)
    turns = PairState.objects.filter(opportunity__in=open_ones)
    counted = (
        *(_one(open_ones, Count("pk")), _one(open_ones, Max("changed_at"))),
        *(_one(asks, Count("pk")), _one(asks, Max("pk"))),
        _one(turns, Max("introduced_on")),
    )
    return Council.objects.values_list(*counted).get(pk=council.pk)


def _one(rows: QuerySet, figure: Aggregate) -> Subquery:
    """One figure over all these rows."""
    return Subquery(rows.order_by().annotate(every=Value(1)).values("every").annotate(figure=figure).values("figure"))


@lru_cache(maxsize=COUNCILS_KEPT)
def _made(council: Council, day: date, stamp: Stamp) -> tuple[Opportunities, Index]:
    offers = list(Opportunity.objects.open_to(council).filter(state="live").order_by("pk"))
    return opportunity_profiles(offers, day), {row.pk: (j, row.employer_id) for j, row in enumerate(offers)}

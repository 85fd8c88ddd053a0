"""An employer's monthly pace (O6): places left are not enough when this month is full."""

from datetime import timedelta

import pytest

from config.refusal import Refused
from matching.nominations import actions
from tests.factories.chain import at, make_nomination
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]


def test_only_so_many_accept_in_one_month() -> None:
    opportunity = make_opportunity(places=3, intake_per_month=1)
    first, second = (make_nomination("offered", opportunity=opportunity) for _ in range(2))
    actions.accept(first, by=first.person.adviser, occurred_at=at(DAY))
    with pytest.raises(Refused, match="takes 1 a month, and this month is full"):
        actions.accept(second, by=second.person.adviser, occurred_at=at(DAY))
    opportunity.refresh_from_db()
    assert opportunity.places_taken == 1
    actions.accept(second, by=second.person.adviser, occurred_at=at(DAY + timedelta(days=20)))
    opportunity.refresh_from_db()
    assert opportunity.places_taken == 2

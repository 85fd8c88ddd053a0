"""The small combined authority of the demonstration: two neighbours share with it and it with them (S7)."""

import pytest

from aspirations.models import YoungPerson
from config.accounts.models import Council, User
from config.reference.guarantees import guarantees
from matching.demo.council import CODE, DAY, NAME
from matching.demo.neighbours import NEIGHBOURS, OURS, WISHES, make_neighbours
from matching.shortlists.models import ShortlistEntry
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def us() -> Council:
    council = make_council(CODE, NAME)
    for role in ("virtual_school", "administrator"):
        make_user(role, council=council)
    employer = make_employer("Millwheel Motors", council=council)
    for number in range(OURS + 1):
        make_opportunity(employer=employer, title=f"Vehicle technician {number}")
    return council


def test_each_shares_with_the_others_and_each_is_ranked(us: Council) -> None:
    sign_in = make_neighbours("a password")
    assert User.objects.filter(email__in=sign_in).count() == 2 * len(NEIGHBOURS)
    from_neighbours = {title for neighbour in NEIGHBOURS for _, title, _ in neighbour.offers}
    assert from_neighbours < set(Opportunity.objects.open_to(us).values_list("title", flat=True))
    for council in Council.objects.exclude(pk=us.pk):
        assert Opportunity.objects.open_to(council).filter(council=us).count() == OURS
        people = YoungPerson.objects.filter(council=council)
        assert people.count() == len(WISHES) == people.exclude(personal_adviser=None).count()
        entries = ShortlistEntry.objects.newest().filter(person__council=council)
        listed = entries.exclude(opportunity__council=council)
        assert listed.exists()
        assert guarantees(DAY, council=council, age=19).count() == 2
    assert guarantees(DAY, council=us, age=22).count() == 1

"""Opportunities shared between councils (S7): seen and used elsewhere, people never."""

import pytest

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.desks.finding.search import search
from matching.nominations import actions as nominations
from matching.shortlists.actions import draw_up, override
from matching.shortlists.freshness import follow_changes
from matching.shortlists.models import ShortlistEntry
from matching.shortlists.standing import standing_offers
from opportunities.models import Opportunity
from opportunities.sharing import share
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user
from tests.factories.service import well_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Council:
    return make_council("E08000035", "Otherbeck")


@pytest.fixture
def theirs(there: Council) -> Opportunity:
    employer = make_employer("Otherbeck Motors", council=there)
    return make_opportunity(employer=employer, title="Vehicle technician", kind="job", requirements=[])


@pytest.fixture
def officer(there: Council) -> User:
    return make_user("virtual_school", council=there)


def offered(user: User) -> list[Opportunity]:
    return list(Opportunity.objects.offered_to(user))


def test_it_is_read_where_it_is_shared_and_nowhere_else(theirs: Opportunity, officer: User) -> None:
    here, third = make_user(), make_user(council=make_council("E08000034", "Thirdbeck"))
    assert offered(here) == []
    assert share(theirs, councils=[here.council], by=officer).shared_with.get() == here.council
    assert offered(here) == [theirs] and offered(third) == []
    assert list(Opportunity.objects.visible_to(here)) == []
    share(theirs, with_all=True, by=officer)
    assert offered(here) == [theirs] and offered(third) == [theirs] and not theirs.shared_with.exists()
    share(theirs, by=officer)
    assert offered(here) == [] and offered(third) == []
    told = Event.objects.filter(council=theirs.council).order_by("pk").values_list("verb", "context")
    assert [(verb, context.get("councils")) for verb, context in told] == [
        ("opportunity_shared", ["E08000032"]), ("opportunity_shared", ["all"]), ("opportunity_no_longer_shared", None),
    ]  # fmt: skip


def test_nothing_said_twice_and_no_draft_is_read(theirs: Opportunity, officer: User) -> None:
    here = make_user()
    for _ in range(2):
        share(theirs, councils=[here.council], by=officer)
    assert Event.objects.filter(verb="opportunity_shared").count() == 1
    Opportunity.objects.filter(pk=theirs.pk).update(state="draft")
    assert offered(here) == []


def test_only_the_council_that_keeps_it_shares_it(theirs: Opportunity, officer: User) -> None:
    for stranger in (make_user("virtual_school"), make_user("personal_adviser", council=theirs.council)):
        with pytest.raises(NotAllowed):
            share(theirs, with_all=True, by=stranger)
    with pytest.raises(Refused, match="your own council's already"):
        share(theirs, councils=[theirs.council], by=officer)


def test_a_young_person_elsewhere_is_ranked_put_forward_and_stays_when_the_sharing_ends(
    theirs: Opportunity, officer: User
) -> None:
    adviser = make_user()
    person = well_known("fixing cars", name="Robin Fernbrook", on_caseload_of=adviser)
    with pytest.raises(Refused, match="not shared with yours"):
        nominations.suggest(person=person, opportunity=theirs, by=adviser)
    with pytest.raises(Refused, match="not shared with yours"):
        override(person=person, opportunity=theirs, act="add", reason="Close to home", by=adviser)
    assert list(search(adviser, DAY)) == []
    assert standing_offers(person.council, DAY)[1] == {}
    share(theirs, councils=[person.council], by=officer)
    draw_up(council=person.council, day=DAY, by=adviser)
    assert [entry.opportunity for entry in ShortlistEntry.objects.newest().filter(person=person)] == [theirs]
    assert list(standing_offers(person.council, DAY)[1]) == [theirs.pk]
    assert list(search(adviser, DAY, words="cars")) == [theirs]
    nomination = nominations.suggest(person=person, opportunity=theirs, by=adviser)
    assert nomination.council == person.council
    share(theirs, by=officer)
    assert nominations.shortlist(nomination, by=adviser).state == "shortlisted"


def test_lists_elsewhere_follow_what_is_shared_and_what_no_longer_is(theirs: Opportunity, officer: User) -> None:
    adviser = make_user()
    person = well_known("fixing cars", name="Robin Fernbrook", on_caseload_of=adviser)
    follow_changes(person.council, DAY)
    for councils, listed in (([person.council], [theirs]), ([], [])):
        share(theirs, councils=councils, by=officer)
        follow_changes(person.council, DAY)
        assert [entry.opportunity for entry in ShortlistEntry.objects.newest().filter(person=person)] == listed

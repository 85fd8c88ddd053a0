"""Pledges: captured, moved along the table, turned into opportunities, never below zero (E4, E5)."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from config.audit_trail.models import Event
from config.places.models import Postcode
from config.refusal import NotAllowed, Refused
from opportunities import pledge_actions
from opportunities.models import Opportunity, Pledge
from tests.factories.offers import CENTRE, make_employer, make_pledge
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


def capture(**said: object) -> Pledge:
    employer = said.pop("employer", None) or make_employer()
    facts = {"reference": "P-1", "kind": "job", "title": "Garage assistant", "quantity": 2, "by": None}
    return pledge_actions.capture_pledge(employer=employer, pledged_on=date(2026, 3, 12), **facts | said)


def test_a_pledge_without_an_account_is_captured() -> None:
    pledge = capture()
    assert (pledge.state, pledge.quantity_left) == ("captured", 2)
    event = Event.objects.get(verb="pledge_captured")
    assert event.actor is None and event.subject_id == pledge.public_id


@pytest.mark.parametrize(
    ("said", "says"), [({"quantity": 0}, "such as 2"), ({"kind": "yacht"}, "Choose what is pledged from the list")]
)
def test_what_is_wrong_is_named(said: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        capture(**said)


def test_a_reference_is_used_once() -> None:
    capture()
    with pytest.raises(Refused, match="P-1 is already there"):
        capture()


def test_a_pledge_moves_along_its_table_and_leaves_the_verb() -> None:
    pledge, officer = make_pledge(), make_user("virtual_school")
    for state in ("triaged", "agreed", "live"):
        pledge_actions.move_pledge(pledge, state, by=officer)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "pledge_triaged",
        "pledge_agreed",
        "pledge_live",
    ]
    with pytest.raises(Refused, match="From here it can become"):
        pledge_actions.move_pledge(pledge, "captured", by=officer)


def test_a_draft_takes_what_the_pledge_says_and_counts_against_it() -> None:
    pledge, officer = make_pledge(category="transport", quantity_pledged=3), make_user("virtual_school")
    opportunity = pledge_actions.draft_opportunity_from(pledge, places=2, title="Van assistant", by=officer)
    assert (opportunity.state, opportunity.kind, opportunity.category, opportunity.title, opportunity.places) == (
        "draft",
        "job",
        "transport",
        "Van assistant",
        2,
    )
    assert (opportunity.pledge, opportunity.employer) == (pledge, pledge.employer)
    assert pledge.quantity_left == 1
    with pytest.raises(Refused, match="1 left of 3"):
        pledge_actions.draft_opportunity_from(pledge, places=2, by=officer)
    with pytest.raises(Refused, match="such as 1"):
        pledge_actions.draft_opportunity_from(pledge, places=0, by=officer)
    assert Opportunity.objects.count() == 1


def test_a_draft_is_where_the_pledge_says_the_work_is() -> None:
    Postcode.objects.create(code="BD1 1HX", location=CENTRE, area_code="E08000032")
    site = pledge_actions.draft_opportunity_from(make_pledge(postcode="BD1 1HX"), by=None).sites.get()
    assert (site.postcode, bool(site.location)) == ("BD1 1HX", True)
    off_the_map = pledge_actions.draft_opportunity_from(make_pledge(postcode="ZZ1 1AA"), by=None).sites.get()
    assert (off_the_map.postcode, off_the_map.location) == ("ZZ1 1AA", None)


@pytest.mark.parametrize("state", ["withdrawn", "lapsed"])
def test_nothing_is_drafted_from_a_pledge_that_is_over(state: str) -> None:
    with pytest.raises(Refused, match=state):
        pledge_actions.draft_opportunity_from(make_pledge(state=state), by=None)


def test_what_a_closed_opportunity_left_untaken_goes_back_once() -> None:
    pledge = make_pledge(quantity_pledged=5)
    opportunity = pledge_actions.draft_opportunity_from(pledge, places=3, by=None)
    pledge_actions.draft_opportunity_from(pledge, places=1, by=None)
    Opportunity.objects.filter(pk=opportunity.pk).update(state="closed", places_taken=1)
    for _ in range(2):
        pledge_actions.credit_back(pledge, by=None)
        pledge.refresh_from_db()
        assert (pledge.quantity_converted, pledge.quantity_left) == (2, 3)
    assert Event.objects.filter(verb="pledge_changed", fields=["quantity_converted"]).count() == 3


def test_a_credit_is_refused_when_a_relisted_opportunity_needs_its_places() -> None:
    pledge = make_pledge(quantity_pledged=1)
    first = pledge_actions.draft_opportunity_from(pledge, by=None)
    Opportunity.objects.filter(pk=first.pk).update(state="closed")
    pledge_actions.credit_back(pledge, by=None)
    pledge_actions.draft_opportunity_from(pledge, by=None)
    Opportunity.objects.filter(pk=first.pk).update(state="live")
    with pytest.raises(Refused, match="promised 1 and its opportunities have 2 places"):
        pledge_actions.credit_back(pledge, by=None)


def test_employers_pledge_for_themselves_only() -> None:
    mine, other, contact = make_employer(), make_employer(), make_user("employer")
    mine.contacts.create(user=contact, name="Moss")
    assert capture(employer=mine, by=contact).employer == mine
    with pytest.raises(NotAllowed, match="another organisation"):
        capture(employer=other, reference="P-2", by=contact)
    with pytest.raises(NotAllowed):
        capture(employer=other, reference="P-2", by=make_user("personal_adviser"))
    stranger = make_user("virtual_school", council=make_council("E08000035", "Otherton"))
    with pytest.raises(NotAllowed, match="another council"):
        capture(employer=other, reference="P-2", by=stranger)


@pytest.mark.django_db(transaction=True)
def test_ten_who_draft_at_once_never_overdraw_a_pledge() -> None:
    pledge, start = make_pledge(quantity_pledged=3), Barrier(10)
    drafted: list[Opportunity] = []
    refusals: list[str] = []

    def draft() -> None:
        start.wait()
        try:
            drafted.append(pledge_actions.draft_opportunity_from(Pledge.objects.get(pk=pledge.pk), by=None))
        except Refused as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=draft) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pledge.refresh_from_db()
    assert len(refusals) == 7 and all("0 left of 3" in sentence for sentence in refusals)
    assert len(drafted) == pledge.quantity_converted == Opportunity.objects.count() == 3

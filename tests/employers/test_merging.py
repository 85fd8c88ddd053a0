"""Two records of one employer become one, when a person says so (E1)."""

import pytest

from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from employers.actions import add_contact
from employers.merging import keep_apart, merge, pairs_to_judge
from employers.models import Employer, EmployerContact
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Employer, Employer]:
    return make_employer("Millwheel Motors"), make_employer("Milwheel Motors", sector="Motor trade")


def test_everything_moves_to_the_one_that_stays(pair) -> None:
    stays, goes = pair
    officer = make_user("virtual_school")
    pledge, offer = make_pledge(employer=goes), make_opportunity(employer=goes)
    add_contact(goes, name="Ash Carter", email="ash@example.org", by=officer)
    merge(stays=stays, goes=goes, by=officer)
    pledge.refresh_from_db(), offer.refresh_from_db(), stays.refresh_from_db()
    assert pledge.employer == offer.employer == stays and stays.contacts.get().name == "Ash Carter"
    assert stays.sector == "Motor trade" and not Employer.objects.filter(pk=goes.pk).exists()
    event = Event.objects.get(verb="employers_merged")
    assert (event.subject_id, event.context["merged"]) == (stays.public_id, str(goes.public_id))


def test_a_contact_of_the_same_e_mail_joins_and_keeps_the_pledges(pair) -> None:
    stays, goes = pair
    there = EmployerContact.objects.create(employer=stays, email="ash@example.org")
    twin = EmployerContact.objects.create(
        employer=goes, email="ASH@example.org", name="Ash", user=make_user("employer")
    )
    pledge = make_pledge(employer=goes, contact=twin)
    merge(stays=stays, goes=goes, by=make_user("virtual_school"))
    there.refresh_from_db(), pledge.refresh_from_db()
    assert pledge.contact == there and (there.name, there.user) == ("Ash", twin.user)
    assert stays.contacts.count() == 1


def test_the_check_of_the_one_that_goes_clears_nobody(pair) -> None:
    stays, goes = pair
    Employer.objects.filter(pk=goes.pk).update(safeguarding_check="cleared")
    merge(stays=stays, goes=goes, by=make_user("virtual_school"))
    stays.refresh_from_db()
    assert stays.safeguarding_check == "unknown"


def test_a_postcode_that_a_third_record_has_is_not_taken_over() -> None:
    stays, goes = make_employer("Fern"), make_employer("Ferns", postcode="BD1 1HX")
    make_employer("Fern", postcode="BD1 1HX")
    merge(stays=stays, goes=goes, by=make_user("virtual_school"))
    stays.refresh_from_db()
    assert stays.postcode == ""


def test_a_pair_kept_apart_is_not_asked_about_again(pair) -> None:
    officer = make_user("virtual_school")
    assert len(pairs_to_judge(Employer.objects.all())) == 1
    keep_apart(*pair, by=officer), keep_apart(*reversed(pair), by=officer)
    assert pairs_to_judge(Employer.objects.all()) == []
    assert Event.objects.filter(verb="employers_kept_apart").count() == 1


def test_only_those_who_keep_the_register_judge_and_only_their_own_councils(pair) -> None:
    elsewhere = make_employer(council=make_council("E08000035", "Otherbeck"))
    with pytest.raises(NotAllowed):
        merge(stays=pair[0], goes=pair[1], by=make_user("administrator"))
    with pytest.raises(NotAllowed):
        merge(stays=pair[0], goes=elsewhere, by=make_user("virtual_school"))
    with pytest.raises(Refused, match="two different"):
        merge(stays=pair[0], goes=pair[0], by=make_user("virtual_school"))
    assert Employer.objects.count() == 3


def test_merging_twice_says_that_one_is_gone(pair) -> None:
    officer = make_user("virtual_school")
    merge(stays=pair[0], goes=Employer.objects.get(pk=pair[1].pk), by=officer)
    with pytest.raises(Refused, match="already gone"):
        merge(stays=pair[0], goes=pair[1], by=officer)

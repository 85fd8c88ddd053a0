"""A pledge without an account: written down once, its sender not trusted with anything yet (E2)."""

from datetime import date, timedelta

import pytest

from config.audit_trail.models import Event
from config.refusal import Refused
from employers.actions import confirm_email
from employers.models import BusinessEvent, Employer, EmployerContact
from opportunities.models import Pledge
from opportunities.pledge_actions import move_pledge
from opportunities.pledging.actions import Sender, Sent, send_pledge
from tests.factories.chain import make_contact
from tests.factories.offers import make_employer, make_pledge
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
TANSY = Sender("Millwheel Motors", "Tansy Copperwheel", "tansy@millwheel.example")


def send(sender: Sender = TANSY, **said: object) -> Sent:
    promised = said.pop("promised", {"apprenticeship": 2, "shadowing": 4})
    facts = {"council": make_council(), "postcode": "BD1 1HX", "could_start": "three_months", "by": None}
    return send_pledge(sender=sender, promised=promised, **facts | said)


def test_each_kind_is_one_pledge_under_one_number() -> None:
    sent = send()
    assert sent.number == "P-0001" and sent.is_new
    pledges = list(Pledge.objects.order_by("reference"))
    assert [(row.reference, row.kind, row.quantity_pledged) for row in pledges] == [
        ("P-0001", "apprenticeship", 2),
        ("P-0001-2", "shadowing", 4),
    ]
    assert {(row.state, row.postcode, row.could_start, row.contact) for row in pledges} == {
        ("captured", "BD1 1HX", "three_months", sent.contact)
    }
    assert Event.objects.filter(verb="pledge_captured", actor=None).count() == 2


def test_the_number_is_one_more_than_the_highest_of_the_council() -> None:
    make_pledge(reference="P-0416")
    make_pledge(reference="Card 9000")
    assert send().number == "P-0417"


def test_the_same_sender_twice_does_not_make_two() -> None:
    first, again = send(), send()
    assert (again.number, again.is_new, Pledge.objects.count()) == (first.number, False, 2)
    assert Employer.objects.count() == EmployerContact.objects.count() == 1


def test_until_the_council_looks_the_newer_number_counts_and_a_new_kind_is_added() -> None:
    send()
    again = send(promised={"apprenticeship": 3, "mentoring": 1})
    assert again.is_new and again.number == "P-0001"
    assert dict(Pledge.objects.values_list("kind", "quantity_pledged")) == {
        "apprenticeship": 3,
        "shadowing": 4,
        "mentoring": 1,
    }


def test_what_the_council_has_looked_at_stays_as_it_is() -> None:
    (pledge,) = send(promised={"job": 1}).pledges
    move_pledge(pledge, "triaged", by=None)
    again = send(promised={"job": 9})
    pledge.refresh_from_db()
    assert (pledge.quantity_pledged, again.is_new, Pledge.objects.count()) == (1, False, 1)


@pytest.mark.parametrize("other", ["another event", "two months later", "withdrawn"])
def test_another_occasion_is_another_pledge(other: str) -> None:
    (pledge,) = send(promised={"job": 1}).pledges
    said = {}
    if other == "another event":
        said["event"] = BusinessEvent.objects.create(council=make_council(), name="Fair", held_on=date(2026, 11, 20))
    if other == "two months later":
        Pledge.objects.update(pledged_on=pledge.pledged_on - timedelta(days=60))
    if other == "withdrawn":
        Pledge.objects.update(state="withdrawn")
    assert send(promised={"job": 1}, **said).is_new
    assert Pledge.objects.count() == 2


def test_a_stranger_who_names_an_employer_of_the_register_is_not_trusted_until_the_council_agrees() -> None:
    """Whoever says they are from Millwheel Motors is told nothing about a young person before somebody checked."""
    employer = make_employer("Millwheel Motors", postcode="BD1 1HX")
    known = employer.contacts.create(name="Moss", email="moss@millwheel.example")
    sent = send(promised={"job": 1})
    assert sent.contact.employer == employer
    assert list(employer.contacts.trusted()) == [known]
    officer = make_user("virtual_school")
    for state in ("triaged", "agreed"):
        move_pledge(sent.pledges[0], state, by=officer)
    assert set(employer.contacts.trusted()) == {known, sent.contact}


def test_agreeing_ones_own_pledge_makes_nobody_trusted() -> None:
    employer = make_employer("Millwheel Motors", postcode="BD1 1HX")
    own = make_contact(employer)
    (pledge,) = send(promised={"job": 1}).pledges
    move_pledge(pledge, "triaged", by=None)
    move_pledge(pledge, "agreed", by=own)
    assert not pledge.contact.__class__.objects.trusted().filter(pk=pledge.contact_id).exists()


def test_a_known_e_mail_is_the_known_contact_whatever_the_postcode() -> None:
    employer = make_employer("Millwheel Motors", postcode="BD9 9ZZ")
    known = employer.contacts.create(name="Tansy", email="TANSY@millwheel.example")
    sent = send()
    assert sent.contact == known and not known.awaits_check
    assert Employer.objects.count() == 1


def test_somebody_signed_in_pledges_for_the_own_organisation_whatever_is_typed() -> None:
    employer = make_employer("Alder Bakery")
    user = make_contact(employer)
    sent = send(by=user)
    assert {pledge.employer for pledge in sent.pledges} == {employer}
    assert not sent.contact.awaits_check


@pytest.mark.parametrize(
    ("promised", "says"), [({}, "Choose at least one"), ({"job": 0}, "from 1 to 500"), ({"job": 501}, "from 1 to 500")]
)
def test_nothing_and_too_much_are_refused(promised: dict[str, int], says: str) -> None:
    with pytest.raises(Refused, match=says):
        send(promised=promised)
    assert not Pledge.objects.exists()


def test_confirming_an_e_mail_counts_once() -> None:
    contact = send().contact
    for _ in range(2):
        confirm_email(contact)
    contact.refresh_from_db()
    assert contact.email_confirmed_at and contact.awaits_check
    assert Event.objects.filter(verb="employer_changed", subject_id=contact.employer.public_id).count() == 2

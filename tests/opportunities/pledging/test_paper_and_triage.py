"""Paper cards typed in (E2), and pledges put right before they are agreed (E4)."""

import pytest

from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from opportunities.models import Pledge
from opportunities.pledging.paper import Card, type_in
from opportunities.pledging.triage import change_pledge
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
CARD = {"organisation": "Fern & Co", "kind_of_organisation": "charity", "name": "Ivy"}


def typed(*promised: tuple[str, int], by=None, **said: str) -> list[Pledge]:
    card = Card(promised=promised, **CARD | said)
    return type_in(card, council=make_council(), event=None, by=by or make_user("virtual_school"))


def test_a_card_becomes_one_pledge_for_each_kind_under_one_number() -> None:
    pledges = typed(("job", 2), ("mentoring", 1), email="ivy@example.org")
    assert [(one.reference, one.kind, one.quantity_pledged) for one in pledges] == [
        ("CARD-0001", "job", 2),
        ("CARD-0001-2", "mentoring", 1),
    ]
    assert pledges[0].employer.kind == "charity" and pledges[0].contact.email == "ivy@example.org"
    assert typed(("job", 1))[0].reference == "CARD-0002"


def test_the_same_name_at_one_employer_is_the_same_contact() -> None:
    typed(("job", 1)), typed(("mentoring", 1))
    assert Employer.objects.get().contacts.count() == 1


def test_a_card_typed_in_twice_is_refused_by_its_number() -> None:
    typed(("job", 1), number="A7")
    with pytest.raises(Refused, match="A7"):
        typed(("job", 1), number="A7")


def test_an_empty_card_and_somebody_who_may_not() -> None:
    with pytest.raises(Refused, match="at least one"):
        typed()
    with pytest.raises(NotAllowed):
        typed(("job", 1), by=make_user("personal_adviser"))


def test_kind_number_and_employer_are_put_right_and_only_their_names_are_recorded() -> None:
    pledge, other = make_pledge(), make_employer("Other")
    change_pledge(pledge, kind="mentoring", quantity_pledged=1, employer=other, by=make_user("virtual_school"))
    pledge.refresh_from_db()
    assert (pledge.kind, pledge.quantity_pledged, pledge.employer) == ("mentoring", 1, other)
    assert Event.objects.get(verb="pledge_changed").fields == ["employer", "kind", "quantity_pledged"]


@pytest.mark.parametrize(
    ("facts", "field"), [({"quantity_pledged": 1}, "quantity_pledged"), ({"quantity_pledged": 0}, "quantity_pledged")]
)
def test_what_is_drafted_stays_promised(facts: dict[str, int], field: str) -> None:
    pledge = make_pledge(quantity_converted=2)
    with pytest.raises(Refused) as refused:
        change_pledge(pledge, by=make_user("virtual_school"), **facts)
    assert refused.value.field == field


def test_an_employer_with_drafts_stays_and_one_of_another_council_is_never_taken() -> None:
    pledge, officer = make_pledge(), make_user("virtual_school")
    with pytest.raises(NotAllowed):
        change_pledge(pledge, employer=make_employer(council=make_council("E08000035", "Otherbeck")), by=officer)
    make_opportunity(employer=pledge.employer, pledge=pledge)
    with pytest.raises(Refused, match="employer stays"):
        change_pledge(pledge, employer=make_employer("Other"), by=officer)


def test_what_is_over_is_agreed_again_first() -> None:
    event = make_event()
    with pytest.raises(Refused, match="Agree it again"):
        change_pledge(make_pledge(state="lapsed"), event=event, by=make_user("virtual_school"))

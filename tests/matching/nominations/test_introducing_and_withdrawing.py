"""An introduction and a withdrawal in the same moment: the employer never keeps what was taken back (N2, N3)."""

from collections.abc import Callable

import pytest

from config.audit_trail.models import Event
from matching.nominations.actions import introduce
from matching.nominations.agreements import stop_sharing
from matching.nominations.models import Nomination
from matching.nominations.own_answers import answer_no
from tests.factories.chain import make_contact, make_nomination
from tests.matching.nominations.test_the_last_place import race

AGAIN = range(5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", AGAIN)
@pytest.mark.parametrize("taken_back", [lambda row: stop_sharing(row, by=None), answer_no], ids=["sharing", "no"])
def test_whoever_comes_first_the_employer_sees_nobody_afterwards(
    turn: int, taken_back: Callable[[Nomination], object]
) -> None:
    nomination = make_nomination("panel_agreed")
    contact, adviser = make_contact(nomination.opportunity.employer), nomination.person.adviser
    mine, theirs = (Nomination.objects.get(pk=nomination.pk) for _ in range(2))
    said = race([lambda: introduce(mine, by=adviser), lambda: taken_back(theirs)])
    assert said[1] == "", "taking it back always works"
    assert not Nomination.objects.visible_to(contact).exists()
    nomination.refresh_from_db()
    assert nomination.state in ("panel_agreed", "withdrawn", "declined_by_person")
    introduced = Event.objects.filter(verb="nomination_introduced").count()
    assert introduced == (said[0] == "")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_introduce_once() -> None:
    nomination = make_nomination("panel_agreed")
    adviser = nomination.person.adviser
    tabs = [Nomination.objects.get(pk=nomination.pk) for _ in range(4)]
    said = race([lambda row=row: introduce(row, by=adviser) for row in tabs])
    assert said.count("") == 1
    assert nomination.moves.filter(target="introduced").count() == 1

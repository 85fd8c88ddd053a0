"""Rounds of the aspiration audit open and close (A3)."""

from datetime import date

import pytest

from aspirations.audits.rounds import close_round, open_round, open_round_again
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
OPENED = date(2026, 9, 1)


def opened(by=None):
    return open_round(council=make_council(), name="Autumn", opened_on=OPENED, by=by or make_user("virtual_school"))


def test_a_round_opens_closes_and_opens_again() -> None:
    officer, asked = make_user("virtual_school"), opened()
    assert close_round(asked, on=date(2026, 11, 1), by=officer).closed_on == date(2026, 11, 1)
    assert open_round_again(asked, by=officer).closed_on is None
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "round_opened",
        "round_closed",
        "round_opened",
    ]


def test_what_cannot_be_is_said_at_its_field() -> None:
    officer, asked = make_user("virtual_school"), opened()
    with pytest.raises(Refused, match="1 September 2026") as early:
        close_round(asked, on=date(2026, 8, 31), by=officer)
    assert early.value.field == "on"
    with pytest.raises(Refused, match="already there"):
        opened()
    with pytest.raises(Refused, match="is open"):
        open_round_again(asked, by=officer)
    close_round(asked, on=OPENED, by=officer)
    with pytest.raises(Refused, match="is closed since"):
        close_round(asked, on=OPENED, by=officer)


def test_only_the_virtual_school_of_this_council() -> None:
    with pytest.raises(NotAllowed):
        opened(by=make_user("team_manager"))
    with pytest.raises(NotAllowed):
        opened(by=make_user("virtual_school", council=make_council("E08000035", "Otherbeck")))

"""Nothing goes live that pays everyone it is open to less than the law asks (O8)."""

from decimal import Decimal

import pytest

from config.refusal import Refused
from opportunities.actions import go_live
from tests.factories.offers import make_opportunity

pytestmark = pytest.mark.django_db


def a_draft(pounds: str, *, ages: str = "", **said):
    asked = [("age", ages, ages)] if ages else []
    return make_opportunity("draft", pay_amount=Decimal(pounds), pay_unit="hour", requirements=asked, **said)


def test_pay_under_every_minimum_stays_a_draft_and_the_sentence_names_both_figures() -> None:
    draft = a_draft("7.20")
    with pytest.raises(Refused, match=r"£7\.20 an hour is under the legal minimum .* £8\.00"):
        go_live(draft, by=None)
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize(("pounds", "ages"), [("8.00", ""), ("12.71", "21-"), ("12.00", "")])
def test_pay_that_is_lawful_for_some_age_goes_live(pounds: str, ages: str) -> None:
    assert go_live(a_draft(pounds, ages=ages), by=None).state == "live"


def test_the_ages_it_is_open_to_count() -> None:
    with pytest.raises(Refused, match=r"£12\.71"):
        go_live(a_draft("12.00", ages="21-"), by=None)


def test_an_apprentice_has_a_rate_of_their_own() -> None:
    assert go_live(a_draft("8.00", ages="21-", kind="apprenticeship"), by=None).state == "live"


def test_pay_that_is_not_known_is_not_too_little() -> None:
    assert go_live(make_opportunity("draft"), by=None).state == "live"

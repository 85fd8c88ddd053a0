"""A rent guarantee (N7, R5): enquiry, approved up to, active, rent behind, help, ended; never EET."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.refusal import NotAllowed, Refused
from config.states import StateTable
from matching.nominations.models import Nomination
from matching.outcomes import guarantees
from matching.outcomes.models import Guarantee
from matching.outcomes.states import GUARANTEE
from matching.reports.figures import cohort, figures
from tests.factories.chain import events_of, make_nomination
from tests.factories.people import DAY, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]


def enquiry(state: str = "offered", kind: str = "rent_guarantor") -> Nomination:
    return make_nomination(state, kind=kind)


def approved(nomination: Nomination | None = None) -> Guarantee:
    nomination = nomination or enquiry()
    return guarantees.approve(nomination, pounds_a_month=650, on=DAY, by=nomination.person.adviser)


def test_from_the_approval_to_the_end() -> None:
    made = approved()
    by = made.nomination.person.adviser
    for target in ("active", "behind", "supported", "active", "ended"):
        guarantees.step(made, target, on=DAY, by=by)
    assert [row.target for row in made.steps.all()] == [
        "approved", "active", "behind", "supported", "active", "ended",
    ]  # fmt: skip
    assert guarantees.next_steps(made.nomination) == []
    with pytest.raises(Refused, match="Nothing follows"):
        guarantees.step(made, "active", on=DAY, by=by)


@pytest.mark.parametrize(("state", "kind"), [("introduced", "rent_guarantor"), ("offered", "job")])
def test_an_enquiry_and_another_kind_have_none(state: str, kind: str) -> None:
    nomination = enquiry(state, kind)
    assert guarantees.next_steps(nomination) == []
    with pytest.raises(Refused, match="after the guarantor has offered it"):
        approved(nomination)


def test_approved_once_and_up_to_some_pounds() -> None:
    nomination = approved().nomination
    with pytest.raises(Refused, match="approved once"):
        approved(nomination)
    other = enquiry()
    with pytest.raises(Refused, match="how many pounds"):
        guarantees.approve(other, pounds_a_month=0, on=DAY, by=other.person.adviser)


def test_days_follow_one_another_and_none_lies_ahead() -> None:
    made = approved()
    by = made.nomination.person.adviser
    with pytest.raises(Refused, match="The step before was on"):
        guarantees.step(made, "active", on=DAY - timedelta(1), by=by)
    with pytest.raises(Refused, match="lies ahead"):
        guarantees.step(made, "active", on=timezone.localdate() + timedelta(1), by=by)


def test_every_state_is_reached_and_leads_to_the_end() -> None:
    table: StateTable = GUARANTEE
    targets = {move.target for move in table.moves} | {"approved"}
    assert targets == set(table.labels)
    assert {move.source for move in table.moves if move.target == "ended"} == set(table.labels) - {"ended"}


def test_it_is_never_eet_and_leaves_its_events_without_notes() -> None:
    made = approved()
    person = made.nomination.person
    by = person.adviser
    (event,) = events_of(lambda: guarantees.step(made, "active", on=DAY, by=by, note="Marker words"))
    assert (event.verb, event.context, event.person_id) == ("guarantee_active", {"state": "active"}, person.public_id)
    assert figures(cohort(person.council, DAY), DAY).position.eet == 0
    with pytest.raises(NotAllowed):
        guarantees.step(made, "behind", on=DAY, by=make_user())


def test_on_the_page_of_the_enquiry(client: Client) -> None:
    nomination = enquiry()
    client.force_login(nomination.person.adviser)
    page = reverse("nomination", kwargs={"nomination": nomination.public_id})
    assert "Record: approved" in client.get(page).content.decode()
    url = reverse("guarantee_step", kwargs={"nomination": nomination.public_id, "target": "approved"})
    day = {"on_day": DAY.day, "on_month": DAY.month, "on_year": DAY.year}
    assert "Type the pounds" in client.post(url, day).content.decode()
    words = client.post(url, day | {"pounds_a_month": "650"}, follow=True).content.decode()
    assert "up to £650 a month" in words and "Record: active" in words
    assert client.get(url).status_code == 404

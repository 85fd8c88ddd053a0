"""An adviser who also sits on the panel: sees its agenda there, and works only with the young people they work with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aspirations.models import YoungPerson
from aspirations.people.actions import record_contact_way
from aspirations.progress.actions import record_step
from config.accounts.models import User
from config.refusal import NotAllowed
from matching.nominations import actions
from matching.nominations.agreements import agree_to_share
from matching.nominations.models import Nomination
from matching.panel.asking import ask_for_discussion
from matching.shortlists.explaining import explain
from tests.factories.chain import at, make_adult, make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> User:
    user = make_user()
    user.roles = ["personal_adviser", "panel_member"]
    user.save()
    return user


@pytest.fixture
def person(both: User) -> YoungPerson:
    """On the frozen agenda, on a colleague's caseload."""
    meeting = make_meeting("in_session")
    person = make_item(meeting, make_adult()).person
    open_to_panel(meeting, make_user("panel_chair"))
    assert person in YoungPerson.objects.visible_to(both)
    return person


@pytest.mark.parametrize(
    "verb",
    [
        lambda person, by: actions.suggest(person=person, opportunity=make_opportunity(), by=by),
        lambda person, by: ask_for_discussion(person, by=by),
        lambda person, by: explain(person=person, opportunity=make_opportunity(), day=DAY, by=by),
        lambda person, by: record_step(person=person, code="", words="Rang the college", by=by),
        lambda person, by: record_contact_way(person=person, kind="mobile", value="07700 900000", by=by),
    ],
    ids=["suggest", "ask for discussion", "explain", "step", "contact way"],
)
def test_nothing_is_done_for_somebody_of_the_agenda(
    verb: Callable[[YoungPerson, User], Any], person: YoungPerson, both: User
) -> None:
    """N1: the panel's view lends the panel's own verbs only."""
    with pytest.raises(NotAllowed, match="not among those you work with"):
        verb(person, both)


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("shortlisted", lambda nomination, by: actions.say_yes(nomination, by=by)),
        ("panel_agreed", lambda nomination, by: actions.introduce(nomination, by=by)),
        (
            "person_said_yes",
            lambda nomination, by: agree_to_share(
                nomination,
                disclosed=["name"],
                agreed_by="The young person",
                how="face_to_face",
                agreed_at=at(hour=9),
                capacity="no_doubt",
                by=by,
            ),
        ),
    ],
    ids=["say yes", "introduce", "agree"],
)
def test_no_nomination_of_the_agenda_is_moved(state: str, verb: Any, person: YoungPerson, both: User) -> None:
    """N2: who asks for the agreement is who works with the person."""
    nomination = make_nomination(state, person=person)
    with pytest.raises(NotAllowed, match="not yours to change"):
        verb(nomination, both)
    assert Nomination.objects.get(pk=nomination.pk).state == state


def test_typed_addresses_are_not_found_and_matches_are_read_only(
    client: Client, person: YoungPerson, both: User
) -> None:
    nomination, other = make_nomination(person=person), make_opportunity()
    client.force_login(both)
    pair = {"person": person.public_id, "opportunity": other.public_id}
    for name in ("put_forward", "apply_directly", "leave_out", "add_to_list", "move_in_list"):
        assert client.get(reverse(name, kwargs=pair)).status_code == 404, name
    assert client.get(reverse("nomination", kwargs={"nomination": nomination.public_id})).status_code == 404
    assert client.post(reverse("draw_up_again", args=[person.public_id])).status_code == 404
    shown = client.get(reverse("matches", args=[person.public_id]))
    assert shown.status_code == 200 and b"Draw up again" not in shown.content
    assert b"Add to the list" not in client.get(reverse("why_not", kwargs=pair)).content
    assert nomination.opportunity.title not in client.get(reverse("put_forward_list")).content.decode()


def test_the_own_caseload_is_worked_with_as_ever(client: Client, both: User) -> None:
    nomination = make_nomination("shortlisted", person=make_adult(adviser=both))
    actions.say_yes(nomination, by=both)
    client.force_login(both)
    assert client.get(reverse("nomination", kwargs={"nomination": nomination.public_id})).status_code == 200

"""People put forward, for the employer who signed in (N5, N7, R2)."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.audit_trail.models import Event
from matching.nominations.agreements import stop_sharing
from matching.nominations.models import Nomination
from tests.factories.chain import make_adult, make_agreement, make_contact, make_nomination, make_placement
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_audit

pytestmark = pytest.mark.django_db
LIST = "/employer/people/"


def put_forward(state: str = "introduced", *disclosed: str, employer=None, **offer) -> Nomination:
    """Robin Fernbrook, who hopes for cars, in this state."""
    person = make_adult(name="Robin Fernbrook")
    make_audit(person, "summat with cars", strengths="Patient")
    opportunity = make_opportunity(employer=employer or make_employer(), **{"places": 2} | offer)
    nomination = make_nomination(state, person=person, opportunity=opportunity, agreed=False)
    make_agreement(nomination, *(disclosed or ("name", "age", "own_words")))
    return nomination


def signed_in(client: Client, nomination: Nomination) -> str:
    """The contact of its employer signs in. Returns the address of the person's page."""
    client.force_login(make_contact(nomination.opportunity.employer))
    return f"{LIST}{nomination.public_id}/"


def test_a_person_is_a_line_of_their_own_words(client: Client) -> None:
    nomination = put_forward()
    Nomination.objects.filter(pk=nomination.pk).update(due_on=DAY + timedelta(days=2))
    signed_in(client, nomination)
    page = client.get(LIST).content.decode()
    assert "Robin Fernbrook" in page and "19. Hopes for: “summat with cars”." in page
    assert "Answer due (1)" in page and "Answer by 22 November" in page
    assert "Invite to interview" in page and "Offer a place" in page and "Not this time" in page
    assert "Patient" not in page
    seen = Event.objects.filter(verb="record_seen", person_id=nomination.person.public_id).get()
    assert seen.fields == ["age", "name", "own_words"]


def test_nobody_yet_says_what_happens_next(client: Client) -> None:
    client.force_login(make_contact(make_employer()))
    page = client.get(LIST).content.decode()
    assert "No one yet. We look every night." in page and "Closed (" not in page


@pytest.mark.parametrize(
    ("state", "tab"), [("in_review", "due"), ("interview", "interview"), ("offered", "offered"), ("started", "closed")]
)
def test_each_stands_under_its_tab(state: str, tab: str, client: Client) -> None:
    nomination = put_forward(state)
    signed_in(client, nomination)
    for name in ("due", "interview", "offered", "closed"):
        assert ("Robin Fernbrook" in client.get(f"{LIST}?tab={name}").content.decode()) == (name == tab)


def test_what_is_over_is_kept_without_a_name(client: Client) -> None:
    nomination = put_forward("declined_by_person")
    nomination.moves.create(source="panel_agreed", target="introduced", occurred_at=nomination.state_since_at)
    never_introduced = put_forward("withdrawn", employer=nomination.opportunity.employer, title="Never sent")
    address = signed_in(client, nomination)
    page = client.get(f"{LIST}?tab=closed").content.decode()
    assert "They will not be going ahead this time." in page and "Closed (1)" in page
    assert "Robin" not in page and never_introduced.opportunity.title not in page
    assert client.get(address).status_code == 404


def test_the_interview_is_set_with_its_facts(client: Client) -> None:
    nomination = put_forward()
    address = signed_in(client, nomination)
    facts = {"answer": "interview", "at_day": "3", "at_month": "12", "at_year": "2026", "at_time": "10.30am"}
    answer = client.post(address, facts | {"place": "1 Mill Lane", "bring": "A CV"}, follow=True)
    assert "Sent. Robin Fernbrook is invited to an interview." in answer.content.decode()
    nomination.refresh_from_db()
    interview = nomination.interviews.get()
    assert nomination.state == "interview"
    assert f"{interview.at:%Y-%m-%d %H:%M} {interview.place} {interview.bring}" == "2026-12-03 10:30 1 Mill Lane A CV"


def test_an_invitation_may_leave_the_time_open(client: Client) -> None:
    nomination = put_forward()
    address = signed_in(client, nomination)
    page = client.post(address, {"answer": "interview"}, follow=True).content.decode()
    assert "will call you with two times that suit, by" in page.replace(" by", ", by") or "two times that suit" in page
    nomination.refresh_from_db()
    assert (nomination.state, nomination.interviews.count()) == ("interview", 0)


@pytest.mark.parametrize(
    ("said", "sentence", "state"),
    [
        ({"answer": "offer"}, "Robin Fernbrook has your offer.", "offered"),
        ({"answer": "more_time"}, "You have one more week.", "in_review"),
        ({"answer": "no", "reason": "e_capacity"}, "Thank you for telling us.", "declined_by_employer"),
        (
            {"answer": "no", "reason": "e_later", "until_day": "12", "until_month": "1", "until_year": "2027"},
            "We come back to you on 12 January.",
            "postponed",
        ),
    ],
)
def test_every_answer_moves_it_and_says_what_is_next(said: dict, sentence: str, state: str, client: Client) -> None:
    nomination = put_forward()
    page = client.post(signed_in(client, nomination), said, follow=True).content.decode()
    assert sentence in page
    nomination.refresh_from_db()
    assert nomination.state == state
    assert Event.objects.filter(subject_id=nomination.public_id, verb=f"nomination_{state}").count() == 1


def test_one_more_week_is_given_once(client: Client) -> None:
    nomination = put_forward("in_review")
    page = client.get(signed_in(client, nomination)).content.decode()
    assert "one more week" not in page and "Offer a place" in page


def a_time(day: str, month: str) -> dict[str, str]:
    return {"answer": "interview", "at_day": day, "at_month": month, "at_year": "2026", "at_time": "9"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose an answer"),
        ({"answer": "no"}, "Choose the reason that fits best"),
        ({"answer": "no", "reason": "e_requirement"}, "Which requirement is it: type a few words"),
        ({"answer": "no", "reason": "e_later"}, "Type the day from which it could work"),
        (a_time("1", "12"), "Say where you will meet"),
        (a_time("31", "2"), "Type a day and a time"),
        (a_time("1", "1") | {"place": "Here"}, "Choose a day and time after now."),
    ],
)
def test_an_error_names_the_way_out_and_changes_nothing(said: dict, sentence: str, client: Client) -> None:
    nomination = put_forward()
    page = client.post(signed_in(client, nomination), said).content.decode()
    assert sentence in page and "<title>Error: " in page
    nomination.refresh_from_db()
    assert nomination.state == "introduced"


def test_the_last_place_gone_meanwhile_is_said_kindly(client: Client) -> None:
    nomination = put_forward(places=1)
    other = make_nomination("accepted", opportunity=nomination.opportunity)
    type(other.opportunity).objects.filter(pk=other.opportunity_id).update(places_taken=1)
    address = signed_in(client, nomination)
    page = client.get(address).content.decode()
    assert "The last place was taken at 10:00 am on 20 November. Keep Robin Fernbrook first in line?" in page
    assert "Choose an answer" in client.post(address, {"answer": "offer"}).content.decode()
    assert "is first in line." in client.post(address, {"answer": "first_in_line"}, follow=True).content.decode()


def test_another_employer_and_a_withdrawn_agreement_find_nothing(client: Client) -> None:
    nomination = put_forward()
    client.force_login(make_contact(make_employer()))
    assert client.get(f"{LIST}{nomination.public_id}/").status_code == 404
    address = signed_in(client, nomination)
    assert client.get(address).status_code == 200
    stop_sharing(nomination, by=nomination.person.adviser)
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "offer"}).status_code == 404


def test_how_it_goes_is_asked_and_answered_once(client: Client) -> None:
    placement = make_placement()
    client.force_login(make_contact(placement.opportunity.employer))
    milestone = placement.milestones.get(moment="start")
    assert "How is it going?" in client.get(f"{LIST}?tab=closed").content.decode()
    address = f"/employer/how-it-goes/{milestone.public_id}/"
    assert "Choose how it is going" in client.post(address, {}).content.decode()
    assert "Thank you." in client.post(address, {"said": "sustained"}, follow=True).content.decode()
    milestone.refresh_from_db()
    assert (milestone.answer, milestone.answered_for) == ("sustained", "employer")
    assert "This was already answered." in client.post(address, {"said": "part"}).content.decode()


def test_queries_do_not_grow_with_people(client: Client, django_assert_max_num_queries) -> None:
    employer = make_employer()
    for _ in range(3):
        put_forward("introduced", "name", "own_words", "contact", "need:quiet_place", employer=employer)
    client.force_login(make_contact(employer))
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    for _ in range(15):
        put_forward("introduced", "name", "own_words", "contact", "need:quiet_place", employer=employer)
    with django_assert_max_num_queries(15) as many:
        assert client.get(LIST).status_code == 200
    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("days", "said"), [(None, "We call you with two times"), (0, "You meet on 20 November at 10:00"), (-1, "Answer by")]
)
def test_an_interview_says_what_is_next(days: int | None, said: str, client: Client) -> None:
    """Nobody is asked for an answer before the people have met."""
    nomination = put_forward("interview")
    Nomination.objects.filter(pk=nomination.pk).update(due_on=DAY + timedelta(days=5))
    if days is not None:
        at = timezone.make_aware(datetime.combine(DAY + timedelta(days=days), time(10)))
        nomination.interviews.create(at=at, place="The garage")
    signed_in(client, nomination)
    page = client.get(LIST, {"tab": "interview"}).content.decode()
    assert said in page and ("Answer by" in page) == (said == "Answer by")

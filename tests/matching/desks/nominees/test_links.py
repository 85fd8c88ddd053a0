"""Answering by a link from the mail, without an account (N5, R2): a GET shows, a POST answers once."""

import re

import pytest
from django.core import mail
from django.test import Client

from config.accounts.models import SignedLink
from config.outbox.actions import send_due
from config.outbox.models import Message
from employers.models import EmployerContact
from matching.nominations import actions
from matching.nominations.agreements import stop_sharing
from matching.nominations.asking import ask_for_answer, ask_for_answers
from matching.nominations.models import Nomination
from matching.outcomes.asking import ask_how_it_goes
from tests.factories.chain import make_adult, make_agreement, make_nomination, make_placement
from tests.factories.people import DAY, make_person

pytestmark = pytest.mark.django_db


def mailed(nomination: Nomination, **contact) -> str:
    """The contact is asked by mail. Returns the path of the link."""
    facts = {"name": "Ash", "email": "ash@example.org"} | contact
    EmployerContact.objects.create(employer=nomination.opportunity.employer, **facts)
    ask_for_answer(nomination)
    return path_in(Message.objects.latest("pk").body)


def path_in(body: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", body)
    assert found
    return found[1]


def robin(state: str = "introduced") -> Nomination:
    return make_nomination(state, person=make_adult(name="Robin Fernbrook"))


def test_the_mail_names_nobody_and_is_left_once() -> None:
    nomination = robin()
    mailed(nomination)
    assert ask_for_answer(nomination) == 0 and ask_for_answers(DAY) == 0
    send_due()
    assert [letter.to for letter in mail.outbox] == [["ash@example.org"]]
    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert "Robin" not in letter and "care" not in letter and nomination.opportunity.title in letter


def test_the_introduction_itself_asks() -> None:
    nomination = robin("panel_agreed")
    EmployerContact.objects.create(employer=nomination.opportunity.employer, email="ash@example.org")
    actions.introduce(nomination, by=nomination.person.adviser)
    assert Message.objects.get().to == "ash@example.org"


def test_who_waits_for_the_councils_check_is_told_nothing() -> None:
    nomination = robin()
    EmployerContact.objects.create(employer=nomination.opportunity.employer, email="new@example.org", awaits_check=True)
    assert ask_for_answer(nomination) == 0 and not Message.objects.exists()


def test_nothing_is_asked_without_an_agreement() -> None:
    nomination = make_nomination("introduced", agreed=False)
    EmployerContact.objects.create(employer=nomination.opportunity.employer, email="ash@example.org")
    assert ask_for_answers(DAY) == 0 and not SignedLink.objects.exists()


def test_opening_it_changes_nothing_and_two_clicks_answer(client: Client) -> None:
    nomination = robin()
    path = mailed(nomination)
    for _ in range(3):
        page = client.get(path).content.decode()
    assert "Your answer for Robin Fernbrook" in page and "<title>Your answer – EET Match</title>" in page
    nomination.refresh_from_db()
    assert nomination.state == "introduced" and SignedLink.objects.get().used_at is None
    done = client.post(path, {"answer": "interview"}).content.decode()
    assert "Sent. Robin Fernbrook is invited to an interview." in done
    nomination.refresh_from_db()
    assert nomination.state == "interview"


def test_a_used_link_answers_no_second_time(client: Client) -> None:
    nomination = robin()
    path = mailed(nomination)
    client.post(path, {"answer": "offer"})
    again = client.post(path, {"answer": "no", "reason": "e_capacity"})
    assert again.status_code == 410 and "This link was used before." in again.content.decode()
    nomination.refresh_from_db()
    assert nomination.state == "offered"


def test_an_error_leaves_the_link_open(client: Client) -> None:
    path = mailed(robin())
    assert "Choose an answer" in client.post(path, {}).content.decode()
    assert SignedLink.objects.get().used_at is None


def test_who_is_withdrawn_is_named_no_more(client: Client) -> None:
    nomination = robin()
    path = mailed(nomination)
    stop_sharing(nomination, by=nomination.person.adviser)
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "This link was taken back." in page and "Robin" not in page and nomination.opportunity.title not in page
    assert Message.objects.get().stopped_at is not None


@pytest.mark.parametrize("state", ["withdrawn", "declined_by_person", "postponed"])
def test_an_open_link_to_something_over_says_only_that(state: str, client: Client) -> None:
    nomination = robin()
    path = mailed(nomination)
    Nomination.objects.filter(pk=nomination.pk).update(state=state, reason="y_journey", postponed_until=DAY)
    page = client.get(path).content.decode()
    assert "This person is no longer put forward." in page
    assert "Robin" not in page and nomination.opportunity.title not in page


def test_a_link_of_another_purpose_opens_nothing(client: Client) -> None:
    path = mailed(robin())
    assert client.get(path.replace("/answer/", "/how-it-goes/")).status_code == 410
    assert client.get("/answer/made-up/").status_code == 410


def test_how_it_goes_by_link(client: Client) -> None:
    placement = make_placement()
    EmployerContact.objects.create(employer=placement.opportunity.employer, email="ash@example.org")
    assert (ask_how_it_goes(DAY), ask_how_it_goes(DAY)) == (1, 0)
    path = path_in(Message.objects.get().body)
    assert "At the start" in client.get(path).content.decode()
    assert "Thank you for telling us." in client.post(path, {"said": "did_not_show"}).content.decode()
    milestone = placement.milestones.get(moment="start")
    assert (milestone.answer, milestone.answered_for, milestone.answered_by) == ("did_not_show", "employer", None)
    assert "used before" in client.post(path, {"said": "part"}).content.decode()


def test_every_sensitive_field_stays_unless_agreed(client: Client) -> None:
    """Marker crawl (vocabularies.md 11, check 9): all an employer can get holds only what the agreement names."""
    person = make_adult(
        name="Marker-name", preferred_name="Marker-preferred", pronouns="marker-pronouns", supporter="Marker-supporter",
        child_id="MARKERCHILD",
    )  # fmt: skip
    audit = person.aspiration_audits.create(
        version=1, asked_on=DAY, strengths="marker-strengths", days="marker-days", level="2"
    )
    audit.wishes.create(rank=1, own_words="marker-wish", reading="wish")
    person.contact_ways.create(kind="email", value="marker-contact@example.org", may_say="marker-rule")
    nomination = make_nomination("introduced", person=person, agreed=False)
    make_agreement(nomination, "age")
    path = mailed(nomination)
    user_pages = ["/", "/employer/people/", f"/employer/people/{nomination.public_id}/"]
    seen = client.get(path).content.decode() + Message.objects.get().body + Message.objects.get().subject
    client.force_login(make_contact_user(nomination))
    for page in (*user_pages, *(f"/employer/people/?tab={tab}" for tab in ("interview", "offered", "closed"))):
        answer = client.get(page)
        seen += answer.content.decode() + str(answer.headers)
    assert "marker" not in seen.casefold() and "19" in seen


def make_contact_user(nomination: Nomination):
    from tests.factories.chain import make_contact

    return make_contact(nomination.opportunity.employer)


def test_a_person_without_a_name_is_never_called_by_the_councils_number(client: Client) -> None:
    nomination = make_nomination("introduced", person=make_person("neet", child_id="CHILD-1"))
    page = client.get(mailed(nomination)).content.decode()
    assert "CHILD-1" not in page and "Your answer for This person" in page

"""Several offers for one person, several people for one offer, and help without sharing (N2, N6)."""

import pytest
from django.test import Client
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.nominations.models import Nomination
from matching.nominations.showing import show_several
from tests.factories.chain import make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.people import make_council, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def robin(adviser: User) -> YoungPerson:
    return well_known("working in a garage", name="Robin Fernbrook", on_caseload_of=adviser)


def send(client: Client, person: YoungPerson, *ticked: object) -> str:
    address = reverse("show_offers", kwargs={"person": person.public_id})
    answer = client.post(address, {"ticked": [str(one) for one in ticked]}, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_ticked_offers_are_shown_and_no_other(robin: YoungPerson, client: Client) -> None:
    """N6: one person to several opportunities, back on the list where it was done."""
    jobs = [a_job(title=title) for title in ("Garage assistant", "Tyre fitter", "Car valeter")]
    html = send(client, robin, jobs[0].public_id, jobs[2].public_id)
    assert "Matches for Robin Fernbrook" in html
    assert "Robin Fernbrook can be shown “Car valeter”, “Garage assistant” from now on." in html
    assert set(Nomination.objects.values_list("opportunity", "state")) == {
        (jobs[0].pk, "shortlisted"),
        (jobs[2].pk, "shortlisted"),
    }


def test_one_that_cannot_be_shown_says_why_and_the_others_go_on(robin: YoungPerson, client: Client) -> None:
    open_one, under_way = a_job(title="Garage assistant"), a_job(title="Tyre fitter")
    make_nomination("shortlisted", person=robin, opportunity=under_way)
    html = send(client, robin, open_one.public_id, under_way.public_id)
    assert "Robin Fernbrook can be shown “Garage assistant” from now on." in html
    assert "Robin Fernbrook is already put forward for “Tyre fitter”" in html


def test_what_is_refused_leaves_nothing_behind(robin: YoungPerson, adviser: User) -> None:
    """A refused pair is undone whole: no suggestion, no event."""
    closed = a_job(title="Tyre fitter", state="closed")
    before = Event.objects.count()
    shown, refused = show_several([(robin, closed)], by=adviser)
    assert shown == []
    assert len(refused) == 1 and "is not open any more" in refused[0]
    assert not Nomination.objects.exists()
    assert Event.objects.count() == before


@pytest.mark.parametrize("ticked", [(), ("nonsense",)])
def test_nothing_ticked_says_what_to_do(ticked: tuple[str, ...], robin: YoungPerson, client: Client) -> None:
    assert "Tick at least one offer to show." in send(client, robin, *ticked)
    assert not Nomination.objects.exists()


def test_another_councils_offer_is_not_shown(robin: YoungPerson, client: Client) -> None:
    from tests.factories.offers import make_employer, make_opportunity

    elsewhere = make_council("E08000035", "Otherbeck")
    theirs = make_opportunity(employer=make_employer(council=elsewhere), title="Secret job")
    assert "Secret job" not in send(client, robin, theirs.public_id)
    assert not Nomination.objects.exists()


def test_help_to_apply_directly_sends_nothing(robin: YoungPerson, client: Client) -> None:
    """N2: who does not want anything shared is helped all the same."""
    job = a_job(title="Garage assistant")
    pair = {"person": robin.public_id, "opportunity": job.public_id}
    before = Event.objects.exclude(verb="record_seen").count()
    html = client.get(reverse("apply_directly", kwargs=pair)).content.decode()
    assert "Help Robin Fernbrook apply directly" in html and "Nothing is sent from here." in html
    assert not Nomination.objects.exists()
    assert Event.objects.exclude(verb="record_seen").count() == before


def test_the_page_of_a_nomination_says_what_is_next_and_why_it_was_so(robin: YoungPerson, client: Client) -> None:
    """N5: one sentence of what is awaited; the reason of an ending stands in what happened."""
    nomination = make_nomination("introduced", person=robin, opportunity=a_job(title="Garage assistant"))
    address = reverse("nomination", kwargs={"nomination": nomination.public_id})
    assert "knows of Robin Fernbrook. We wait for its answer." in client.get(address).content.decode()
    step = reverse("nomination_step", kwargs={"nomination": nomination.public_id, "step": "employer-no"})
    client.post(step, {"reason": "e_chose_other"})
    html = client.get(address).content.decode()
    assert "It does not count against Robin Fernbrook, and other offers go on." in html
    assert "Another person was chosen" in html


def test_a_reason_that_needs_a_sentence_asks_for_it_at_the_field(robin: YoungPerson, client: Client) -> None:
    """N3: and a reason with a day is put off, so it is not offered as an end."""
    nomination = make_nomination("introduced", person=robin, opportunity=a_job())
    step = reverse("nomination_step", kwargs={"nomination": nomination.public_id, "step": "employer-no"})
    html = client.post(step, {"reason": "e_not_this_role"}).content.decode()
    assert "Say more: what would help" in html
    assert 'href="#id_note"' in html
    withdraw = reverse("nomination_step", kwargs={"nomination": nomination.public_id, "step": "withdraw"})
    assert "We agreed together to wait" not in client.get(withdraw).content.decode()
    nomination.refresh_from_db()
    assert nomination.state == "introduced"


def test_the_panels_right_to_read_puts_nobody_among_my_own(adviser: User, client: Client) -> None:
    """N6: an adviser who sits on the panel shows an offer to their own young people alone."""
    User.objects.filter(pk=adviser.pk).update(roles=["personal_adviser", "panel_member"])
    other = well_known("working in a garage", name="Wren Elsewhere", on_caseload_of=make_user())
    meeting = make_meeting("agenda_frozen")
    make_item(meeting, other)
    open_to_panel(meeting, make_user("panel_chair"))
    job = a_job(title="Garage assistant")
    address = reverse("opportunity_page", kwargs={"opportunity": job.public_id})
    assert "Wren Elsewhere" not in client.get(address).content.decode()
    client.post(address, {"people": [str(other.public_id)]})
    assert not Nomination.objects.exists()

"""What is recorded on a record, through its pages: a step in two taps, contacts, safe ways, waits, worries (A6-A10)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aspirations.models import AccessGrant, Concern, EetSpell, SoftOutcome
from aspirations.people.access import give_access
from config.accounts.models import User
from config.audit_trail.models import Event
from config.outbox.models import Message
from tests.factories.chain import at, make_nomination
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = {"on_day": "20", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def moss() -> User:
    return make_user("team_manager", name="Moss Alderley")


@pytest.fixture
def rowan(client: Client) -> User:
    user = make_user(name="Rowan")
    client.force_login(user)
    return user


@pytest.fixture
def robin(rowan, moss):
    return make_person("neet", name="Robin", on_caseload_of=rowan, manager=moss)


KEYS = {"undo_step": "step", "take_back_told": "told", "lift_pause": "pause", "lift_no_go": "no_go"}
KEYS |= dict.fromkeys(("concern", "take_concern", "hand_on_concern"), "concern")


def send(client: Client, page: str, row, /, **said: str) -> str:
    """The words of what follows when a page of a person, or of one of their rows, is sent."""
    address = reverse(page, kwargs={KEYS.get(page, "person"): row.public_id})
    answer = client.post(address, said, follow=True)
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_step_in_two_taps_and_back(client, rowan, robin):
    assert (
        "What happened? One tap records it."
        in client.get(reverse("record_step", args=[robin.public_id])).content.decode()
    )
    words = send(client, "record_step", robin, code="cv_ready")
    assert "Recorded for Robin. Undo" in words
    step = SoftOutcome.objects.get()
    assert "CV or profile ready" in send(client, "record_step", robin, code="cv_ready")
    assert SoftOutcome.objects.count() == 1
    assert "Undone. It is as it was before." in send(client, "undo_step", step)
    assert not SoftOutcome.objects.standing().exists()


def test_a_step_of_papers_leads_to_the_facts_that_offers_ask_for(client, rowan, robin):
    there = reverse("wish_question", args=[robin.public_id, "papers"])
    for code, leads in (("cv_ready", False), ("papers_ready", True)):
        answer = client.post(reverse("record_step", args=[robin.public_id]), {"code": code}, follow=True)
        assert (f'href="{there}">Tick which papers' in answer.content.decode()) is leads


def test_a_step_says_for_whom_and_what(client, rowan, robin):
    answer = client.post(reverse("step"), {"words": "Rang the college alone"})
    assert "Choose who this step is for" in answer.content.decode()
    words = send(client, "record_step", robin)
    assert "Choose a step, or say it in your own words" in words and words.startswith("Error: ")
    client.post(reverse("step"), {"person": str(robin.public_id), "words": "Rang the college alone"})
    assert SoftOutcome.objects.get().words == "Rang the college alone"
    stranger = make_person("neet", name="Hidden")
    assert (
        "Choose who"
        in client.post(reverse("step"), {"person": str(stranger.public_id), "code": "applied"}).content.decode()
    )
    assert SoftOutcome.objects.count() == 1


def test_a_contact_and_a_try(client, rowan, robin):
    said = {"two_way": "no", "how": "phone", **TODAY}
    assert "Recorded: you tried to reach Robin." in send(client, "record_contact", robin, **said)
    robin.refresh_from_db()
    assert robin.last_contact_on is None
    assert "Recorded: in touch with Robin." in send(client, "record_contact", robin, **said | {"two_way": "yes"})
    robin.refresh_from_db()
    assert robin.last_contact_on == DAY
    assert "Choose today or a day before" in send(client, "record_contact", robin, **said | {"on_day": "21"})
    assert "Type a day that exists" in send(client, "record_contact", robin, **said | {"on_month": "13"})
    errors = send(client, "record_contact", robin)
    assert "Say whether they answered" in errors and "Choose how" in errors


def test_what_they_do_now_ends_what_they_did(client, rowan, robin):
    when = {"started_on_day": "1", "started_on_month": "11", "started_on_year": "2026"}
    assert "Recorded what Robin does now." in send(client, "record_spell", robin, activity="F5", **when)
    assert EetSpell.objects.get(person=robin, ended_on=None).activity == "F5"
    when["started_on_day"], when["started_on_month"] = "1", "3"
    assert "Another activity is recorded up to or from" in send(client, "record_spell", robin, activity="G5", **when)


def test_the_safe_way_stands_on_top_at_once(client, rowan, robin):
    words = send(client, "record_contact_way", robin, kind="text", value="07700 900123", safe_when="after 4 pm")
    assert "Safe contact: Text message, after 4 pm." in words
    assert "Choose a way to reach them" in send(client, "record_contact_way", robin, value="x")


def test_a_pause_ends_by_its_day_or_by_hand(client, rowan, robin):
    day = {"until_on_day": "10", "until_on_month": "1", "until_on_year": "2027"}
    words = send(client, "record_pause", robin, reason="y_not_now", **day)
    assert "Paused until 10 January. We ask Robin again then." in words and "Paused until 10 January 2027." in words
    past = send(client, "record_pause", robin, reason="y_not_now", **day | {"until_on_year": "2026"})
    assert "Choose a day after 20 November 2026 for the pause to end." in past
    assert "The pause has ended." in send(client, "lift_pause", robin.pauses.get())


def test_a_no_go_names_a_place_or_an_employer_of_the_council(client, rowan, robin):
    assert "Name the employer or the place to stay away from" in send(client, "record_no_go", robin, reason="x")
    mill = make_employer("Mill")
    assert "Recorded." in send(client, "record_no_go", robin, employer=str(mill.public_id))
    assert robin.no_goes.get().employer == mill
    assert "Lifted." in send(client, "lift_no_go", robin.no_goes.get())


def test_what_was_tried_and_what_is_not_told_twice(client, rowan, robin):
    assert "Two weeks at a garage" in send(client, "record_tried", robin, words="Two weeks at a garage")
    assert "School. Do not ask again" in send(client, "tell_once", robin, about="School", words="Do not ask again")
    assert "Taken back." in send(client, "take_back_told", robin.told_once.get())
    assert "Say what was tried" in send(client, "record_tried", robin)


def test_facts_that_the_person_tells_are_changed_here(client, rowan, robin):
    said = {"name": "Robin Fernbrook", "preferred_name": "Rob", "interpreter_needed": "unknown", "pronouns": "they"}
    assert "Robin Fernbrook Uses the name Rob. Says they." in send(client, "change_facts", robin, **said)
    robin.refresh_from_db()
    assert robin.interpreter_needed is None
    assert "Choose yes, no or not known yet" in send(client, "change_facts", robin, name="Robin")


def test_a_worry_is_told_taken_handed_on_and_closed(client, rowan, robin, moss):
    words = send(client, "raise_concern", robin, words="afraid to go home")
    assert "Rowan has it, due today, and is told by mail now." in words and "999" in words
    concern = Concern.objects.get()
    assert "You have this now." in send(client, "take_concern", concern)
    assert "Choose a colleague" in send(client, "hand_on_concern", concern)
    assert "Moss Alderley has it now" in send(
        client, "hand_on_concern", concern, to=str(moss.public_id), words="In court"
    )
    assert Message.objects.filter(to=moss.email).count() == 1
    client.force_login(moss)
    assert "Say what was done, such as" in send(client, "concern", concern)
    assert "Closed, with what was done." in send(client, "concern", concern, what_was_done="Spoke with Robin")
    assert "afraid" not in str(list(Event.objects.values_list("context", flat=True)))
    page = client.get(reverse("concern", args=[concern.public_id])).content.decode()
    assert "Spoke with Robin" in page and "I have this" not in page


def test_a_death_stops_messages_and_asks_to_be_sure(client, rowan, robin):
    assert "Tick the box once you have checked this" in send(client, "record_death", robin, **TODAY)
    assert "Every message has stopped." in send(client, "record_death", robin, sure="on", **TODAY)
    robin.refresh_from_db()
    assert robin.died_on == DAY


def test_cover_reads_but_does_not_change_what_is_the_advisers(client, robin, moss):
    cover = make_user()
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=moss, user=cover)
    client.force_login(cover)
    for name in ("record_contact_way", "record_no_go", "change_facts", "record_death"):
        answer = client.get(reverse(name, args=[robin.public_id]))
        assert answer.status_code == 403 and "for those who work with Robin" in answer.content.decode(), name
    no_go = robin.no_goes.create(place="The arcade")
    assert client.post(reverse("lift_no_go", args=[no_go.public_id])).status_code == 403
    assert client.post(reverse("record_step", args=[robin.public_id]), {"code": "applied"}).status_code == 302


def test_another_adviser_with_the_sheet_that_follows(client, rowan, robin, moss):
    wren = make_user(name="Wren Marlpit")
    assert client.get(reverse("give_adviser", args=[robin.public_id])).status_code == 403
    client.force_login(moss)
    said = {"work": "personal_adviser", "to": str(wren.public_id), "words": "Interview on Thursday"}
    words = send(client, "give_adviser", robin, **said)
    assert "Wren Marlpit works with Robin now. This is the handover sheet." in words
    assert "from Rowan to Wren Marlpit. Interview on Thursday" in words and "has not been told yet" in words
    assert "works with Robin already" in send(client, "give_adviser", robin, **said)
    outsider = make_user(name="Elsewhere", council=None)
    User.objects.filter(pk=outsider.pk).update(council=None)
    assert "Choose who takes over" in send(client, "give_adviser", robin, **said | {"to": str(outsider.public_id)})


def test_a_hand_over_names_the_agreements_that_are_asked_again(client, robin, moss):
    """N2: an agreement is with the adviser who asked."""
    nomination = make_nomination("introduced", person=robin)
    make_nomination("shortlisted", person=robin, title="Not agreed")
    offer = f"{nomination.opportunity.title}, {nomination.opportunity.employer}"
    client.force_login(moss)
    form = client.get(reverse("give_adviser", args=[robin.public_id])).content.decode()
    assert f"so it is asked again: {offer}." in form
    said = {"work": "personal_adviser", "to": str(make_user(name="Wren").public_id), "words": "Text first"}
    assert f"Ask Robin again about sharing for {offer}." in send(client, "give_adviser", robin, **said)


def test_a_manager_restricts_names_and_lifts(client, robin, moss):
    client.force_login(moss)
    wren, ash = make_user(name="Wren"), make_user(name="Ash")
    words = send(client, "restrict", robin, named=str(wren.public_id))
    assert "Restricted. Only its own workers" in words and "Named Wren" in words
    assert "Ash may open it now." in send(client, "restrict", robin, named=str(ash.public_id))
    assert "The team may open this record again." in send(client, "lift_restriction", robin)
    robin.refresh_from_db()
    assert not robin.is_restricted
    assert not AccessGrant.objects.filter(until_at=None).exists()
    assert at(DAY + timedelta(1)) > at()

"""Asking for the wishes, checking, comparing and correcting them, through the pages (A3, A8, A10)."""

from datetime import date

import pytest
from django.urls import reverse

from aspirations.models import Concern
from config.audit_trail.models import Event
from matching.desks.wishes.questions import QUESTIONS
from tests.factories.people import make_audit, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def robin(adviser):
    return make_person("neet", on_caseload_of=adviser, preferred_name="Robin")


def at(name, person, **more):
    return reverse(name, kwargs={"person": person.public_id, **more})


def ask(client, person, question, **answers):
    return client.post(at("wish_question", person, question=question), answers)


def test_the_whole_way_from_nothing_to_a_recorded_version(client, robin, adviser):
    """Nothing must be answered; the order leads to the list of answers, which records them (A3)."""
    page = client.get(at("wishes", robin)).content.decode()
    assert "Robin has not been asked yet" in page
    assert "Start the questions" in page
    address = at("wish_question", robin, question=QUESTIONS[0].name)
    for question in QUESTIONS:
        assert client.get(address).status_code == 200
        said = {"wish_1": "summat with cars", "english": "1", "travel_minutes": "45", "travel_mode": "bus"}
        answer = client.post(address, said)
        assert answer.status_code == 302, question.name
        address = answer["Location"]
    assert address == at("wishes", robin)
    page = client.get(address).content.decode()
    assert f"{len(QUESTIONS)} of {len(QUESTIONS)} questions done" in page
    assert "“summat with cars”" in page
    assert "Up to 45 minutes, bus or train" in page
    assert robin.aspiration_audits.count() == 0

    done = client.post(at("wishes", robin), follow=True)
    assert "Recorded for Robin." in done.content.decode()
    audit = robin.aspiration_audits.get()
    assert (audit.english, audit.maths, audit.licence, audit.travel_minutes) == ("1", "", "unknown", 45)


def test_saving_and_coming_back(client, robin):
    answer = ask(client, robin, "strengths", strengths="I stay calm", stop="1")
    assert answer["Location"] == at("wishes", robin)
    page = client.get(at("wishes", robin)).content.decode()
    assert "1 of 13 questions done." in page and "Not recorded yet." in page
    notice = "Some answers are not recorded yet."
    assert notice in client.get(at("person", robin)).content.decode()
    assert "I stay calm" in client.get(at("wish_question", robin, question="strengths")).content.decode()


def test_a_draft_is_not_anothers(client, robin, adviser):
    ask(client, robin, "strengths", strengths="I stay calm")
    client.force_login(robin.manager)
    assert "I stay calm" not in client.get(at("wishes", robin)).content.decode()


@pytest.mark.parametrize(
    ("question", "answers", "says"),
    [
        ("hours", {"hours_least": "30", "hours_most": "16"}, "Type most hours that are not under the fewest"),
        ("hours", {"hours_most": "99"}, "Type hours a week up to 60, such as 16"),
        ("travel", {"travel_minutes": "far"}, "Type minutes up to 240, such as 45"),
        ("home", {"postcode": "Shipley"}, "Type a full postcode"),
        ("papers", {"documents_held": "photo_id", "documents_missing": "photo_id"}, "Choose one: has photo identity"),
        ("right_to_work", {"right_to_work": "yes", "right_to_work_until_day": "40"}, "Type a day that exists"),
    ],
)
def test_what_cannot_be_read_says_the_way_out(client, robin, question, answers, says):
    page = ask(client, robin, question, **answers).content.decode()
    assert says in page
    assert "<title>Error: " in page
    assert not robin.aspiration_drafts.exists()


def test_a_worry_goes_to_the_adviser_and_is_never_read_as_a_wish(client, robin, adviser):
    """A10: the page says that nobody watches and whom to call; the concern is due today."""
    page = client.get(at("wish_question", robin, question="wishes")).content.decode()
    assert "call 999" in page
    assert "Nobody reads this page round the clock" in page
    ask(client, robin, "wishes", wish_1="i want to die", wish_2="cars")
    done = client.post(at("wishes", robin), follow=True).content.decode()
    assert "This may be a worry about safety" in done
    concern = Concern.objects.get()
    assert (concern.owner, concern.source) == (adviser, "wish")


def test_leaving_it_as_it_was(client, robin):
    make_audit(robin, "cars")
    ask(client, robin, "wishes", wish_1="dogs")
    client.post(at("drop_wishes", robin))
    assert not robin.aspiration_drafts.exists()
    assert "“cars”" in client.get(at("wishes", robin)).content.decode()


def test_comparing_two_versions(client, robin):
    make_audit(robin, "nursing", english="E3", asked_on=date(2026, 6, 1), is_current=False)
    make_audit(robin, "cars", english="E3", maths="1", version=2)
    page = client.get(at("compare_wishes", robin)).content.decode()
    assert "2 answers changed" in page
    assert all(words in page for words in ("“nursing”", "“cars”", "1 June 2026", "The same as before", "Maths: "))
    assert "Nothing changed" not in page


def test_one_version_has_nothing_to_compare_with(client, robin):
    make_audit(robin, "nursing")
    assert "Robin was asked once" in client.get(at("compare_wishes", robin)).content.decode()


def test_the_virtual_school_reads_no_worries_and_no_private_circumstances(client, robin):
    make_audit(robin, "nursing", is_current=False)
    audit = make_audit(robin, "i want to die", version=2, circumstances=["custody"])
    audit.wishes.update(reading="worry")
    client.force_login(make_user("virtual_school"))
    for name in ("compare_wishes", "wishes"):
        page = client.get(at(name, robin)).content.decode()
        assert "ustody" not in page
        assert "want to die" not in page
    ask(client, robin, "wishes", wish_1="cars")
    client.post(at("wishes", robin))
    told = robin.aspiration_audits.current().get().wishes.values_list("own_words", flat=True)
    assert list(told) == ["cars", "i want to die"], "what one does not see, one does not take away"
    assert client.get(at("wish_question", robin, question="circumstances")).status_code == 403
    assert client.get(at("wish_question", robin, question="nonsense")).status_code == 404


def test_correcting_how_a_wish_is_read(client, robin, adviser):
    wish = make_audit(robin, "fixing cars").wishes.get()
    address = at("correct_reading", robin, wish=wish.public_id)
    page = client.get(address).content.decode()
    assert "None of these" in page
    assert "“fixing cars”" in page
    assert "Choose the job that fits best" in client.post(address).content.decode()
    client.post(address, {"meant": "5231"})
    wish.refresh_from_db()
    assert (wish.occupation, wish.category, wish.corrected_by) == ("5231", "engineering_and_maintenance", adviser)
    client.post(address, {"meant": "none", "category": "transport"})
    wish.refresh_from_db()
    assert (wish.occupation, wish.category) == ("", "transport")
    client.post(address, {"meant": "none"})
    wish.refresh_from_db()
    assert (wish.occupation, wish.category) == ("", "")
    assert Event.objects.filter(verb="aspiration_corrected").count() == 3


def test_every_page_is_seen_in_the_trail_and_costs_few_queries(client, robin, django_assert_max_num_queries):
    make_audit(robin, "cars", is_current=False)
    make_audit(robin, "dogs", version=2)
    for name in ("wishes", "compare_wishes"):
        with django_assert_max_num_queries(22):
            client.get(at(name, robin))
    assert Event.objects.filter(verb="record_seen", person_id=robin.public_id).count() == 2

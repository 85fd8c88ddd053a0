"""One young person's record: own words large, safe contact above all, and only what the reader may see (A2, A5-A10)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aspirations.models import AccessGrant, CarePeriod, Concern, ContactWay, NoGo, SoftOutcome, TellOnce
from aspirations.people.access import give_access
from aspirations.progress.actions import record_contact, record_step
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.desks.young_person.seen import PURPOSES
from matching.outcomes.actions import answer
from matching.placements.actions import end
from tests.factories.chain import at, make_nomination, make_placement
from tests.factories.people import DAY, make_audit, make_person, make_user

pytestmark = pytest.mark.django_db
TABS = ("person", "person_progress", "person_record", "handover", "who_saw")
SECRET = {"contact": "07700 900123", "no_go": "She hurt me there", "concern": "afraid to go home", "told": "Do not ask"}


@pytest.fixture
def rowan() -> User:
    return make_user(name="Rowan Thistleby")


@pytest.fixture
def moss() -> User:
    return make_user("team_manager", name="Moss Alderley")


@pytest.fixture
def robin(rowan, moss):
    """Somebody of whom every part of the record holds something."""
    robin = make_person("neet", name="Robin Fernbrook", preferred_name="Robin", on_caseload_of=rowan, manager=moss)
    make_audit(
        robin, "summat with cars, or outdoors", recorded_by=rowan, english="1", maths="E3", travel_minutes=45,
        travel_mode="bus", readiness="building", licence="provisional", support_needs=["quiet_place", "slow_start"],
        circumstances=["custody"], right_to_work="yes", strengths="i notice when someone is upset",
    )  # fmt: skip
    rule = {"safe_when": "After 4 pm", "may_say": "do not leave a message with anyone else"}
    ContactWay.objects.create(person=robin, kind="text", value=SECRET["contact"], **rule)
    NoGo.objects.create(person=robin, place="The arcade", reason=SECRET["no_go"])
    TellOnce.objects.create(person=robin, about="School", words=SECRET["told"], recorded_by=rowan)
    Concern.objects.create(
        person=robin, source="told", words=SECRET["concern"], owner=rowan, raised_at=at(), due_on=DAY
    )
    record_step(person=robin, code="cv_ready", by=rowan)
    record_contact(person=robin, on=DAY, how="text", two_way=True, words="Robin answered at once", by=rowan)
    make_nomination("person_said_yes", person=robin, title="Vehicle technician")
    return robin


def words_of(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def page(client: Client, user: User, name: str, person) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, kwargs={"person": person.public_id}))
    return words_of(answer.content) if answer.status_code == 200 else str(answer.status_code)


def all_tabs(client: Client, user: User, person) -> str:
    return " ".join(page(client, user, name, person) for name in TABS)


def test_a_person_first_a_form_last(client, rowan, robin):
    words = page(client, rowan, "person", robin)
    assert "Robin Fernbrook Uses the name Robin. 19 years old. Not in EET for 6 months." in words
    assert "Safe contact: Text message, after 4 pm. Do not leave a message with anyone else." in words
    assert words.index("Safe contact") < words.index("summat with cars") < words.index("Circumstances")
    assert "“summat with cars, or outdoors”" in words
    assert "Written down by Rowan Thistleby on 20 November 2026." in words
    assert "English Level 1" in words and "Maths Entry level 3" in words and "Up to 45 minutes, bus or train" in words
    assert "Days and hours Not known yet Ask Robin. Offers with set hours depend on it." in words
    assert "Robin said yes to Vehicle technician" in words and "CV or profile ready. A step forward." in words
    assert "School. Do not ask" in words
    assert "There is a worry about safety that is not closed." in words
    assert "There is a place or employer Robin must not be sent to." in words


def test_a_new_record_says_where_to_begin(client, rowan):
    fern = make_person(name="Fern", on_caseload_of=rowan, born_on=None)
    words = page(client, rowan, "person", fern)
    assert "Age not known yet. What they do now is not known yet." in words
    assert "Fern has not been asked yet." in words
    assert "Safe contact: Not known yet Ask Fern how and when it is safe to reach them." in words


def test_a_worry_in_a_wish_is_not_shown_among_the_wishes(client, rowan, robin):
    robin.aspiration_audits.get().wishes.create(rank=2, own_words="i want to die", reading="worry")
    words = page(client, rowan, "person", robin)
    assert "This may be a worry about safety" in words and "i want to die" not in words


def test_each_reader_sees_their_part_and_no_more(client, rowan, moss, robin):
    chair, school, cover = make_user("panel_chair"), make_user("virtual_school"), make_user()
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=chair, role="panel_chair", reference=robin.public_id)
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=moss, user=cover)
    for user, secrets in {rowan: set(SECRET), moss: set(SECRET), cover: {"contact", "told"}}.items():
        words = all_tabs(client, user, robin)
        assert {name for name, said in SECRET.items() if said in words} == secrets - {"concern"}, user.roles
    for user in (chair, school):
        words = all_tabs(client, user, robin)
        assert not [said for said in SECRET.values() if said in words], user.roles
        assert "answered at once" not in words and "safety that" not in words and "arcade" not in words
        assert "summat with cars" in words
    assert "Custody" in page(client, rowan, "person", robin)
    assert "ustody" not in all_tabs(client, school, robin) + all_tabs(client, chair, robin)
    assert "quiet" not in all_tabs(client, school, robin) and "quiet" in page(client, chair, "person", robin)
    for stranger in (make_user(), make_user("team_manager", team="South"), make_user("panel_member")):
        assert all_tabs(client, stranger, robin) == " ".join(["404"] * len(TABS)), stranger.roles


def test_every_look_leaves_an_event_with_what_was_shown(client, rowan, robin):
    page(client, rowan, "person", robin)
    event = Event.objects.get(verb="record_seen")
    assert (event.actor, event.person_id) == (rowan, robin.public_id)
    assert {"contact", "wishes", "circumstances"} <= set(event.fields)
    school = make_user("virtual_school")
    page(client, school, "person", robin)
    assert "contact" not in Event.objects.filter(actor=school).get().fields


def test_who_saw_is_by_name_for_the_manager_and_by_role_for_the_adviser(client, rowan, moss, robin):
    page(client, make_user("virtual_school", name="Ivy Hazelgrove"), "person", robin)
    by_manager, by_adviser = (page(client, user, "who_saw", robin) for user in (moss, rowan))
    assert "Ivy Hazelgrove" in by_manager
    assert "Ivy Hazelgrove" not in by_adviser and "Virtual School" in by_adviser


def test_who_saw_is_a_file_too_with_no_more_than_the_page(client, rowan, robin):
    page(client, make_user("virtual_school", name="Ivy Hazelgrove"), "person", robin)
    client.force_login(rowan)
    answer = client.get(reverse("who_saw", args=[robin.public_id]), {"file": "csv"})
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "When,Who,Opened" and any("Virtual School" in row for row in rows)
    assert "Ivy" not in answer.content.decode()
    assert str(robin.public_id) not in answer["Content-Disposition"]
    assert Event.objects.get(verb="export_made").actor == rowan
    client.force_login(make_user())
    assert client.get(reverse("who_saw", args=[robin.public_id]), {"file": "csv"}).status_code == 404


def test_a_list_on_which_the_person_stood_counts_as_seen(client, rowan, moss, robin):
    make_person("neet", on_caseload_of=rowan)
    client.force_login(rowan)
    client.get("/caseload/")
    assert "Rowan Thistleby Opened: A caseload" in page(client, moss, "who_saw", robin)


def test_the_councils_label_stands_beside_what_care_says_and_a_difference_is_said(client, rowan, robin):
    started_on = robin.born_on + timedelta(6000)
    CarePeriod.objects.create(person=robin, started_on=started_on, ended_on=started_on + timedelta(20))
    words = page(client, rowan, "person_record", robin).replace("&#x27;", "'")
    assert "The council’s label Former relevant" in words
    assert "The council's label says former relevant; the periods of care say qualifying" in words
    robin.refresh_from_db()
    assert robin.local_status == "former_relevant"


def test_what_changes_at_the_next_birthday(client, rowan):
    sky = make_person("neet", name="Sky", on_caseload_of=rowan, born_on=DAY.replace(year=2008) + timedelta(25))
    for name in ("person", "person_record"):
        words = page(client, rowan, name, sky)
        assert "Sky turns 18 on 15 December 2026, in 25 days." in words
        assert "Ends: Participation duty" in words and "Begins: Universal Credit" in words
        assert "Check first: this is not confirmed yet" in words


def test_the_handover_sheet_holds_what_should_not_be_told_again(client, rowan, robin):
    words = page(client, rowan, "handover", robin)
    for said in (SECRET["told"], "summat with cars", "Vehicle technician", "A worry of 20 November is open: Rowan"):
        assert said in words
    assert "Not to be sent to The arcade" in words and SECRET["no_go"] not in words
    assert "No handover is recorded." in words


def test_the_handover_sheet_has_facts_what_runs_and_what_was_tried_by_starting_it(client, rowan, robin):
    """What an employer answered by link or phone stands in the timeline too."""
    tried = make_placement(person=robin, title="Week at the bakery", started_on=DAY - timedelta(10))
    answer(tried.milestones.first(), said="sustained", answered_for="employer", by=None)
    end(tried, ended_by="together", reason="end_planned", ended_on=DAY - timedelta(1), by=rowan)
    make_placement(person=robin, title="Week at the garage")
    words = page(client, rowan, "handover", robin)
    assert "English Level 1" in words and "Up to 45 minutes, bus" in words and "Right to work Yes" in words
    under_way, was_tried = words.split("What is under way")[1].split("What was tried")
    assert "Week at the garage" in under_way and "Week at the bakery" not in under_way
    assert "Week at the bakery" in was_tried and "Week at the garage" not in was_tried
    happened = page(client, rowan, "person_progress", robin)
    assert "said the employer. Week at the bakery" in happened and "Week at the bakery ended" in happened


@pytest.mark.parametrize("name", TABS)
def test_a_page_costs_little_however_much_has_happened(client, rowan, robin, name):
    client.force_login(rowan)
    client.get(reverse(name, kwargs={"person": robin.public_id}))  # the first page also begins session and lists
    asked = []
    for more in (1, 8):
        for number in range(more):
            SoftOutcome.objects.create(
                person=robin, words=f"Step {number}", on=DAY, quarter=DAY.replace(month=10, day=1), recorded_by=rowan
            )
            TellOnce.objects.create(person=robin, about="More", words="Said", recorded_by=rowan)
            NoGo.objects.create(person=robin, place=f"Place {number}")
            make_nomination("interview", person=robin)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, kwargs={"person": robin.public_id})).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1], asked
    assert asked[1] <= (21 if name == "handover" else 15), asked


def test_every_purpose_of_a_look_has_its_words():
    sources = [
        path.read_text()
        for app in ("aspirations", "matching")
        for path in (Path(__file__).parents[4] / app).rglob("*.py")
    ]
    looks = re.compile(r"record_view\([^)]*?purpose=\"(\w+)\"|^    purpose = \"(\w+)\"", re.MULTILINE)
    purposes = {one or other for source in sources for one, other in looks.findall(source)}
    assert len(purposes) > 20 and purposes - set(PURPOSES) == set()

"""My caseload: tabs that add up, the order, the best next step, the file, what it costs (A1, A5, N5)."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aspirations.models import Pause
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.shortlists.actions import draw_up
from tests.factories.chain import make_nomination, make_placement
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rowan(client: Client) -> User:
    user = make_user(name="Rowan")
    client.force_login(user)
    return user


def words_of(answer) -> str:
    """What the page says, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page(client: Client, address: str = "/caseload/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words_of(answer)


def table_of(words: str) -> str:
    return words[words.index("Best next step") :]


def test_tabs_add_up_and_those_not_in_eet_come_first(rowan, client):
    for name, months in (("Wren", 3), ("Robin", 14), ("Heron", 7)):
        make_person("neet", name=name, on_caseload_of=rowan, since=DAY - timedelta(31 * months))
    make_person("eet", name="Finch", on_caseload_of=rowan), make_person(name="Lark", on_caseload_of=rowan)
    make_person("neet", name="Gone", on_caseload_of=rowan, died_on=DAY), make_person("neet", name="Hidden")
    words = page(client)
    assert "Friday 20 November 2026. 5 young people, 3 of them not in education, work or training." in words
    assert "All (5) Not in EET (3) In EET (1) Activity not known (1)" in words
    rows = table_of(words)
    assert rows.index("Robin") < rows.index("Heron") < rows.index("Wren")
    assert not [name for name in ("Finch", "Lark", "Gone", "Hidden") if name in rows]
    assert "Finch" in page(client, "/caseload/?tab=eet") and "Lark" in page(client, "/caseload/?tab=unknown")


def test_nobody_yet_says_whom_to_ask(rowan, client):
    assert "Ask your team manager to add the young people you work with." in page(client)


def test_a_first_sighting_is_at_least_so_long_and_unknown_is_never_zero(rowan, client):
    make_person("neet", name="Wren", on_caseload_of=rowan).spells.update(started_on_or_before=True)
    make_person(name="Lark", on_caseload_of=rowan)
    words = table_of(page(client, "/caseload/?tab=all"))
    assert "at least 6" in words
    assert "Months not in EET: Not known yet" in words and "Last in touch: Not known yet" in words


@pytest.mark.parametrize(
    ("order", "first", "sentence"),
    [
        ("longest", "Robin", "Longest without EET first."),
        ("contact", "Heron", "Longest since we were in touch first."),
        ("due", "Wren", "What is due first comes first."),
        ("name", "Heron", "By name."),
        ("sideways", "Robin", "Longest without EET first."),
    ],
)
def test_the_order_can_be_changed_and_is_said(rowan, client, order, first, sentence):
    make_person("neet", name="Robin", on_caseload_of=rowan, since=DAY - timedelta(400), last_contact_on=DAY)
    old = DAY - timedelta(50)
    make_person("neet", name="Heron", on_caseload_of=rowan, last_contact_on=old, since=DAY - timedelta(90))
    wren = make_person("neet", name="Wren", on_caseload_of=rowan, last_contact_on=DAY, since=DAY - timedelta(60))
    make_nomination("introduced", person=wren)
    wren.nominations.update(due_on=DAY + timedelta(9))
    words = page(client, f"/caseload/?order={order}")
    assert sentence in words
    rows = table_of(words)
    assert min(("Robin", "Heron", "Wren"), key=rows.index) == first


def test_the_list_never_tells_of_health_a_child_or_points(rowan, client):
    for activity in ("G4", "G6"):
        person = make_person(activity=activity, name=f"Wren {activity}x", on_caseload_of=rowan)
        person.spells.update(words="G4: Illness or disability")
        make_audit(person, "cars", readiness="exploring", support_needs=["quiet_place"], circumstances=["parent"])
    rows = table_of(page(client))
    assert "Exploring" in rows
    for never in ("llness", "regnancy", "arent", "quiet", "G4:", "points", "disab"):
        assert never not in rows


def test_the_best_next_step_is_the_first_that_holds(rowan, client):
    said_yes, paused, unasked = (
        make_person("neet", name=name, on_caseload_of=rowan) for name in ("Ash", "Moss", "Teal")
    )
    make_nomination("person_said_yes", person=said_yes, title="Vehicle technician")
    days = {"from_on": DAY, "until_on": DAY + timedelta(51)}
    Pause.objects.create(person=paused, reason="y_not_now", **days)
    matched = make_person("neet", name="Jet", on_caseload_of=rowan)
    make_audit(matched, "working in a garage", right_to_work="yes", hours_most=40)
    make_opportunity(title="Garage assistant", hours_per_week=30)
    draw_up(council=make_council(), day=DAY, by=None, people=[matched, unasked])
    started = make_placement(
        person=make_person("neet", name="Fen", on_caseload_of=rowan), started_on=DAY - timedelta(9)
    )
    rows = table_of(page(client, "/caseload/?tab=all"))
    assert "Vehicle technician. Ash said yes" in rows
    assert "Paused by Moss until 10 January" in rows
    assert "Ask Teal No wishes asked yet" in rows
    assert "Garage assistant." in rows
    assert f"Due {started.milestones.order_by('due_on')[0].due_on:%-d %B}" in rows


def test_a_match_with_something_to_ask_says_whom_and_about_what(rowan, client):
    """A8: the employer is asked about hours that its offer does not name."""
    for name, facts in (("Jet", {"hours_most": 40}), ("Ash", {"right_to_work": "yes", "hours_most": 40})):
        make_audit(make_person("neet", name=name, on_caseload_of=rowan), "working in a garage", **facts)
    offer = make_opportunity(title="Garage assistant", hours_per_week=None)
    draw_up(council=make_council(), day=DAY, by=None)
    rows = table_of(page(client))
    assert "Garage assistant. May fit: ask Jet about the right to work" in rows
    assert f"Garage assistant. May fit: ask {offer.employer} about the hours" in rows


def test_a_step_is_two_taps_from_the_row(rowan, client):
    """A6: the link brings who it is for, one tap records it, and the caseload is back."""
    robin = make_person("neet", name="Robin", on_caseload_of=rowan)
    assert f'href="/step/?person={robin.public_id}"' in client.get("/caseload/").content.decode()
    form = client.get(f"/step/?person={robin.public_id}").content.decode()
    assert f'value="{robin.public_id}" selected' in form
    answer = client.post("/step/", {"person": str(robin.public_id), "code": "cv_ready"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/caseload/" and robin.soft_outcomes.get().code == "cv_ready"


def test_a_manager_reads_that_it_is_the_whole_team(client):
    client.force_login(make_user("team_manager"))
    assert "Everybody in my team" in page(client)


def test_six_weeks_without_contact_are_marked_in_words(rowan, client):
    make_person("neet", name="Jet", on_caseload_of=rowan, last_contact_on=DAY - timedelta(43))
    make_person("neet", name="Ash", on_caseload_of=rowan, last_contact_on=DAY - timedelta(42))
    html = client.get("/caseload/").content.decode()
    assert 'eet-tag--amber">43 days ago' in html and 'amber">42 days ago' not in html


def test_the_list_seen_leaves_one_event_with_those_on_the_page(rowan, client):
    people = {str(make_person("neet", on_caseload_of=rowan).public_id) for _ in range(3)}
    make_person("eet", on_caseload_of=rowan)
    page(client)
    event = Event.objects.get(verb="list_seen")
    assert (event.actor, set(event.context["people"]), event.context["purpose"]) == (rowan, people, "caseload")


def test_the_file_holds_the_same_rows_and_leaves_its_event(rowan, client):
    for name in ("Wren", "=cmd|' /C calc'!A0"):
        make_person("neet", name=name, on_caseload_of=rowan)
    make_person("eet", name="Finch", on_caseload_of=rowan)
    answer = client.get("/caseload/file/?tab=neet&order=name")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Young person" and len(rows) == 3
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert "Wren" not in answer["Content-Disposition"]
    assert Event.objects.get(verb="export_made").context == {"what": "caseload", "rows": 2}


def test_twenty_five_a_page_and_names_are_text(rowan, client):
    for number in range(26):
        make_person("neet", name=f"<b>Wren {number:02}</b>", on_caseload_of=rowan, since=DAY - timedelta(900 - number))
    html = client.get("/caseload/").content.decode()
    assert html.count('scope="row"') == 25
    assert "<b>Wren" not in html and "&lt;b&gt;Wren 00" in html
    assert "Wren 25" in client.get("/caseload/?page=2").content.decode()


@pytest.mark.parametrize("role", ["personal_adviser", "team_manager"])
def test_the_caseload_costs_the_same_whatever_its_length(role, client):
    user = make_user(role)
    client.force_login(user)
    make_placement(person=make_person("neet", on_caseload_of=user))
    client.get("/caseload/")  # the session is saved once a minute, and the lists are read
    asked = []
    for more in (2, 12):
        for number in range(more):
            person = make_person("neet", name=f"Wren {number}", on_caseload_of=user)
            make_audit(person, "cars")
            make_nomination("interview", person=person)
            make_placement(person=make_person("neet", on_caseload_of=user))
        draw_up(council=make_council(), day=DAY, by=None)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/caseload/?tab=all").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15, asked


def test_a_manager_sees_the_team_and_no_restricted_record(client):
    manager = make_user("team_manager")
    client.force_login(manager)
    make_person("neet", name="Wren"), make_person("neet", "restricted", name="Veiled")
    make_person("neet", name="Elsewhere", team="South", on_caseload_of=make_user(team="South"))
    words = page(client)
    assert "Wren" in words and "Veiled" not in words and "Elsewhere" not in words


def test_a_manager_looks_at_one_advisers_part_and_nobody_else_can(rowan, client):
    wren = make_person("neet", name="Wren", on_caseload_of=rowan)
    make_person("neet", name="Robin", on_caseload_of=make_user())
    address = f"/caseload/?of={rowan.public_id}"
    client.force_login(make_user("team_manager", council=wren.council))
    words = page(client, address)
    assert "The young people of Rowan" in words and "Wren" in words and "Robin" not in words
    other = make_user(name="Other")
    client.force_login(other)
    assert "Wren" not in page(client, address)

"""Needs you today: at most five lines, the most pressing first, each with its way on (A5, A10, N5)."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from aspirations.concerns.actions import raise_concern, tell_managers
from aspirations.messages.actions import mark_read, write
from aspirations.models import Concern, MessageFromPerson, YoungPerson
from aspirations.progress.actions import record_contact
from config.accounts.models import User
from employers.models import Employer
from matching.desks.caseload.needs_today import needs_today
from matching.desks.caseload.standing import is_mine, standings
from matching.desks.following.waiting import to_ask, waiting
from matching.nominations.actions import decline_by_employer, decline_by_person, withdraw
from matching.nominations.own_answers import answer_no, answer_not_now
from matching.panel.models import PanelAction
from matching.panel.panel_actions import take_up_again
from tests.factories.chain import at, make_item, make_meeting, make_nomination, make_placement
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def rowan() -> User:
    return make_user(name="Rowan")


@pytest.fixture
def robin(rowan):
    return make_person("neet", name="Robin", on_caseload_of=rowan)


def lines(user: User, day: date = DAY) -> list[tuple[str, tuple[str, str]]]:
    people = YoungPerson.objects.worked_with_by(user)
    calls = waiting(people, to_ask(people), make_council(), day)
    rows = [row for row in standings(user, day) if is_mine(user, row.person)]
    return [(f"{line.who}{line.words}", line.when) for line in needs_today(user, rows, calls, day)]


def millwheel(council):
    known = Employer.objects.filter(council=council, normalised_name="millwheel motors").first()
    return known or make_employer("Millwheel Motors", council=council)


def nominated(person, state, due_on=None, since=None, **said):
    row = make_nomination(state, person=person, employer=millwheel(person.council), **said)
    row.due_on, row.state_since_at = due_on, at(since or DAY)
    row.save()
    return row


def test_a_yes_is_new_until_it_is_late(rowan, robin):
    row = nominated(robin, "person_said_yes", DAY, title="Vehicle technician")
    said = "Robin said yes to Vehicle technician, Millwheel Motors"
    assert lines(rowan) == [(said, ("New answer", "blue"))]
    row.due_on = DAY - timedelta(2)
    row.save()
    assert lines(rowan) == [(said, ("2 days late", "red"))]


def test_an_employers_silence_counts_from_the_day_after_it_was_due(rowan, robin):
    row = nominated(robin, "introduced", DAY, since=DAY - timedelta(8))
    assert lines(rowan) == []
    row.due_on = YESTERDAY
    row.save()
    assert lines(rowan) == [("Robin: Millwheel Motors has not answered for 8 days", ("1 day late", "red"))]


@pytest.mark.parametrize(
    ("days", "said", "when"),
    [
        (0, "Robin has an interview at Millwheel Motors, Friday 2:30 pm", ("Today", "amber")),
        (3, "Robin has an interview at Millwheel Motors, Monday 2:30 pm", ("In 3 days", "amber")),
        (-1, "Robin had an interview at Millwheel Motors on Thursday 19 November", ("Not said yet", "amber")),
    ],
)
def test_interviews_near_and_those_of_which_nobody_has_told(rowan, robin, days, said, when):
    row = nominated(robin, "interview")
    row.interviews.create(at=at(DAY + timedelta(days), 14, 30), place="12 Mill Lane")
    assert lines(rowan) == [(said, when)]


def test_a_far_interview_is_no_line_but_the_next_thing_on_a_quiet_day(rowan, robin, client: Client):
    row = nominated(robin, "interview")
    row.interviews.create(at=at(DAY + timedelta(6), 10), place="12 Mill Lane")
    assert lines(rowan) == []
    client.force_login(rowan)
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/caseload/").content.decode()).split())
    assert "Nothing waits for you today. Next: Robin, interview, Thursday 26 November." in words


def test_offers_starts_and_returns(rowan, robin):
    nominated(robin, "offered", DAY + timedelta(2), title="Cook")
    nominated(robin, "accepted", title="Baker", starts_on=YESTERDAY)
    row = nominated(robin, "postponed", title="Driver")
    row.postponed_until = DAY
    row.save()
    assert {said for said, _ in lines(rowan)} == {
        "Robin has an offer: Cook, Millwheel Motors",
        "Robin was to start at Millwheel Motors on 19 November",
        "Robin wanted to come back to Driver, Millwheel Motors",
    }


def test_an_action_of_mine_that_is_due_and_nobody_elses(rowan, robin):
    item = make_item(make_meeting("in_session", council=robin.council), robin)
    decision = item_decision(item)
    facts = {"decision": decision, "person": robin, "owner_role": "pa", "type": "get_document"}
    PanelAction.objects.create(owner=rowan, due_on=YESTERDAY, **facts)
    PanelAction.objects.create(owner=rowan, due_on=DAY + timedelta(1), **facts)
    PanelAction.objects.create(owner=make_user(), due_on=YESTERDAY, **facts)
    assert lines(rowan) == [("Robin: Get a document", ("1 day late", "red"))]


def test_a_manager_who_looks_at_an_adviser_sees_the_advisers_actions_alone(client, rowan, robin):
    moss = robin.manager
    decision = item_decision(make_item(make_meeting("in_session", council=robin.council), robin))
    facts = {"decision": decision, "person": robin, "owner_role": "pa", "due_on": YESTERDAY}
    PanelAction.objects.create(owner=rowan, type="get_document", **facts)
    PanelAction.objects.create(owner=moss, type="travel_fix", **facts)
    hidden = make_person("neet", name="Hidden", team="South", on_caseload_of=make_user(team="South"))
    PanelAction.objects.create(owner=rowan, type="get_document", **facts | {"person": hidden})
    client.force_login(moss)
    words = client.get("/caseload/", {"of": str(rowan.public_id)}).content.decode()
    assert "Needs Rowan today" in words and "Robin</strong>: Get a document" in words
    assert words.count("Open the record") == 1
    assert "Hidden" not in words


def item_decision(item):
    from matching.panel.models import PanelDecision

    return PanelDecision.objects.create(
        item=item, decision="no_change", why="x", theme="confidence", tell_by_on=DAY, snapshot={}, decided_at=at(),
        decided_by=item.person.adviser,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        (date(2008, 12, 15), ["Robin turns 18 on 15 December"]),
        (date(2008, 12, 20), ["Robin turns 18 on 20 December"]),
        (date(2008, 12, 21), []),
        (date(2007, 12, 15), []),
    ],
)
def test_the_clock_of_age_warns_a_month_ahead(rowan, born_on, said):
    make_person("neet", name="Robin", on_caseload_of=rowan, born_on=born_on)
    assert [words for words, _ in lines(rowan)] == said


def test_a_start_of_which_nobody_has_told(rowan):
    """R2: where the employer has no mail, the phone is for the adviser from the first day, for three weeks."""
    make_placement(person=make_person("neet", name="Fen", on_caseload_of=rowan), started_on=DAY - timedelta(100))
    (said,) = [said for said, _ in lines(rowan) if said.startswith("Fen")]
    assert said.endswith("after 13 weeks")


def test_a_concern_stands_first_without_its_words_and_reaches_the_manager_after_an_hour(rowan, robin):
    nominated(robin, "introduced", DAY - timedelta(99))
    raise_concern(person=robin, source=Concern.Source.TOLD, words="afraid to go home", by=rowan)
    first, second = lines(rowan)
    assert first == ("Robin may have said something about safety", ("Today", "amber"))
    assert "Millwheel" in second[0]
    assert lines(robin.manager) == []
    Concern.objects.update(raised_at=at(hour=10))
    tell_managers()
    assert lines(robin.manager)[0] == ("Robin: a concern waits for Rowan", ("Over an hour", "red"))


def test_five_lines_and_the_rest_on_request(rowan, client: Client):
    for number in range(7):
        nominated(make_person("neet", name=f"Wren {number}", on_caseload_of=rowan), "introduced", YESTERDAY)
    client.force_login(rowan)
    short, full = (client.get(f"/caseload/{more}").content.decode() for more in ("", "?today=all"))
    assert short.count("eet-todo__item") == 5 and "Show the other 2" in short
    assert full.count("eet-todo__item") == 7 and "Show the other" not in full


def test_a_managers_lines_are_of_those_without_an_adviser(rowan, robin, client: Client):
    nominated(robin, "introduced", YESTERDAY)
    client.force_login(robin.manager)
    assert "eet-todo__item" not in client.get("/caseload/").content.decode()
    robin.personal_adviser = None
    robin.save()
    assert "eet-todo__item" in client.get("/caseload/").content.decode()


def test_a_message_from_the_own_page_waits_until_it_is_read(rowan, robin):
    """A8: the words stand on the page about the own page, never in the list."""
    _, worry = write(person=robin, about=MessageFromPerson.About.LOOKS_WRONG, words="I am called Rob now")
    assert worry is False
    assert lines(rowan) == [("Robin wrote to you", ("New", "blue"))]
    write(person=robin, about=MessageFromPerson.About.ANSWER, words="after 4 pm please")
    assert lines(rowan, DAY + timedelta(2)) == [("Robin wrote to you 2 times", ("Waits 2 days", "amber"))]
    for message in robin.messages_written.all():
        mark_read(message, by=rowan)
    assert lines(rowan) == []


def test_answers_by_others_stand_until_somebody_talked_about_them(rowan, robin):
    """N3, N5: what ends or puts off a nomination is told, but not to whom did it."""
    said_no, not_now, taken_back = (
        nominated(robin, "introduced", title=title) for title in ("Cook", "Baker", "Driver")
    )
    answer_no(said_no)
    until = answer_not_now(not_now)
    withdraw(taken_back, reason="c_plan", by=rowan)
    employer_no = nominated(robin, "introduced", title="Gardener")
    decline_by_employer(employer_no, reason="e_chose_other", by=None)
    new = ("New answer", "blue")
    assert lines(rowan) == [
        ("Robin: Millwheel Motors said not this time to Gardener", new),
        (f"Robin: Baker, Millwheel Motors waits until {until:%-d %B}", new),
        ("Robin said no to Cook, Millwheel Motors", new),
    ]
    assert lines(rowan, DAY + timedelta(14)) == []
    record_contact(person=robin, on=DAY, how="text", two_way=False, by=rowan)
    assert len(lines(rowan)) == 3
    record_contact(person=robin, on=DAY, how="text", two_way=True, by=rowan)
    assert lines(rowan) == []


def test_my_own_no_is_no_news_to_me(rowan, robin):
    decline_by_person(nominated(robin, "introduced"), reason="y_not_wanted", by=rowan)
    assert lines(rowan) == []


def test_those_out_of_touch_are_one_line_that_leads_to_them(rowan, client: Client):
    for name, days in (("Wren", 60), ("Jet", 43), ("Ash", 42)):
        make_person("neet", name=name, on_caseload_of=rowan, last_contact_on=DAY - timedelta(days))
    make_person("neet", name="Lark", on_caseload_of=rowan)
    assert lines(rowan) == [("Wren and 1 more have not been in touch for six weeks", ("60 days ago", "amber"))]
    client.force_login(rowan)
    page = client.get("/caseload/").content.decode()
    assert "tab=all&amp;order=contact" in page and "Nothing waits for you today" not in page
    YoungPerson.objects.filter(name="Jet").update(last_contact_on=DAY)
    assert lines(rowan) == [("Wren has not been in touch for six weeks", ("60 days ago", "amber"))]


@pytest.mark.parametrize("state", ["postponed", "declined_by_person", "introduced"])
def test_nobody_is_asked_to_introduce_what_waits_or_is_over(rowan, robin, state):
    """P5: the panel's action follows its nomination; it is asked for again where the nomination goes on."""
    nomination = nominated(robin, state, left_at="panel_agreed")
    item = make_item(make_meeting("in_session", council=robin.council), robin)
    facts = {"person": robin, "owner_role": "pa", "type": "introduce_employer", "owner": rowan, "due_on": YESTERDAY}
    decision = item_decision(item)
    decision.nomination = nomination
    decision.save()
    action = PanelAction.objects.create(decision=decision, **facts)
    assert PanelAction.objects.filter(owner=rowan).exists() and not PanelAction.objects.waiting_for(rowan).exists()
    assert not [said for said, when in lines(rowan) if when[1] == "red"]
    if state != "postponed":
        return
    take_up_again(nomination, by=rowan)
    action.refresh_from_db()
    nomination.refresh_from_db()
    assert PanelAction.objects.open().get() == action and action.due_on == nomination.due_on > DAY

"""The morning's mail: one a person, only if due, how many and never who, each kind to leave out (N5)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from config.outbox.actions import TRIES, choose_kinds, put_mail
from config.outbox.models import LeftOut, Message
from config.refusal import NotAllowed
from matching.desks.digests.digest import DIGESTS, digests_of, lines_for, on_the_first_weekday
from matching.desks.digests.tasks import mails
from matching.nominations.models import EmployerSilence, Nomination
from tests.factories.chain import (
    at,
    make_adult,
    make_decision,
    make_item,
    make_meeting,
    make_nomination,
    make_placement,
)
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = DAY, DAY + timedelta(days=3)


@pytest.fixture
def adviser():
    return make_user("personal_adviser", name="Rowan Thistleby")


def of(user, state: str, **said) -> Nomination:
    facts = {name: said.pop(name) for name in ("due_on", "postponed_until", "state_since_at") if name in said}
    row = make_nomination(state, person=make_adult(adviser=user, name="Robin Fernbrook"), **said)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


def lines(user, day: date = DAY) -> list[str]:
    (one,) = digests_of(user)
    return lines_for(user, one, day)


def run(day: date) -> int:
    return sum(part.do() for part in mails(make_council(), day))


def test_nothing_due_means_no_mail(adviser) -> None:
    make_adult(adviser=adviser)
    assert run(FRIDAY) == 0
    assert not Message.objects.exists()


def test_one_mail_says_how_many_and_never_who(adviser) -> None:
    of(adviser, "person_said_yes")
    of(adviser, "offered")
    of(adviser, "introduced", due_on=DAY - timedelta(1))
    assert run(FRIDAY) == 1
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (adviser.email, "Your list for today")
    assert "- 2 young people wait for your next step\n" in mail.body
    assert "- 1 employer has not answered in time\n" in mail.body
    assert "Robin" not in mail.body and reverse("caseload") in mail.body and reverse("my_mails") in mail.body


def test_it_leaves_once_a_day_and_again_the_next_day(adviser) -> None:
    of(adviser, "offered")
    assert [run(FRIDAY), run(FRIDAY), run(MONDAY)] == [1, 0, 1]


def test_what_is_left_out_is_not_told(adviser) -> None:
    of(adviser, "offered")
    LeftOut.objects.create(user=adviser, kind="next_steps")
    assert run(FRIDAY) == 0


def test_who_cannot_sign_in_is_not_written_to(adviser) -> None:
    of(adviser, "offered")
    adviser.is_active = False
    adviser.save()
    assert run(FRIDAY) == 0


def test_each_kind_of_an_adviser_is_counted(adviser) -> None:
    yesterday = DAY - timedelta(1)
    of(adviser, "panel_agreed")
    of(adviser, "shortlisted", due_on=yesterday)
    of(adviser, "in_review", due_on=yesterday)
    of(adviser, "interview").interviews.create(at=at(yesterday), place="The yard")
    of(adviser, "postponed", postponed_until=DAY)
    of(adviser, "nominated", state_since_at=at(DAY - timedelta(30)))
    make_audit(make_person("neet", on_caseload_of=adviser, born_on=date(2007, 12, 1)), asked_on=DAY - timedelta(80))
    make_person(on_caseload_of=adviser, born_on=date(2008, 12, 1))
    found = lines(adviser)
    assert found == [
        "1 young person waits for your next step",
        "1 offer has no answer yet: ask again, or later",
        "1 employer has not answered in time",
        "1 interview is over: say how it went",
        "1 offer was put off until now",
        "1 nomination has not moved for 30 days",
        "1 young person was asked what they want 80 days ago",
        "1 birthday in 30 days changes somebody's rights",
    ]


def test_actions_and_starts_to_ask_about(adviser) -> None:
    person = make_adult(adviser=adviser)
    action = make_decision(make_item(make_meeting(), person)).actions.get()
    action.owner, action.due_on = adviser, DAY
    action.save()
    make_placement(person=make_adult(adviser=adviser), started_on=DAY - timedelta(30))
    assert lines(adviser) == ["1 start to ask about by phone", "1 action of yours is due"]


def test_the_days_before_are_not_told(adviser) -> None:
    of(adviser, "shortlisted", due_on=DAY)
    of(adviser, "in_review", due_on=DAY)
    of(adviser, "postponed", postponed_until=DAY + timedelta(1))
    of(adviser, "nominated", state_since_at=at(DAY - timedelta(29)))
    make_audit(make_person("neet", on_caseload_of=adviser), asked_on=DAY - timedelta(79))
    make_person(on_caseload_of=adviser, born_on=date(2008, 12, 21))
    assert lines(adviser) == []


def test_nothing_is_told_of_the_dead(adviser) -> None:
    of(adviser, "offered")
    YoungPerson.objects.update(died_on=DAY)
    assert lines(adviser) == []


def test_another_advisers_people_are_theirs(adviser) -> None:
    of(make_user("personal_adviser"), "offered")
    assert lines(adviser) == []


def test_managers_hear_on_mondays() -> None:
    manager = make_user("team_manager", team="North")
    make_person(team="North", manager=manager, last_contact_on=DAY - timedelta(60))
    assert run(FRIDAY) == 0
    assert run(MONDAY) == 1
    assert lines(manager, MONDAY) == ["1 young person has no adviser", "1 young person is out of touch for six weeks"]


def test_the_virtual_school_hears_on_mondays() -> None:
    officer = make_user("virtual_school")
    make_pledge(pledged_on=MONDAY - timedelta(8))
    make_opportunity(confirmed_on=MONDAY - timedelta(60))
    step = make_nomination("introduced").moves.latest("pk")
    EmployerSilence.objects.create(step=step, employer=make_employer(), noted_on=DAY, paused_on=DAY)
    assert lines(officer, MONDAY) == [
        "1 pledge waits for more than a week",
        "1 offer was not confirmed for 60 days",
        "1 employer was paused this week: no answer twice",
    ]


def test_hr_and_the_chair_hear_every_weekday() -> None:
    hr, chair = make_user("hr_reviewer"), make_user("panel_chair")
    make_opportunity(state="barrier_review").reviews.create(asked_at=at(), due_on=DAY)
    make_nomination("nominated", closes_on=DAY + timedelta(14))
    assert lines(hr) == ["1 vacancy waits for your review"]
    assert lines(chair) == ["1 offer closes in 14 days and is not decided"]
    assert run(FRIDAY) == 2


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026-12-01", True), ("2026-12-02", False), ("2027-08-02", True), ("2027-05-03", True), ("2027-05-01", False)],
)
def test_the_board_hears_on_the_first_weekday_of_a_month(day: str, told: bool) -> None:
    assert on_the_first_weekday(date.fromisoformat(day)) is told


def test_administrators_hear_of_mails_that_did_not_arrive() -> None:
    boss = make_user("administrator")
    for number, days in enumerate((1, 6, 7)):
        with time_machine.travel(at(DAY - timedelta(days))):
            put_mail(council=make_council(), to="gone@example.org", subject="S", body="B", key=f"{number}")
    assert lines(boss) == []
    Message.objects.update(tries=TRIES)
    assert lines(boss) == ["2 mails of the past week did not arrive: see at what addresses"]


def test_somebody_with_two_roles_gets_one_mail_that_leads_to_both_pages() -> None:
    both = make_user("panel_chair")
    both.roles = ["panel_chair", "hr_reviewer"]
    both.save()
    make_opportunity(state="barrier_review").reviews.create(asked_at=at(), due_on=DAY)
    make_nomination("nominated", closes_on=DAY)
    assert run(FRIDAY) == 1
    mail = Message.objects.get()
    assert mail.to == both.email
    assert "- 1 offer closes in 14 days and is not decided\nSee them: " in mail.body
    assert "- 1 vacancy waits for your review\nSee them: " in mail.body
    assert mail.body.index(reverse("panel")) < mail.body.index(reverse("hr_desk"))


def test_what_two_roles_would_say_alike_is_said_once(adviser) -> None:
    adviser.roles = ["personal_adviser", "panel_chair"]
    adviser.save()
    action = make_decision(make_item(make_meeting(), make_adult(adviser=adviser))).actions.get()
    action.owner, action.due_on = adviser, DAY
    action.save()
    assert run(FRIDAY) == 1
    assert Message.objects.get().body.count("1 action of yours is due") == 1


def test_on_a_day_without_the_managers_mail_only_the_advisers_lines_are_told(adviser) -> None:
    of(adviser, "offered")
    adviser.roles = ["personal_adviser", "team_manager"]
    adviser.save()
    make_person(team="North", manager=adviser, last_contact_on=DAY - timedelta(60))
    run(FRIDAY)
    run(MONDAY)
    friday, monday = Message.objects.filter(to=adviser.email).order_by("pk")
    assert "has no adviser" not in friday.body and "has no adviser" in monday.body
    assert (friday.subject, monday.subject) == ("Your list for today", "Your list for today")


def test_codes_of_one_role_are_different() -> None:
    for one in DIGESTS:
        assert len({item.code for item in one.items}) == len(one.items)
        assert reverse(one.page)


def test_the_settings_page_keeps_what_is_ticked(client: Client, adviser) -> None:
    client.force_login(adviser)
    page = client.get(reverse("my_mails")).content.decode()
    assert page.count("checked") == len(digests_of(adviser)[0].items)
    client.post(reverse("my_mails"), {"told": ["next_steps", "outcomes"]})
    assert LeftOut.objects.filter(user=adviser).count() == len(digests_of(adviser)[0].items) - 2
    assert client.get(reverse("my_mails")).content.decode().count("checked") == 2
    client.post(reverse("my_mails"), {"told": [item.code for item in digests_of(adviser)[0].items]})
    assert not LeftOut.objects.exists()
    assert Event.objects.filter(verb="mails_chosen", actor=adviser).count() == 2


def test_a_kind_of_another_role_is_refused(client: Client, adviser) -> None:
    client.force_login(adviser)
    assert "There is a problem" in client.post(reverse("my_mails"), {"told": ["vacancies"]}).content.decode()
    assert not LeftOut.objects.exists()


def test_nobody_chooses_for_another(adviser) -> None:
    with pytest.raises(NotAllowed):
        choose_kinds(user=adviser, left_out={"outcomes"}, among={"outcomes"}, by=make_user("administrator"))


def test_who_has_no_morning_mail_is_told_so(client: Client) -> None:
    client.force_login(make_user("panel_member"))
    assert (
        "Your work here needs no morning mail, so none is sent to you."
        in client.get(reverse("my_mails")).content.decode()
    )

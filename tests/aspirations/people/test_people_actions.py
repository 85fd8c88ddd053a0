"""Changes to a young person's record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aspirations.models import AccessGrant, YoungPerson
from aspirations.people import actions
from aspirations.people.policies import can_open
from config.audit_trail.models import Event
from config.outbox.actions import put_mail
from config.outbox.models import Message
from config.refusal import NotAllowed, Refused
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
COVER, PANEL = AccessGrant.Why.COVER, AccessGrant.Why.PANEL


@pytest.fixture
def adviser(db):
    return make_user()


@pytest.fixture
def manager(db):
    return make_user("team_manager")


@pytest.fixture
def wren(adviser, manager):
    return make_person(on_caseload_of=adviser, manager=manager)


def verbs(person):
    return list(Event.objects.filter(person_id=person.public_id).order_by("pk").values_list("verb", flat=True))


def test_change(wren, adviser):
    actions.change(person=wren, preferred_name="Jay", interpreter_needed=True, by=adviser)
    wren.refresh_from_db()
    assert (wren.preferred_name, wren.interpreter_needed) == ("Jay", True)
    event = Event.objects.get()
    assert event.fields == ["interpreter_needed", "preferred_name"]
    assert "Jay" not in str(event.context)


def test_what_the_file_says_is_changed_there(wren, adviser):
    with pytest.raises(Refused, match="cohort file"):
        actions.change(person=wren, local_status="eligible", by=adviser)


def test_a_value_too_long_is_refused(wren, adviser):
    with pytest.raises(Refused):
        actions.change(person=wren, pronouns="x" * 31, by=adviser)
    assert not Event.objects.exists()


def test_another_adviser(wren, manager):
    new = make_user()
    actions.give_adviser(person=wren, adviser=new, by=manager)
    wren.refresh_from_db()
    assert wren.personal_adviser == new
    assert Event.objects.get(verb="adviser_changed").fields == ["personal_adviser"]


def test_a_manager_looks_after_the_record_only_if_one(wren, manager):
    with pytest.raises(NotAllowed, match="no team manager"):
        actions.give_adviser(person=wren, adviser=make_user(), work="manager", by=manager)
    other = make_user("team_manager", name="Aspen Dale")
    assert actions.give_adviser(person=wren, adviser=other, work="manager", by=manager).manager == other


@pytest.mark.parametrize("role", ["employer", "board_viewer"])
def test_an_adviser_has_a_caseload(wren, manager, role):
    with pytest.raises(NotAllowed):
        actions.give_adviser(person=wren, adviser=make_user(role), by=manager)


def test_an_adviser_is_of_the_council_and_at_work(wren, manager):
    for other in (make_user(council=make_council("E08000035", "Otherby")), make_user(is_active=False)):
        with pytest.raises(NotAllowed):
            actions.give_adviser(person=wren, adviser=other, by=manager)


def test_only_a_manager_gives_advisers(wren, adviser):
    with pytest.raises(NotAllowed):
        actions.give_adviser(person=wren, adviser=make_user(), by=adviser)


def test_cover_and_its_end(wren, manager):
    cover = make_user()
    until = timezone.now() + timedelta(days=14)
    grants = actions.give_access(people=[wren], why=COVER, user=cover, until_at=until, by=manager)
    assert can_open(cover, wren)
    assert actions.end_access(grants=grants, by=manager) == 1
    assert not can_open(cover, wren)
    assert actions.end_access(grants=grants, by=manager) == 0
    assert verbs(wren) == ["access_given", "access_ended"]


def test_the_panel_sees_the_people_on_its_agenda(wren, django_assert_max_num_queries):
    chair, member = make_user("panel_chair"), make_user("panel_member")
    people = [wren, *(make_person() for _ in range(20))]
    with django_assert_max_num_queries(8):
        actions.give_access(people=people, why=PANEL, role="panel_member", reference=wren.public_id, by=chair)
    assert YoungPerson.objects.visible_to(member).count() == 21
    elsewhere = make_person(council=make_council("E08000035", "Otherby"))
    with pytest.raises(NotAllowed):
        actions.give_access(people=[elsewhere], why=PANEL, role="panel_member", by=chair)


def test_who_may_not_give_access(wren, adviser, manager):
    with pytest.raises(NotAllowed):
        actions.give_access(people=[wren], why=COVER, user=make_user(), by=adviser)
    with pytest.raises(NotAllowed):
        actions.give_access(people=[wren], why=PANEL, role="panel_member", by=manager)
    with pytest.raises(NotAllowed):
        actions.give_access(
            people=[make_person(team="South", on_caseload_of=make_user())], why=COVER, user=adviser, by=manager
        )
    stranger = make_user(council=make_council("E08000035", "Otherby"))
    with pytest.raises(NotAllowed, match="another council"):
        actions.give_access(people=[wren], why=COVER, user=stranger, by=manager)


def test_access_is_for_one_user_or_one_role(wren, manager, adviser):
    for who in ({}, {"user": adviser, "role": "panel_member"}):
        with pytest.raises(Refused, match="one user, or one role"):
            actions.give_access(people=[wren], why=COVER, by=manager, **who)


def test_a_pause_and_its_end(wren, adviser):
    pause = actions.pause(person=wren, from_on=DAY, until_on=DAY + timedelta(days=30), reason="y_not_now", by=adviser)
    assert wren.pauses.get().until_on == DAY + timedelta(days=30)
    actions.lift_pause(pause=pause, by=adviser)
    pause.refresh_from_db()
    assert pause.lifted_at
    with pytest.raises(Refused, match="lifted before"):
        actions.lift_pause(pause=pause, by=adviser)
    assert verbs(wren) == ["paused", "pause_lifted"]


def test_a_pause_ends(wren, adviser):
    with pytest.raises(Refused, match="Choose a day after 20 November 2026"):
        actions.pause(person=wren, from_on=DAY, until_on=DAY, reason="y_not_now", by=adviser)


def test_a_pause_has_a_reason_of_the_list(wren, adviser):
    with pytest.raises(Refused, match="a reason"):
        actions.pause(person=wren, from_on=DAY, until_on=DAY + timedelta(days=1), reason="whatever", by=adviser)


def test_a_no_go_and_its_end(wren, adviser):
    employer = make_employer(council=wren.council)
    no_go = actions.record_no_go(person=wren, employer=employer, reason="a private reason", by=adviser)
    assert wren.no_goes.get().reason == "a private reason"
    assert "private" not in str(Event.objects.get().context)
    actions.lift_no_go(no_go=no_go, by=adviser)
    with pytest.raises(Refused):
        actions.lift_no_go(no_go=no_go, by=adviser)
    assert verbs(wren) == ["no_go_recorded", "no_go_lifted"]


def test_a_no_go_names_something(wren, adviser):
    with pytest.raises(Refused, match="Name the employer or the place"):
        actions.record_no_go(person=wren, place=" ", by=adviser)


def test_a_death_stops_every_message(wren, adviser):
    put_mail(council=wren.council, to="a@example.org", subject="s", body="b", key="1", person_id=wren.public_id)
    put_mail(council=wren.council, to="a@example.org", subject="s", body="b", key="2")
    actions.record_death(person=wren, on=date(2026, 11, 1), by=adviser)
    assert YoungPerson.objects.get(pk=wren.pk).died_on == date(2026, 11, 1)
    assert list(Message.objects.filter(stopped_at=None).values_list("key", flat=True)) == ["2"]
    assert verbs(wren) == ["died"]
    with pytest.raises(Refused, match="1 November 2026"):
        actions.record_death(person=wren, on=DAY, by=adviser)


def test_a_stranger_can_do_nothing(wren):
    stranger, later = make_user(), DAY + timedelta(days=9)
    for attempt in (
        lambda: actions.change(person=wren, name="x", by=stranger),
        lambda: actions.record_no_go(person=wren, place="x", by=stranger),
        lambda: actions.pause(person=wren, from_on=DAY, until_on=later, reason="y_not_now", by=stranger),
        lambda: actions.record_death(person=wren, on=DAY, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", ["employer", "hr_reviewer", "board_viewer", "administrator", "personal_adviser", "x"])
def test_the_chair_opens_records_to_the_panels_roles_alone(role, wren):
    with pytest.raises(NotAllowed, match="chair and members alone"):
        actions.give_access(people=[wren], why=PANEL, role=role, reference=wren.public_id, by=make_user("panel_chair"))


def test_the_chair_opens_no_record_to_one_user_or_without_a_meeting(wren, adviser):
    chair = make_user("panel_chair")
    with pytest.raises(NotAllowed, match="chair and members alone"):
        actions.give_access(
            people=[wren], why=PANEL, user=make_user("panel_member"), reference=wren.public_id, by=chair
        )
    with pytest.raises(Refused, match="for which meeting"):
        actions.give_access(people=[wren], why=PANEL, role="panel_member", by=chair)
    assert not wren.access_grants.exists()

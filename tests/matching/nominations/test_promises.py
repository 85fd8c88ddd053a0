"""What is promised by a day: guaranteed interviews (O5), due days (N5), steps by kind and safety under 18 (N7)."""

from datetime import date, timedelta

import pytest
import time_machine

from config.reference.due_days import add_working_days, due_on
from config.refusal import Refused
from matching.nominations import actions
from matching.nominations.breaches import interview_breaches, is_missed
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds
from tests.factories.chain import at, make_adult, make_nomination
from tests.factories.lists import shipped
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council

pytestmark = pytest.mark.django_db

# Working days: Fri 25 December, Mon 28 December (for Boxing Day) and 1 January are holidays; so are Good Friday and
# Easter Monday, 3 and 6 April 2026; 31 August is the summer bank holiday.
WORKING_DAYS = [
    (date(2026, 12, 23), 1, date(2026, 12, 24)),
    (date(2026, 12, 24), 1, date(2026, 12, 29)),
    (date(2026, 12, 24), 3, date(2026, 12, 31)),
    (date(2026, 12, 24), 4, date(2027, 1, 4)),
    (date(2026, 4, 1), 1, date(2026, 4, 2)),
    (date(2026, 4, 2), 1, date(2026, 4, 7)),
    (date(2026, 4, 2), 5, date(2026, 4, 13)),
    (date(2026, 8, 28), 1, date(2026, 9, 1)),
    (date(2026, 11, 20), 1, date(2026, 11, 23)),
    (date(2026, 11, 21), 1, date(2026, 11, 23)),
]
DUE = {
    "shortlisted": date(2026, 12, 31),
    "person_said_yes": date(2026, 12, 31),
    "panel_agreed": date(2026, 12, 30),
    "introduced": date(2027, 1, 5),
    "in_review": date(2027, 1, 5),
    "interview": date(2026, 12, 31),
    "offered": date(2026, 12, 31),
    "nominated": date(2027, 2, 22),
    "accepted": None,
}
COMES_FROM = {
    "shortlisted": "suggested", "person_said_yes": "shortlisted", "nominated": "person_said_yes",
    "panel_agreed": "nominated", "introduced": "panel_agreed", "in_review": "introduced", "interview": "introduced",
    "offered": "introduced", "accepted": "offered",
}  # fmt: skip
CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(("day", "number", "due"), WORKING_DAYS)
def test_working_days(day: date, number: int, due: date) -> None:
    assert add_working_days(day, number) == due


@pytest.mark.usefixtures("two_years_later")
@pytest.mark.parametrize("state", DUE)
def test_each_step_is_due_by_its_own_days(state: str) -> None:
    nomination = make_nomination(COMES_FROM[state], kind="job")
    assert move(nomination, state, by=None, occurred_at=at(CHRISTMAS_EVE)).due_on == DUE[state]


@pytest.mark.parametrize(
    ("kind", "days"), [("job", 5), ("shadowing", 7), ("mentoring", 7), ("course", 10), ("rent_guarantor", 10)]
)
def test_employers_answer_by_the_days_of_their_route(kind: str, days: int) -> None:
    moved = move(make_nomination("panel_agreed", kind=kind), "introduced", by=None, occurred_at=at())
    assert moved.due_on == add_working_days(DAY, days)


def test_a_council_may_set_its_own_days() -> None:
    from config.reference.models import CodedTerm

    row = next(row for row in shipped("due_steps") if row["code"] == "introduction")
    council = make_council()
    CodedTerm.objects.create(
        list="due_steps", code="introduction", council=council, label="x", order=1, valid_from="2026-04-01",
        attributes=row | {"days": "4"},
    )  # fmt: skip
    assert due_on("introduction", DAY, council) == add_working_days(DAY, 4)
    assert due_on("introduction", DAY, make_council("E08000035", "Otherbeck")) == add_working_days(DAY, 2)


def test_a_due_day_holds_to_its_last_minute_in_london() -> None:
    nomination = move(make_nomination("introduced"), "offered", by=None, occurred_at=at())
    assert not nomination.is_stalled_on(nomination.due_on)
    assert nomination.is_stalled_on(nomination.due_on + timedelta(1))


@pytest.mark.parametrize(("minute", "due"), [(59, date(2026, 7, 3)), (60, date(2026, 7, 6))])
def test_days_are_counted_from_the_day_in_london(minute: int, due: date) -> None:
    """23:59 in British summer is 22:59 in Greenwich; a minute later it is tomorrow."""
    moment = at(date(2026, 7, 1), 23) + timedelta(minutes=minute)
    assert move(make_nomination("nominated"), "panel_agreed", by=None, occurred_at=moment).due_on == due


def test_the_closing_day_counts_to_its_last_minute() -> None:
    person, opportunity = make_adult(), make_opportunity(closes_on=DAY, with_training=True)
    with time_machine.travel(at(DAY + timedelta(1), 0, 1)), pytest.raises(Refused, match="not open any more"):
        actions.suggest(person=person, opportunity=opportunity, by=person.adviser)
    with time_machine.travel(at(DAY, 23, 59)):
        actions.suggest(person=person, opportunity=opportunity, by=person.adviser)


# Guaranteed interviews


def promised(on: date = CHRISTMAS_EVE) -> Nomination:
    nomination = make_nomination("panel_agreed", "guaranteed_interview")
    return actions.introduce(nomination, by=nomination.person.adviser, occurred_at=at(on))


@pytest.mark.usefixtures("two_years_later")
def test_the_clock_starts_with_the_introduction() -> None:
    assert promised().interview_due_on == date(2027, 1, 19)
    plain = make_nomination("panel_agreed")
    assert actions.introduce(plain, by=plain.person.adviser).interview_due_on is None


@pytest.mark.usefixtures("two_years_later")
def test_a_breach_is_seen_the_day_after_and_not_before() -> None:
    nomination = promised()
    council, due = nomination.council, nomination.interview_due_on
    assert interview_breaches(council, due) == []
    assert interview_breaches(council, due + timedelta(1)) == [nomination]
    assert interview_breaches(make_council("E08000035", "Otherbeck"), due + timedelta(1)) == []


@pytest.mark.usefixtures("two_years_later")
@pytest.mark.parametrize(("attended", "breach"), [(None, True), (False, True), (True, False)])
def test_only_an_interview_that_was_held_keeps_the_promise(attended: bool | None, breach: bool) -> None:
    nomination = promised()
    nomination.interviews.create(at=at(), place="Here", attended=attended)
    assert bool(interview_breaches(nomination.council, date(2027, 2, 1))) is breach
    assert is_missed(nomination, date(2027, 2, 1)) is breach
    assert not is_missed(nomination, nomination.interview_due_on)


@pytest.mark.usefixtures("two_years_later")
def test_the_longest_late_comes_first_and_a_no_ends_the_clock() -> None:
    late, later = promised(date(2026, 12, 29)), promised(CHRISTMAS_EVE)
    assert interview_breaches(late.council, date(2027, 2, 1)) == [later, late]
    actions.decline_by_person(later, reason="y_hours", by=None)
    assert interview_breaches(late.council, date(2027, 2, 1)) == [late]


# Routes


@pytest.mark.parametrize("kind", kinds())
def test_an_interview_only_where_the_kind_has_one(kind: str) -> None:
    nomination = make_nomination("introduced", kind=kind)
    if kinds()[kind].route in ("work", "course"):
        assert move(nomination, "interview", by=None).state == "interview"
    else:
        with pytest.raises(Refused, match="“Interview” is no step of this kind"):
            actions.set_interview(nomination, at=at(), place="Here", by=None)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_walked_to_its_start(kind: str) -> None:
    nomination = make_nomination("introduced", kind=kind)
    for step in ("in_review", "offered", "accepted", "started"):
        move(nomination, step, by=None)
    assert nomination.state == "started"


def test_the_same_time_is_not_set_twice_and_another_may_be() -> None:
    nomination = make_nomination("introduced")
    for hour in (10, 11):
        actions.set_interview(nomination, at=at(hour=hour), place="Here", by=None)
    with pytest.raises(Refused, match="already set"):
        actions.set_interview(nomination, at=at(hour=11), place="Here", by=None)
    assert nomination.interviews.count() == 2


# Safety, death, waiting


@pytest.mark.parametrize("check", ["unknown", "open", "cleared"])
@pytest.mark.parametrize(
    ("born_on", "adult"),
    [(date(2008, 11, 20), True), (date(2008, 11, 21), False), (None, False)],
    ids=["18 today", "18 tomorrow", "not known"],
)
def test_nobody_under_18_goes_where_the_check_is_not_cleared(born_on: date | None, adult: bool, check: str) -> None:
    employer = make_employer(safeguarding_check=check)
    nomination = make_nomination("panel_agreed", person=make_adult(born_on=born_on), employer=employer)
    adviser = nomination.person.adviser
    if adult or check == "cleared":
        assert actions.introduce(nomination, by=adviser).state == "introduced"
    else:
        with pytest.raises(Refused, match=r"under 18, and .* check is not cleared\. Clear it first"):
            actions.introduce(nomination, by=adviser)


@pytest.mark.parametrize("target", ["introduced", "in_review", "interview", "offered"])
def test_putting_off_is_no_way_round_the_checks(target: str) -> None:
    nomination = make_nomination("postponed", left_at="nominated", agreed=True)
    with pytest.raises(Refused, match=r"put off at “nominated”\. Take it up again there first"):
        move(nomination, target, by=nomination.person.adviser)
    assert actions.take_up_again(nomination, by=nomination.person.adviser).state == "nominated"
    assert nomination.postponed_until is None


def test_what_was_not_put_off_is_not_taken_up() -> None:
    nomination = make_nomination("nominated")
    with pytest.raises(Refused, match="was not put off"):
        actions.take_up_again(nomination, by=nomination.person.adviser)


def test_waiting_ends_on_a_day_ahead() -> None:
    nomination = make_nomination("introduced")
    with pytest.raises(Refused, match="Choose a day after today"):
        actions.postpone(nomination, until=DAY, by=nomination.person.adviser)
    actions.postpone(nomination, until=DAY + timedelta(1), by=nomination.person.adviser)
    assert (nomination.postponed_until, nomination.due_on) == (DAY + timedelta(1), DAY + timedelta(1))


def test_after_a_death_nothing_is_suggested_and_nobody_introduced() -> None:
    nomination = make_nomination("panel_agreed")
    nomination.person.died_on = DAY
    nomination.person.save()
    for act in (
        lambda: actions.introduce(nomination, by=nomination.person.adviser),
        lambda: actions.suggest(person=nomination.person, opportunity=make_opportunity(), by=nomination.person.adviser),
    ):
        with pytest.raises(Refused, match="on this record has stopped"):
            act()


@pytest.mark.parametrize("wrong", [{"state": "paused"}, {"closes_on": DAY - timedelta(1)}, {"places_taken": 1}])
def test_only_what_is_open_is_suggested(wrong: dict[str, object]) -> None:
    person, opportunity = make_adult(), make_opportunity(with_training=True)
    Opportunity.objects.filter(pk=opportunity.pk).update(**wrong)
    opportunity.refresh_from_db()
    with pytest.raises(Refused, match="is not open any more, or has no place left"):
        actions.suggest(person=person, opportunity=opportunity, by=person.adviser)


def test_a_must_have_not_met_is_named() -> None:
    person, opportunity = make_adult("under_18"), make_opportunity(with_training=False, starts_on=DAY + timedelta(9))
    with pytest.raises(Refused, match=r"Not every must-have is met yet\. Not yet of the age asked for"):
        actions.suggest(person=person, opportunity=opportunity, by=person.adviser)

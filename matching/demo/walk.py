"""A dozen cases through the chain over the past months, each to another end, by the same actions as everyone's."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council
from matching.demo.chosen import BEGIN, WORK, Chosen
from matching.demo.meetings import PANELS, hold_panel
from matching.nominations import actions, agreements
from matching.nominations.models import Nomination
from matching.outcomes import actions as outcomes
from matching.panel.panel_actions import introduce_as_agreed
from matching.placements.models import EetPlacement
from matching.shortlists.actions import draw_up
from matching.shortlists.models import ShortlistEntry

SIGNS_IN = "Millwheel Motors"
"""An employer whose contact has an account, so that somebody is put forward on their first page."""
LOOKS_FIRST = "pa01@example.org"
"""The adviser whom a newcomer to the demonstration signs in as: something of theirs is always on its way."""
SHARED = ("name", "own_words", "strengths")
HOST = ("shadowing", "taster", "work_experience", "rolling_work_placement")
COURSE = ("course", "functional_skills", "pre_employment")
JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER = PANELS


def at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@transaction.atomic
def walk(council: Council, today: date) -> None:
    """Suggest, agree, nominate and decide month by month; then let every case go its own way."""
    chosen = Chosen(draw_up(council=council, day=BEGIN, by=None))
    stories = (
        (JUNE, chosen.starting(WORK), sustained),
        (JUNE, chosen.starting(COURSE), sustained),
        (JUNE, chosen.staying(HOST), visited),
        (JULY, chosen.starting(WORK), sustained),
        (JULY, chosen.staying(WORK + COURSE), came_back),
        (AUGUST, chosen.staying(WORK), said_no),
        (AUGUST, chosen.staying(WORK), employer_said_no),
        (SEPTEMBER, chosen.staying(WORK + COURSE), put_off),
        (SEPTEMBER, chosen.staying(WORK), stopped_sharing),
        (SEPTEMBER, chosen.staying(HOST, adviser=LOOKS_FIRST), silent),
        (OCTOBER, chosen.staying(WORK, employer=SIGNS_IN), interview_set),
        (OCTOBER, chosen.staying(WORK), offered),
        (OCTOBER, chosen.staying(COURSE), offered),
        (OCTOBER, chosen.staying(WORK, employer=SIGNS_IN), waits_for_employer),
        (OCTOBER, chosen.staying(WORK, adviser=LOOKS_FIRST), interview_set),
        (OCTOBER, chosen.promised_interview(), waits_for_employer),
    )
    for panel in PANELS:
        cases = [(nominate(entry, panel), story) for day, entry, story in stories if day == panel]
        hold_panel(council, panel, [nomination for nomination, _ in cases])
        for nomination, story in cases:
            nomination.refresh_from_db()
            story(nomination, panel, today)
    for entry in (chosen.staying(WORK), chosen.staying(HOST)):
        nominate(entry, today + timedelta(6))
    wanted(chosen.staying(WORK + COURSE, adviser=LOOKS_FIRST), today)
    shown(chosen.staying(WORK + COURSE), today)


def shown(entry: ShortlistEntry, on: date) -> Nomination:
    """Suggested, and shown to them a day later: theirs to answer."""
    adviser = entry.person.adviser
    nomination = actions.suggest(
        person=entry.person, opportunity=entry.opportunity, by=adviser, occurred_at=at(on - timedelta(1))
    )
    return actions.shortlist(nomination, by=adviser, occurred_at=at(on))


def wanted(entry: ShortlistEntry, said_on: date) -> Nomination:
    """From a suggestion four days earlier to a yes."""
    nomination = shown(entry, said_on - timedelta(3))
    return actions.say_yes(nomination, by=entry.person.adviser, occurred_at=at(said_on))


def nominate(entry: ShortlistEntry, panel: date) -> Nomination:
    """From a suggestion two weeks before the panel to a nomination with an agreement to share."""
    adviser = entry.person.adviser
    nomination = wanted(entry, panel - timedelta(10))
    agreements.agree_to_share(
        nomination,
        disclosed=SHARED,
        agreed_by=entry.person.called,
        how="face_to_face",
        agreed_at=at(panel - timedelta(9), 15),
        by=adviser,
    )
    actions.nominate(nomination, by=adviser, occurred_at=at(panel - timedelta(8)))
    return nomination


def introduced(nomination: Nomination, panel: date) -> Nomination:
    introduce_as_agreed(nomination, by=nomination.person.adviser, occurred_at=at(panel + timedelta(1)))
    return nomination


def taken_up(nomination: Nomination, panel: date, started_on: date | None = None) -> EetPlacement:
    """Introduced, offered, accepted, started three weeks after the panel unless said."""
    adviser = introduced(nomination, panel).person.adviser
    actions.offer(nomination, by=adviser, occurred_at=at(panel + timedelta(8)))
    actions.accept(nomination, by=adviser, others="keep", occurred_at=at(panel + timedelta(11)))
    return outcomes.start_and_follow(nomination, started_on=started_on or panel + timedelta(21), by=adviser)


def answer(placement: EetPlacement, moment: str, said: str, today: date) -> None:
    """What the employer said on the day, if the kind asks then and the day has come."""
    milestone = placement.milestones.filter(moment=moment, due_on__lte=today).first()
    if milestone:
        when, by = at(milestone.due_on, 16), placement.person.adviser
        outcomes.answer(milestone, said=said, answered_for="employer", by=by, occurred_at=when)


def sustained(nomination: Nomination, panel: date, today: date) -> None:
    placement = taken_up(nomination, panel)
    for moment in ("start", "week_13"):
        answer(placement, moment, "sustained", today)


def silent(nomination: Nomination, panel: date, today: date) -> None:
    """Over since a week, and the host has not answered: it is for the adviser's phone."""
    taken_up(nomination, panel, started_on=today - timedelta(21))


def visited(nomination: Nomination, panel: date, today: date) -> None:
    """A few days with a host: no change of activity, and a next step to talk about."""
    placement = taken_up(nomination, panel)
    end = placement.started_on + timedelta(5)
    outcomes.end_and_let_go(
        placement, ended_on=end, ended_by="planned", reason="end_planned", by=placement.person.adviser
    )
    answer(placement, "end", "completed", today)


def came_back(nomination: Nomination, panel: date, today: date) -> None:
    """Started, could not live on it, and is on the agenda again."""
    placement = taken_up(nomination, panel)
    answer(placement, "start", "sustained", today)
    outcomes.end_and_let_go(
        placement,
        ended_on=placement.started_on + timedelta(50),
        ended_by="person",
        reason="end_money",
        by=placement.person.adviser,
        next_activity="G5",
        what_next="A better-off check first, then look again.",
    )


def said_no(nomination: Nomination, panel: date, today: date) -> None:
    adviser = introduced(nomination, panel).person.adviser
    actions.decline_by_person(nomination, reason="y_journey", by=adviser, occurred_at=at(panel + timedelta(5)))


def employer_said_no(nomination: Nomination, panel: date, today: date) -> None:
    adviser = introduced(nomination, panel).person.adviser
    actions.decline_by_employer(nomination, reason="e_chose_other", by=adviser, occurred_at=at(panel + timedelta(6)))


def put_off(nomination: Nomination, panel: date, today: date) -> None:
    until = today + timedelta(40)
    actions.postpone(nomination, until=until, by=nomination.person.adviser, occurred_at=at(panel + timedelta(4)))


def stopped_sharing(nomination: Nomination, panel: date, today: date) -> None:
    agreements.stop_sharing(introduced(nomination, panel), by=nomination.person.adviser)


def waits_for_employer(nomination: Nomination, panel: date, today: date) -> None:
    introduced(nomination, today - timedelta(3))


def interview_set(nomination: Nomination, panel: date, today: date) -> None:
    adviser = introduced(nomination, panel).person.adviser
    place = str(nomination.opportunity.sites.first() or "Where the work is")
    when, told = at(today + timedelta(5), 11), at(panel + timedelta(7))
    actions.set_interview(
        nomination, at=when, place=place, bring="Yourself. That is enough.", by=adviser, occurred_at=told
    )


def offered(nomination: Nomination, panel: date, today: date) -> None:
    adviser = introduced(nomination, panel).person.adviser
    actions.offer(nomination, by=adviser, occurred_at=at(today - timedelta(1)))

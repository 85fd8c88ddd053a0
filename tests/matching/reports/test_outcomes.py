"""The funnel from events to lasting work, kept places and enablers (R2, R5, E5, P6)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.accounts.models import Council
from config.reference.own_targets import set_places_target
from config.refusal import NotAllowed, Refused
from matching.outcomes import actions
from matching.placements.models import EetPlacement
from matching.reports.enablers import enabler_outcomes
from matching.reports.figures import cohort, figures
from matching.reports.lasting import Lasting, begun, lasting
from matching.reports.outcomes import FunnelRow, funnel, kept_places
from opportunities.vocabulary.kinds import kinds
from tests.factories.chain import at, make_adult, make_placement
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db

W13, W26, W52 = (DAY + timedelta(weeks=weeks) for weeks in (13, 26, 52))
LATER = DAY + timedelta(730)
NOT_EET = [code for code, kind in kinds().items() if not kind.counts_as_eet]


@pytest.fixture(autouse=True)
def two_years_later() -> Iterator[None]:
    with time_machine.travel(at(LATER, 12)):
        yield


@pytest.fixture
def council() -> Council:
    return make_council()


def say(placement: EetPlacement, said: str, moment: str = "week_13", on: date | None = None) -> None:
    row = placement.milestones.get(moment=moment)
    by, when = placement.person.adviser, at(on or row.due_on)
    actions.answer(row, said=said, answered_for="employer", by=by, occurred_at=when)


def end(placement: EetPlacement, on: date, reason: str, **more: Any) -> None:
    facts = {"ended_by": "person", "note": "So it was", "by": placement.person.adviser}
    actions.end_and_let_go(placement, ended_on=on, reason=reason, **facts | more)


def at_13(council: Council, day: date = LATER) -> Lasting:
    return lasting(begun(council, day))["week_13"]


@pytest.mark.parametrize(
    ("said", "what"),
    [("sustained", "sustained"), ("part", "sustained"), ("not_sustained", "ended"), ("", "unknown")],
)
def test_by_the_answer_and_silence_is_no_failure(council: Council, said: str, what: str) -> None:
    placement = make_placement()
    if said:
        say(placement, said)
    assert at_13(council) == Lasting(**{what: 1})


def test_what_is_not_due_yet_and_what_never_began_is_not_counted(council: Council) -> None:
    make_placement()
    end(make_placement(), DAY, "end_never_started")
    assert at_13(council, W13 - timedelta(1)) == Lasting()
    assert at_13(council, W13) == Lasting(unknown=1)


@pytest.mark.parametrize(
    ("reason", "what"),
    [("end_money", "ended"), ("end_contract", "ended"), ("end_planned", "finished"), ("end_treated_badly", "ended")],
)
def test_by_the_end_where_nobody_was_asked_any_more(council: Council, reason: str, what: str) -> None:
    end(make_placement(), W13 - timedelta(10), reason, next_activity="G5")
    assert at_13(council) == Lasting(**{what: 1})


@pytest.mark.parametrize(
    ("gap", "following", "what"),
    [
        (0, "F2", "sustained"),
        (30, "F2", "sustained"),
        (31, "F2", "ended"),
        (0, "G5", "ended"),
        (None, "", "unknown"),
    ],
)
def test_a_next_step_lasts_if_the_gap_is_30_days_or_less(
    council: Council, gap: int | None, following: str, what: str
) -> None:
    """Vocabularies 2: end_next_step; a next step that nobody recorded is unknown, not a failure."""
    placement, ended_on = make_placement(), W13 - timedelta(40)
    end(placement, ended_on, "end_next_step")
    if gap is not None:
        begins = ended_on + timedelta(gap)
        placement.person.spells.create(activity=following, started_on=begins, last_seen_on=begins)
    assert at_13(council) == Lasting(**{what: 1})


def test_on_the_day_in_the_gap_it_goes_on(council: Council) -> None:
    placement, ended_on = make_placement(), W13 - timedelta(5)
    end(placement, ended_on, "end_next_step")
    begins = ended_on + timedelta(20)
    placement.person.spells.create(activity="F2", started_on=begins, last_seen_on=begins)
    assert at_13(council) == Lasting(sustained=1)


@pytest.mark.parametrize(("following", "what"), [("F2", "sustained"), ("G5", "ended"), ("", "unknown")])
def test_moved_on_is_looked_up_in_what_they_do(council: Council, following: str, what: str) -> None:
    placement = make_placement()
    say(placement, "moved_on")
    end(placement, W13, "end_left", next_activity=following)
    assert at_13(council) == Lasting(**{what: 1})


def test_an_answer_is_not_known_before_it_is_given(council: Council) -> None:
    say(make_placement(), "sustained", on=W13 + timedelta(9))
    assert at_13(council, W13 + timedelta(8)) == Lasting(unknown=1)
    assert at_13(council, W13 + timedelta(9)) == Lasting(sustained=1)


def test_shares_say_of_how_many() -> None:
    found = Lasting(sustained=6, ended=2, finished=1, unknown=3)
    assert (found.due, found.answered) == (12, 8)
    assert str(found.share) == "75.0%, 6 of 8 (of those of whom it is known)"
    assert str(found.share_known) == "75.0%, 9 of 12 (of those whose day has come)"


@pytest.mark.parametrize("kind", NOT_EET)
def test_no_enabler_or_stepping_stone_is_in_an_eet_figure(council: Council, kind: str) -> None:
    """R5, vocabularies.md 11.11: on every figure."""
    before = figures(cohort(council, LATER), LATER).position
    placement = make_placement("ring_fenced", kind=kind)
    for row in placement.milestones.all():
        said = "completed"
        actions.answer(row, said=said, answered_for="person", by=placement.person.adviser, occurred_at=at(LATER, 9))
    after = figures(cohort(council, LATER), LATER).position
    assert (after.eet, after.neet) == (before.eet, before.neet + 1)
    assert not begun(council, LATER)
    total = funnel(council, LATER).all
    assert (total.opportunities, total.places, total.starts) == (0, 0, 0)
    kept = kept_places(council, DAY + timedelta(1))
    assert kept.filled == 0


# The funnel


def test_from_the_event_to_what_lasts(council: Council) -> None:
    """E5, P6: the rows add up to all, and what no pledge stands behind is a row of its own."""
    spring = make_event("Spring breakfast", held_on=date(2026, 3, 12))
    pledge, loose = make_pledge(event=spring), make_pledge(quantity_pledged=1)
    from_event = make_opportunity(employer=pledge.employer, pledge=pledge, places=2, hours_per_week=37)
    make_opportunity(employer=loose.employer, pledge=loose, state="draft")
    first = make_placement(opportunity=from_event)
    say(first, "sustained")
    make_placement(person=make_adult(), opportunity=from_event)
    make_placement()
    found = funnel(council, W13)
    assert found.events == 1
    assert [row.label for row in found.rows] == [
        "Spring breakfast",
        "All year round, at no event",
        "Offered without a pledge",
    ]
    first_row = found.rows[0]
    assert first_row == FunnelRow("Spring breakfast", 1, 3, 1, 2, 2, first_row.lasted)
    assert first_row.lasted["week_13"] == Lasting(sustained=1, unknown=1) and not first_row.lasted["week_26"].due
    assert (found.rows[1].promised, found.rows[1].opportunities) == (1, 0)
    for name in ("pledges", "promised", "opportunities", "places", "starts"):
        assert sum(getattr(row, name) for row in found.rows) == getattr(found.all, name)
    assert found.all.starts == 3 and found.all.lasted["week_13"].due == 3


def test_another_council_is_never_counted() -> None:
    make_placement()
    other = make_council("E08000035", "Otherbeck")
    assert funnel(other, LATER).all.starts == 0 and not enabler_outcomes(other, LATER)
    assert kept_places(other, LATER).filled == 0


def test_the_number_of_queries_does_not_grow(council: Council) -> None:
    def number() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            funnel(council, LATER), enabler_outcomes(council, LATER), kept_places(council, LATER)
        return len(asked)

    make_pledge(event=make_event()), make_placement(), make_placement(kind="travel_card")
    few = number()
    for _ in range(4):
        make_pledge(event=make_event()), make_placement(), make_placement(kind="travel_card")
    assert number() == few <= 15


# Kept places


def test_kept_places_of_the_year_against_the_target(council: Council) -> None:
    """P6: ring-fenced starts from 1 April against the council's own number."""
    set_places_target(
        places=5, valid_from=date(2026, 4, 1), source="Board", council=council, by=make_user("administrator")
    )
    make_placement("ring_fenced")
    make_placement(kind="council_ringfenced")
    make_placement()
    make_opportunity("ring_fenced", places=3, employer=make_employer(council=council))
    found = kept_places(council, DAY)
    assert (found.since, found.target, found.filled, found.missing) == (date(2026, 4, 1), 5, 2, 3)
    assert found.places == 3 + 1 + 1 + 2
    assert kept_places(council, date(2027, 3, 31)).filled == 2
    assert kept_places(council, date(2027, 4, 1)).filled == 0
    assert kept_places(council, date(2026, 3, 31)).target is None and kept_places(council, DAY).missing == 3


def test_a_target_ends_with_the_next_and_only_administrators_set_one(council: Council) -> None:
    by = make_user("administrator")
    facts: dict[str, Any] = {"source": "Board", "council": council}
    set_places_target(places=5, valid_from=date(2026, 4, 1), by=by, **facts)
    set_places_target(places=9, valid_from=date(2027, 4, 1), by=by, **facts)
    assert [kept_places(council, day).target for day in (date(2027, 3, 31), date(2027, 4, 1))] == [5, 9]
    with pytest.raises(Refused, match="Choose a later day"):
        set_places_target(places=1, valid_from=date(2027, 1, 1), by=by, **facts)
    with pytest.raises(NotAllowed):
        set_places_target(places=1, valid_from=LATER, by=make_user("board_viewer"), **facts)


# Enablers


def test_a_guarantor_is_followed_by_whether_the_home_is_kept(council: Council) -> None:
    """R5: tenancy kept at 3, 6 and 12 months; the newest answer counts."""
    kept, lost, silent = (make_placement(kind="rent_guarantor") for _ in range(3))
    say(kept, "part", "month_3"), say(kept, "sustained", "month_6")
    say(lost, "sustained", "month_3"), say(lost, "not_sustained", "month_6")
    make_placement(kind="travel_card")
    guarantor, card = enabler_outcomes(council, DAY + timedelta(200))
    assert (guarantor.kind, guarantor.given, guarantor.due, guarantor.answered, guarantor.helped) == (
        "rent_guarantor", 3, 3, 2, 1,
    )  # fmt: skip
    assert (card.label, card.given, card.due, card.answered, card.helped) == ("Travel card", 1, 1, 0, 0)
    (early,) = [one for one in enabler_outcomes(council, DAY + timedelta(100)) if one.kind == "rent_guarantor"]
    assert (early.answered, early.helped) == (2, 2)
    assert not silent.milestones.exclude(answer="").exists()

"""Acting against the ranking (M10): add, leave out, move, always with a reason, laid over the newest list."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.shortlists.actions import draw_up, override
from matching.shortlists.lists import suggestions_for
from matching.shortlists.models import ShortlistOverride
from opportunities.models import Opportunity
from tests.factories.offers import make_employer
from tests.factories.people import DAY, make_council, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser() -> User:
    return make_user()


@pytest.fixture
def person(adviser: User) -> YoungPerson:
    return well_known("working in a garage", on_caseload_of=adviser)


@pytest.fixture
def ranked(person: YoungPerson) -> list[Opportunity]:
    """Three offers in the order of the person's newest list."""
    for title in ("Garage assistant", "Shop assistant", "Care assistant"):
        a_job(title=title, hours_per_week=30)
    draw_up(council=person.council, day=DAY, by=None)
    return shown(person)


def shown(person: YoungPerson) -> list[Opportunity]:
    return [suggestion.opportunity for suggestion in suggestions_for([person])[person.pk]]


def test_left_out_is_off_the_list(person: YoungPerson, ranked: list[Opportunity], adviser: User) -> None:
    override(person=person, opportunity=ranked[0], act="leave_out", reason="Tried it.", by=adviser)
    assert shown(person) == ranked[1:]


def test_added_comes_last_without_points(person: YoungPerson, ranked: list[Opportunity], adviser: User) -> None:
    found = a_job(title="Found by the adviser")
    row = override(person=person, opportunity=found, act="add", reason="Their uncle works there.", by=adviser)
    assert shown(person) == [*ranked, found]
    last = suggestions_for([person])[person.pk][-1]
    assert (last.points, last.parts, last.override, row.rank_before, row.run) == (None, None, row, None, None)


@pytest.mark.parametrize(("rank", "order"), [(1, (2, 0, 1)), (2, (0, 2, 1)), (3, (0, 1, 2)), (9, (0, 1, 2))])
def test_moved_stands_at_its_place(
    rank: int, order: tuple[int, ...], person: YoungPerson, ranked: list[Opportunity], adviser: User
) -> None:
    row = override(person=person, opportunity=ranked[2], act="move", rank=rank, reason="Nearer to friends.", by=adviser)
    assert shown(person) == [ranked[index] for index in order]
    assert row.rank_before == 3 and row.run is not None
    moved = next(one for one in suggestions_for([person])[person.pk] if one.override)
    assert moved.points == row.run.entries.get(person=person, rank=3).points


def test_the_last_word_counts_and_the_earlier_one_is_kept(
    person: YoungPerson, ranked: list[Opportunity], adviser: User
) -> None:
    override(person=person, opportunity=ranked[0], act="leave_out", reason="Tried it.", by=adviser)
    override(person=person, opportunity=ranked[0], act="move", rank=2, reason="Wants another try.", by=adviser)
    assert shown(person) == [ranked[1], ranked[0], ranked[2]]
    first, second = ShortlistOverride.objects.order_by("pk")
    assert first.ended_at is not None and second.ended_at is None


def test_it_outlasts_the_next_ranking(person: YoungPerson, ranked: list[Opportunity], adviser: User) -> None:
    override(person=person, opportunity=ranked[0], act="leave_out", reason="Tried it.", by=adviser)
    draw_up(council=person.council, day=DAY, by=None)
    assert shown(person) == ranked[1:]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": "  "}, "Say why; it helps the next list."),
        ({"act": "hide"}, "Choose whether to add it, to leave it out or to move it."),
        ({"act": "move"}, "Say to which place it moves, 1 for the first; only a move has a place."),
        ({"act": "move", "rank": 0}, "Say to which place it moves, 1 for the first; only a move has a place."),
        ({"act": "add", "rank": 1}, "Say to which place it moves, 1 for the first; only a move has a place."),
    ],
)
def test_what_is_missing_is_said(
    said: dict[str, Any], sentence: str, person: YoungPerson, ranked: list[Opportunity], adviser: User
) -> None:
    facts = {"act": "leave_out", "reason": "Tried it."} | said
    with pytest.raises(Refused) as refused:
        override(person=person, opportunity=ranked[0], by=adviser, **facts)
    assert str(refused.value) == sentence
    assert shown(person) == ranked and not ShortlistOverride.objects.exists()


def test_another_councils_offer_is_not_added(person: YoungPerson, adviser: User) -> None:
    theirs = a_job(employer=make_employer(council=make_council("E08000033", "Calder")))
    with pytest.raises(Refused, match="another council's"):
        override(person=person, opportunity=theirs, act="add", reason="Looks good.", by=adviser)


@pytest.mark.parametrize("role", ["personal_adviser", "panel_chair", "virtual_school", "employer", "board_viewer"])
def test_only_who_works_with_the_person_may(role: str, person: YoungPerson, ranked: list[Opportunity]) -> None:
    with pytest.raises(NotAllowed):
        override(person=person, opportunity=ranked[0], act="leave_out", reason="No.", by=make_user(role, team="South"))
    assert shown(person) == ranked


def test_the_database_asks_for_a_reason_too(person: YoungPerson, ranked: list[Opportunity], adviser: User) -> None:
    with pytest.raises(IntegrityError, match="override_needs_a_reason"), transaction.atomic():
        ShortlistOverride.objects.create(
            person=person, opportunity=ranked[0], act="leave_out", reason="", recorded_by=adviser
        )


def test_the_trail_tells_the_act_and_never_the_reason(
    person: YoungPerson, ranked: list[Opportunity], adviser: User
) -> None:
    row = override(person=person, opportunity=ranked[0], act="leave_out", reason="Her ex works there.", by=adviser)
    event = Event.objects.get(verb="shortlist_overridden")
    assert (event.actor, event.subject_id, event.person_id) == (adviser, row.public_id, person.public_id)
    assert event.context == {"act": "leave_out"} and event.fields == []


def test_lists_of_many_cost_as_many_queries_as_one(
    person: YoungPerson, ranked: list[Opportunity], adviser: User
) -> None:
    others = [well_known(on_caseload_of=adviser) for _ in range(4)]
    draw_up(council=person.council, day=DAY, by=None)
    for one in (person, *others):
        override(person=one, opportunity=ranked[0], act="leave_out", reason="Tried it.", by=adviser)
    for people in ([person], [person, *others]):
        with CaptureQueriesContext(connection) as asked:
            assert all(len(rows) == 2 for rows in suggestions_for(people).values())
        assert len(asked) == 2


def test_the_list_is_cut_after_the_changes(person: YoungPerson, ranked: list[Opportunity], adviser: User) -> None:
    override(person=person, opportunity=ranked[0], act="leave_out", reason="Tried it.", by=adviser)
    assert [one.opportunity for one in suggestions_for([person], top=1)[person.pk]] == ranked[1:2]

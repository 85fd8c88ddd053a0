"""Promises and what became of them (E5)."""

import pytest

from employers.models import Employer
from matching.reports.promises import departments, promises_by_employer, promises_by_event, totals
from opportunities.models import Pledge
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import DAY

pytestmark = pytest.mark.django_db


def drafted(pledge: Pledge, places: int, taken: int, **said: object) -> None:
    make_opportunity(employer=pledge.employer, pledge=pledge, places=places, places_taken=taken, **said)
    Pledge.objects.filter(pk=pledge.pk).update(quantity_converted=places)


def test_a_promise_is_kept_when_a_place_is_taken_or_all_is_marked_as_kept() -> None:
    event = make_event()
    taken, whole, lapsed = (make_pledge(event=event, state=state) for state in ("live", "fulfilled", "lapsed"))
    drafted(taken, 2, 1)
    (row,) = promises_by_event(Pledge.objects.all())
    sums = row.promises
    assert (sums.pledges, sums.promised, sums.drafted, sums.kept, sums.left) == (3, 9, 2, 1 + 3, 7)
    assert str(sums.share) == "44.4%, 4 of 9 (promised)" and whole.kind == lapsed.kind


def test_events_come_newest_first_and_those_of_no_event_last() -> None:
    older, newer = make_event(name="Older", held_on=DAY.replace(year=2025)), make_event(name="Newer", held_on=DAY)
    for event in (None, older, newer):
        make_pledge(event=event)
    rows = promises_by_event(Pledge.objects.all())
    assert [row.label for row in rows] == ["Newer", "Older", "All year round, at no event"]
    assert totals(rows).promised == 9


def test_employers_by_how_much_they_promised() -> None:
    make_pledge(employer=make_employer("Small"), quantity_pledged=1), make_pledge(employer=make_employer("Large"))
    assert [row.label for row in promises_by_employer(Pledge.objects.all())] == ["Large", "Small"]


def test_a_department_that_offered_nothing_stands_first_and_open_places_need_no_pledge() -> None:
    parks, roads, libraries = (
        make_employer(name, kind="council_department") for name in ("Parks", "Roads", "Libraries")
    )
    make_employer("A business")
    drafted(make_pledge(employer=parks), 2, 1)
    make_opportunity(employer=roads, places=4)
    rows = departments(Employer.objects.all(), Pledge.objects.all(), DAY)
    assert [(row.employer, row.has_nothing) for row in rows] == [(libraries, True), (parks, False), (roads, False)]
    assert [(row.promises.promised, row.promises.kept, row.open_places) for row in rows] == [
        (0, 0, 0),
        (3, 1, 1),
        (0, 0, 4),
    ]

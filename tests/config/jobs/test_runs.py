"""A run is claimed, worked through part by part, taken up again after a death, and has each effect once (S5)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from django_q.models import OrmQ

from config.jobs import working
from config.jobs.actions import claim, put_due, run_now
from config.jobs.job import Part
from config.jobs.models import JobRun
from config.jobs.times import When, daily, every_minute
from config.refusal import NotAllowed, Refused
from tests.config.jobs.conftest import NOON, Bench, timetable
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def due_run() -> JobRun:
    make_council()
    put_due(timezone.now())
    return JobRun.objects.get()


def work(run: JobRun) -> JobRun:
    working.carry_out(run.pk)
    run.refresh_from_db()
    return run


def fail(*args: object) -> int:
    raise ValueError("Wren Fernbrook's number is 07700 900123")


def test_what_is_due_is_put_once_and_queued_once(bench: Bench) -> None:
    bench.part("a")
    run = due_run()
    assert put_due(timezone.now() + MINUTE) == 0
    assert (run.job, str(run.day), run.state) == ("trial", "2026-11-20", "waiting")
    assert JobRun.objects.count() == OrmQ.objects.count() == 1


def test_a_run_is_worked_through_once(bench: Bench) -> None:
    bench.part("a")
    bench.part("b", lambda: 5)
    run = work(due_run())
    assert (run.state, run.counted, run.parts, run.parts_done) == ("done", 6, 2, ["a", "b"])
    work(run)
    assert put_due(timezone.now()) == 0
    assert bench.done == ["a", "b"]


def test_two_workers_have_it_one_after_the_other_alone(bench: Bench) -> None:
    bench.part("a")
    run = due_run()
    assert claim(run.pk, uuid4(), timezone.now()) is not None
    assert working.carry_out(run.pk).startswith("Nothing to do")
    assert bench.done == []


def test_a_run_whose_worker_died_goes_on_where_it_was(bench: Bench, noon) -> None:
    def die() -> int:
        raise KeyboardInterrupt

    bench.part("a")
    bench.part("b", die)
    run = due_run()
    with pytest.raises(KeyboardInterrupt):
        working.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.parts_done) == ("running", ["a"])
    assert put_due(timezone.now()) == 0, "its worker may still live"
    noon.shift(61)
    bench.part("b")
    assert put_due(timezone.now()) == 1
    assert work(run).state == "done"
    assert bench.done == ["a", "b"]


def test_a_worker_that_was_thought_dead_does_nothing_more(bench: Bench, noon) -> None:
    def overtaken() -> int:
        JobRun.objects.update(claim=uuid4())
        return 1

    bench.part("a", overtaken)
    bench.part("b")
    run = due_run()
    assert working.carry_out(run.pk) == "Another worker took it over."
    assert bench.done == ["a"]


def test_a_part_that_fails_holds_up_no_other_and_is_tried_again(bench: Bench, noon) -> None:
    bench.part("a", fail)
    bench.part("b")
    run = work(due_run())
    assert (run.state, run.parts_done) == ("failed", ["b"])
    assert put_due(timezone.now()) == 0, "a pause first"
    noon.shift(301)
    bench.part("a")
    assert put_due(timezone.now()) == 1
    assert work(run).state == "done"
    assert bench.done == ["b", "a"]


def test_an_error_says_where_and_never_what_a_row_says(bench: Bench) -> None:
    bench.part("a", fail)
    run = work(due_run())
    assert run.error.startswith("ValueError in tests/config/jobs/test_runs.py, line ")
    assert "Wren" not in run.error


def test_three_tries_and_then_a_person_looks(bench: Bench, noon) -> None:
    bench.part("a", fail)
    run = due_run()
    for _ in range(3):
        work(run)
        noon.shift(301)
    assert run.tries == 3
    assert put_due(timezone.now()) == 0


def test_a_database_that_goes_away_leaves_the_run_to_be_found(bench: Bench, noon) -> None:
    def gone() -> int:
        raise OperationalError("server closed the connection unexpectedly")

    bench.part("a", gone)
    run = due_run()
    with pytest.raises(OperationalError):
        working.carry_out(run.pk)
    run.refresh_from_db()
    assert run.state == "running"
    noon.shift(61)
    assert put_due(timezone.now()) == 1


def test_a_long_run_lets_others_in_between(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "SLICE_S", -1.0)
    bench.part("a")
    run = due_run()
    assert working.carry_out(run.pk) == "Goes on in a moment."
    run.refresh_from_db()
    assert (run.state, run.claim, OrmQ.objects.count()) == ("waiting", None, 2)
    monkeypatch.setattr(working, "SLICE_S", 20.0)
    assert work(run).state == "done"


def test_a_job_of_every_minute_is_done_again_and_counts_its_day(bench: Bench, noon, monkeypatch) -> None:
    timetable(monkeypatch, every_minute())
    bench.part("")
    run = work(due_run())
    noon.shift(61)
    assert put_due(timezone.now()) == 1
    assert work(run).counted == 2
    assert JobRun.objects.count() == 1


def test_what_was_done_by_hand_before_its_time_is_done_again_at_its_time(bench: Bench, noon) -> None:
    noon.move_to(NOON.replace(hour=6))
    bench.part("a")
    boss = make_user("administrator")
    run = work(run_now(code="trial", by=boss))
    noon.move_to(NOON.replace(hour=8))
    assert put_due(timezone.now()) == 1
    work(run)
    assert bench.done == ["a", "a"]
    assert (run.counted, run.asked_by) == (1, None)


def test_yesterdays_run_that_nobody_began_is_left_out(bench: Bench, noon) -> None:
    bench.part("a")
    run = due_run()
    noon.move_to(NOON + timedelta(hours=9))
    put_due(timezone.now())
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "Left out: it came too late")
    assert put_due(timezone.now() + timedelta(hours=1)) == 0


def test_each_council_has_its_own_run(bench: Bench) -> None:
    make_council()
    make_council("E08000035", "Otherbeck")
    assert put_due(timezone.now()) == 2


def test_now_is_for_those_who_may_and_leaves_an_event(bench: Bench) -> None:
    from config.audit_trail.models import Event

    with pytest.raises(NotAllowed):
        run_now(code="trial", by=make_user("team_manager"))
    boss = make_user("administrator")
    run = run_now(code="trial", by=boss)
    run.refresh_from_db()
    assert run.asked_by == boss
    event = Event.objects.get(verb="job_asked_for")
    assert (event.actor, event.subject_id, event.context) == (boss, run.public_id, {"job": "trial"})
    claim(run.pk, uuid4(), timezone.now())
    with pytest.raises(Refused, match="at work already"):
        run_now(code="trial", by=boss)
    with pytest.raises(Refused, match="not on the timetable"):
        run_now(code="gone", by=boss)


def test_who_takes_long_to_work_out_what_to_do_is_alive(bench: Bench, monkeypatch: pytest.MonkeyPatch, noon) -> None:
    """On a slow machine the ranking alone takes longer to load than a dead worker's silence may last."""
    signs = []

    def slowly(council, day) -> list[Part]:
        noon.shift(timedelta(seconds=50))
        return [Part("a", lambda: signs.append(JobRun.objects.get().beat_at) or 1)]

    monkeypatch.setattr("config.jobs.job.import_string", lambda name: slowly)
    assert work(due_run()).state == "done"
    assert signs == [NOON + timedelta(seconds=50)]


@pytest.mark.parametrize(("when", "day"), [(daily("08:00"), "2024-02-29"), (every_minute(), "2026-11-20")])
def test_a_proof_takes_another_day_but_every_minute_is_the_clocks(monkeypatch, when: When, day: str) -> None:
    timetable(monkeypatch, when)
    make_council()
    put_due(timezone.now(), datetime(2024, 2, 29, 12, tzinfo=UTC))
    assert str(JobRun.objects.get().day) == day

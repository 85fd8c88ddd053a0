"""A timetable of its own: jobs whose parts a test lays out."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from config.accounts.models import Council
from config.jobs.job import Job, Part
from config.jobs.times import When, daily

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Bench:
    """What the parts of the job "trial" do, and the list of what was done, in order."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.parts: dict[str, Callable[[], int]] = {}

    def part(self, key: str, do: Callable[[], int] | None = None) -> None:
        self.parts[key] = do or (lambda: 1)

    def of(self, council: Council, day: date) -> list[Part]:
        return [Part(key, lambda key=key: self._do(key)) for key in self.parts]

    def _do(self, key: str) -> int:
        number = self.parts[key]()
        self.done.append(key)
        return number


BENCH = Bench()


def trial_parts(council: Council, day: date) -> list[Part]:
    return BENCH.of(council, day)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The job "trial", every day at 8, as the only row of the timetable."""
    timetable(monkeypatch, daily("08:00"))
    return BENCH


def timetable(monkeypatch: pytest.MonkeyPatch, when: When) -> None:
    BENCH.__init__()
    jobs = (Job("trial", "Try something", when, "tests.trial", "{n} tried", late_hours=9),)
    monkeypatch.setattr("config.jobs.timetable.import_string", lambda name: jobs)
    monkeypatch.setattr("config.jobs.job.import_string", lambda name: trial_parts)

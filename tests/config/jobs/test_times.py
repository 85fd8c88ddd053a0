"""When a job is due on London's clock: clock changes, month ends, 29 February, the last minute of a day (S5)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.jobs.times import When, daily, every_minute, monthly, on_weekdays, weekly
from config.schedule import JOBS

LONDON = ZoneInfo("Europe/London")
KINDS = [daily("02:30"), on_weekdays("08:00"), weekly("Monday", "07:45"), monthly("18:00"), every_minute()]


def at(text: str) -> datetime:
    """A moment of London, as UTC, which is what the service counts in."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "now", "latest", "following"),
    [
        # The clocks go forward on 29 March 2026 and back on 25 October 2026: eight stays eight.
        (daily("08:00"), "2026-03-29T07:59", "2026-03-28T08:00", "2026-03-29T08:00"),
        (daily("08:00"), "2026-03-29T08:00", "2026-03-29T08:00", "2026-03-30T08:00"),
        (daily("08:00"), "2026-10-25T07:30", "2026-10-24T08:00", "2026-10-25T08:00"),
        (daily("23:59"), "2026-10-25T23:59", "2026-10-25T23:59", "2026-10-26T23:59"),
        (daily("00:00"), "2026-03-29T23:59", "2026-03-29T00:00", "2026-03-30T00:00"),
        # Month ends, and the day that is there every four years.
        (monthly("18:00"), "2028-02-29T17:59", "2028-01-31T18:00", "2028-02-29T18:00"),
        (monthly("18:00"), "2027-02-28T18:00", "2027-02-28T18:00", "2027-03-31T18:00"),
        (monthly("18:00"), "2026-12-31T23:59", "2026-12-31T18:00", "2027-01-31T18:00"),
        # A Saturday, a Sunday, and the Monday after.
        (on_weekdays("08:00"), "2026-11-21T12:00", "2026-11-20T08:00", "2026-11-23T08:00"),
        (on_weekdays("08:00"), "2026-11-23T08:00", "2026-11-23T08:00", "2026-11-24T08:00"),
        (weekly("Monday", "07:45"), "2026-11-23T07:44", "2026-11-16T07:45", "2026-11-23T07:45"),
        (every_minute(), "2026-11-20T08:00", "2026-11-20T08:00", "2026-11-20T08:01"),
    ],
)
def test_the_last_and_the_next_moment(when: When, now: str, latest: str, following: str) -> None:
    assert when.latest(at(now)) == at(latest)
    assert when.following(at(now)) == at(following)


def test_the_days_of_the_clock_change_have_23_and_25_hours() -> None:
    eight = daily("08:00")
    assert eight.following(at("2026-03-28T08:00")) - at("2026-03-28T08:00") == timedelta(hours=23)
    assert eight.following(at("2026-10-24T08:00")) - at("2026-10-24T08:00") == timedelta(hours=25)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)), st.sampled_from(KINDS))
def test_now_lies_between_the_last_and_the_next_moment(now: datetime, when: When) -> None:
    latest, following = when.latest(now), when.following(now)
    assert latest <= now < following
    assert when.latest(following) == following
    assert when.latest(following - timedelta(microseconds=1)) == latest


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.code)
def test_no_job_stands_in_the_hour_that_comes_twice_or_not_at_all(job) -> None:
    assert job.when.at is None or job.when.at.hour != 1


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-20T02:30", date(2026, 11, 20)),
        ("2026-11-20T22:30", date(2026, 11, 20)),
        ("2026-11-20T22:31", None),
        ("2026-11-21T02:29", None),
    ],
)
def test_a_job_that_comes_too_late_waits_for_its_next_time(now: str, day: date | None) -> None:
    rank = next(job for job in JOBS if job.code == "rank")
    assert rank.late_hours == 20
    assert rank.day_due(at(now)) == day

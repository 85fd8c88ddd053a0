"""The jobs there are: the rows of `config/schedule.py`, or of the table that a proof lays in its place."""

from django.conf import settings
from django.utils.module_loading import import_string

from config.jobs.job import Job
from config.refusal import Refused


def jobs() -> tuple[Job, ...]:
    """In the order of a day."""
    table: tuple[Job, ...] = import_string(settings.JOBS_TIMETABLE)
    return table


def by_code(code: str) -> Job:
    """The job of this code. Raises Refused for one that is not on the timetable (any more)."""
    found = next((job for job in jobs() if job.code == code), None)
    if found is None:
        raise Refused("This job is not on the timetable any more.")
    return found

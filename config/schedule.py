"""The timetable: everything the service does by itself, and when, on London's clock.

What a job does stands in the `tasks.py` of its room, named here by a string so that config imports no app. Every job
is worked through council by council, may be run twice on a day, and has each effect once.
"""

from config.jobs.job import Job
from config.jobs.times import daily, every_minute
from config.refusal import Refused

JOBS: tuple[Job, ...] = (
    Job("outbox", "Send mails", every_minute(), "config.outbox.tasks.mails_due", "{n} sent today"),
    Job(
        "rank", "Draw up everybody's shortlist", daily("02:30"), "matching.shortlists.tasks.everybody",
        "{n} young people have a new list", minutes=20,
    ),
)  # fmt: skip
"""In the order of a day."""
_BY_CODE = {job.code: job for job in JOBS}


def by_code(code: str) -> Job:
    """The job of this code. Raises Refused for one that is not on the timetable (any more)."""
    if code not in _BY_CODE:
        raise Refused("This job is not on the timetable any more.")
    return _BY_CODE[code]

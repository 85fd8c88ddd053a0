"""Putting runs on the timetable and into the queue: by the clock, and by a person who wants one now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_q.tasks import async_task

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.jobs.job import Job
from config.jobs.models import JobRun, Pulse
from config.jobs.querysets import MOST_TRIES
from config.jobs.times import ONE_DAY
from config.jobs.timetable import by_code, jobs
from config.refusal import Refused

LEFT_OUT = "Left out: it came too late"
CARRY_OUT = "config.jobs.tasks.carry_out"
AGAIN = {"state": "waiting", "tries": 0, "parts_done": [], "queued_at": None, "error": "", "asked_by": None}


def beat(now: datetime) -> None:
    """Leave the sign of life that `watch` looks for."""
    Pulse.objects.update_or_create(pk=1, defaults={"at": now})


@transaction.atomic
def put_due(now: datetime, day_of: datetime | None = None) -> int:
    """Make the runs that should be there by now, and queue all that want work. Returns how many were queued.

    `day_of` is another moment to take for the timetable's, in a proof that goes through a month in minutes; what is
    done every minute keeps to the clock.
    """
    councils = list(Council.objects.all())
    for job in jobs():
        put(job, councils, now if job.when.often else day_of or now)
    return queue(JobRun.objects.wanting_work(now).not_queued(now), now)


def put(job: Job, councils: list[Council], now: datetime) -> None:
    """The run of the day that is due; one that was done before it was due is done again, an older one left out."""
    day, last = job.day_due(now), timezone.localdate(job.when.latest(now))
    leave_out(JobRun.objects.wanting_work(now).filter(job=job.code, day__lt=day or last + ONE_DAY), now)
    if day is None:
        return
    JobRun.objects.bulk_create(
        [JobRun(job=job.code, council=council, day=day) for council in councils], ignore_conflicts=True
    )
    early = JobRun.objects.filter(
        job=job.code, day=day, state__in=("done", "failed"), started_at__lt=job.when.latest(now)
    )
    early.update(**AGAIN, **({} if job.when.often else {"counted": 0}))


def leave_out(runs: QuerySet[JobRun], now: datetime) -> None:
    """It would come too late, and nobody asked for it."""
    over = {"state": "failed", "claim": None, "finished_at": now, "tries": MOST_TRIES, "error": LEFT_OUT}
    runs.filter(asked_by=None).update(**over)


def queue(runs: QuerySet[JobRun], now: datetime) -> int:
    """A task for each of these runs, in the transaction that notes it. A run that a worker holds is left alone."""
    pks = list(runs.select_for_update(skip_locked=True).values_list("pk", flat=True))
    JobRun.objects.filter(pk__in=pks).update(queued_at=now)
    for pk in pks:
        async_task(CARRY_OUT, pk, group="jobs")
    return len(pks)


@transaction.atomic
def run_now(*, code: str, by: User) -> JobRun:
    """Have a job done now for the user's council. Raises Refused while it is at work."""
    check_may(by, Permission.RUN_JOBS)
    assert by.council is not None
    job, now = by_code(code), timezone.now()
    key: dict[str, Any] = {"job": job.code, "council": by.council, "day": timezone.localdate(now)}
    JobRun.objects.get_or_create(**key)
    run = JobRun.objects.select_for_update(skip_locked=True).filter(**key).exclude(state="running").first()
    if run is None:
        raise Refused(f"“{job.label}” is at work already.")
    JobRun.objects.filter(pk=run.pk).update(**AGAIN | {"asked_by": by, "counted": 0})
    queue(JobRun.objects.filter(pk=run.pk), now)
    record("job_asked_for", run, council=by.council, by=by, job=job.code)
    return run


@transaction.atomic
def claim(pk: int, token: UUID, now: datetime) -> JobRun | None:
    """Take a run for a worker. None where another worker has it, or it is over."""
    rows = JobRun.objects.wanting_work(now).select_for_update(skip_locked=True, of=["self"])
    run = rows.select_related("council").filter(pk=pk).first()
    if run is None:
        return None
    run.state, run.claim, run.beat_at, run.queued_at = JobRun.State.RUNNING, token, now, None
    run.started_at = now if run.tries == 0 and not run.parts_done else run.started_at
    run.tries, run.finished_at = run.tries + 1, None
    run.save()
    return run

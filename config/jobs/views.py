"""The timetable of background work: last run, what came of it, next run, and "Run now" (S5)."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from config.accounts.permissions import Permission
from config.jobs.actions import run_now
from config.jobs.job import Job
from config.jobs.models import JobRun
from config.jobs.timetable import by_code, jobs
from config.jobs.watch import standing
from config.outbox.actions import given_up, send_again
from config.outbox.models import Message
from config.screens.pages import ActionScreen, Screen
from config.templatetags.screens import moment, tag

NOT_YET = "Not yet"
MOST_LOST = 50
A_MINUTE_S = 60


class Timetable(Screen):
    """Every job with its last run for this council. While one is at work the page renews itself."""

    may = (Permission.SEE_TIMETABLE,)
    template_name = "jobs/timetable.html"
    heading = "Timetable"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def context(self) -> dict[str, Any]:
        now = timezone.now()
        runs = {run.job: run for run in JobRun.objects.visible_to(self.user).newest().select_related("asked_by")}
        done = {run.job: run for run in JobRun.objects.visible_to(self.user).done().newest()}
        lines = [
            line(job, runs.get(job.code), done.get(job.code)) | {"next": moment(job.when.following(now))}
            for job in jobs()
        ]
        return {
            "standing": standing(now),
            "lines": lines,
            "busy": any(one["busy"] for one in lines),
            "may_run": self.user.may(Permission.RUN_JOBS),
            "lost": given_up().filter(council=self.user.council_id).order_by("-recorded_at")[:MOST_LOST],
        }


class RunNow(ActionScreen):
    may = (Permission.RUN_JOBS,)

    def act(self) -> str:
        job = by_code(self.kwargs["job"])
        run_now(code=job.code, by=self.user)
        return f"“{job.label}” starts in a moment."

    def next_url(self) -> str:
        return reverse("timetable")


class SendAgain(ActionScreen):
    may = (Permission.RUN_JOBS,)

    def act(self) -> str:
        own = Message.objects.filter(council=self.user.council_id)
        mail = send_again(self.one(own, public_id=self.kwargs["message"]), by=self.user)
        return f"{'The event for' if mail.webhook_id else 'The mail to'} {mail.to} leaves again within a minute."

    def next_url(self) -> str:
        return reverse("timetable")


def line(job: Job, run: JobRun | None, before: JobRun | None) -> dict[str, Any]:
    """One job on the page; `before` is the last run that was done. `busy` while it waits for a worker or is at work."""
    return {
        "job": job,
        "run": run,
        "busy": run is not None and run.state in ("waiting", "running"),
        "tag": state_tag(job, run) if run else "",
        "result": result(job, run, before),
    }


def state_tag(job: Job, run: JobRun) -> Any:
    if run.state == "failed":
        return tag("Did not finish", "red")
    if run.state == "running" and run.started_at and (timezone.now() - run.started_at).seconds > job.minutes * 60:
        return tag("Takes long", "amber")
    return {"waiting": tag("Waits", "grey"), "running": tag("At work", "blue")}.get(run.state, "")


def result(job: Job, run: JobRun | None, before: JobRun | None) -> str:
    if run is None or (run.started_at is None and not run.error):
        return NOT_YET
    if run.state == "running":
        return how_far(run, before)
    if run.error:
        return format_html("{} Tried {} of 3 times.", f"{run.error}.".replace("..", "."), min(run.tries, 3))
    return job.said.format(n=f"{run.counted:,}")


def how_far(run: JobRun, before: JobRun | None) -> str:
    """Parts done of all; of a job of one piece, for how long it has been at it, and how long it took before."""
    if run.parts > 1:
        return f"{len(run.parts_done):,} of {run.parts:,} parts done"
    since = f"Not over yet, at it for {lasting(run.started_at, timezone.now())}."
    return f"{since} The last time it took {lasting(before.started_at, before.finished_at)}." if before else since


def lasting(begun: datetime | None, until: datetime | None) -> str:
    """A length of time, as "12 seconds" or "3 minutes"."""
    assert begun is not None and until is not None
    seconds = max(1, round((until - begun).total_seconds()))
    number, unit = (seconds, "second") if seconds < 2 * A_MINUTE_S else (round(seconds / A_MINUTE_S), "minute")
    return f"{number:,} {unit}{'' if number == 1 else 's'}"

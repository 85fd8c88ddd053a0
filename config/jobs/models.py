"""Runs of jobs: one row a job, council and day. The row is the claim, the progress and the result."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from config.jobs.querysets import JobRunQuerySet
from config.public_ids import PublicIdModel


class JobRun(PublicIdModel):
    """What a job did for one council on one day.

    A worker that takes the run writes its `claim`, and holds the row locked through every part; a part is committed
    together with its mark in `parts_done`. So a worker that dies loses the part it was in and nothing else, and one
    that was thought dead finds its claim gone and stops.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a worker"
        RUNNING = "running", "At work"
        DONE = "done", "Done"
        FAILED = "failed", "Did not finish"

    job = models.CharField(max_length=40, help_text="Code of config/schedule.py")
    council = models.ForeignKey("accounts.Council", models.CASCADE, related_name="+")
    day = models.DateField(help_text="London's day on which it was due")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claim = models.UUIDField(null=True, help_text="Of the worker that has it")
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="When its worker last gave a sign")
    finished_at = models.DateTimeField(null=True)
    parts = models.PositiveIntegerField(default=0)
    parts_done = ArrayField(models.CharField(max_length=80), default=list)
    counted = models.PositiveIntegerField(default=0, help_text="The number in the result")
    error = models.CharField(max_length=300, blank=True, help_text="Where it went wrong; never what a row says")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-day", "job"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "council", "day"], name="one_run_per_job_council_and_day"),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(claim__isnull=False), name="a_run_at_work_is_somebodys"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed"]) | Q(finished_at__isnull=False, claim=None),
                name="a_run_that_ended_says_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["council", "job", "-day"])]

    def __str__(self) -> str:
        return f"{self.job} {self.day}"


class Pulse(models.Model):
    """The one sign of life that went all the way: timetable of the queue, queue, worker, database."""

    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="When administrators were told that it had stopped")

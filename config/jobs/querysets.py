"""Reads of runs."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from config.accounts.models import User
from config.accounts.permissions import Permission

SILENT = timedelta(seconds=settings.JOBS_SILENT_S)
"""A worker that gave no sign for so long, and holds no lock, is dead."""
TASK_LOST = 5 * SILENT
"""A task that nobody began for so long is put into the queue again; one too many does no harm. It was lost with the
memory of a cluster that had fetched it."""
MOST_TRIES = 3
PAUSE = timedelta(minutes=5)


class JobRunQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(council=user.council_id) if user.may(Permission.SEE_TIMETABLE) else self.none()

    def wanting_work(self, now: datetime) -> Self:
        """Never begun, left behind by a worker that died, or failed a while ago and not too often."""
        return self.filter(
            Q(state="waiting")
            | Q(state="running", beat_at__lt=now - SILENT)
            | Q(state="failed", tries__lt=MOST_TRIES, finished_at__lt=now - PAUSE)
        )

    def not_queued(self, now: datetime) -> Self:
        return self.filter(Q(queued_at=None) | Q(queued_at__lt=now - TASK_LOST))

    def done(self) -> Self:
        return self.filter(state="done", started_at__isnull=False)

    def newest(self) -> Self:
        """The last run of each job of each council."""
        return self.order_by("job", "council_id", "-day").distinct("job", "council_id")

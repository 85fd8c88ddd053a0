from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from config.jobs.timetable import jobs

TICK = "config.jobs.tasks.tick"
CLOCKS = {"clock, on the minute": 0, "clock, on the half minute": 30}
"""Seconds after the full minute. The queue looks at its own timetable every half minute; more often cannot be."""


class Command(BaseCommand):
    help = "Start the clock of config/schedule.py in the queue. Again changes nothing."

    @transaction.atomic
    def handle(self, *, verbosity: int, **options: object) -> None:
        Schedule.objects.filter(func=TICK).exclude(name__in=CLOCKS).delete()
        minute = timezone.now().replace(second=0, microsecond=0)
        for name, seconds in CLOCKS.items():
            facts = {"func": TICK, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
            start = {"next_run": minute + timedelta(seconds=seconds)}
            Schedule.objects.update_or_create(name=name, defaults=facts, create_defaults=facts | start)
        for job in jobs() if verbosity else ():
            self.stdout.write(f"{job.label}: {job.when.words}")

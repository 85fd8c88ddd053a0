import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from config.jobs.watch import tell_if_still

MOVES, STANDS_STILL, CANNOT_TELL = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Say whether background work goes on, and mail administrators if it does not. For a timer outside the cluster. "
        "Exit code 0: it goes on; 1: it stands still; 2: the database does not answer."
    )

    def handle(self, **options: object) -> None:
        address = settings.SERVICE_ADDRESS.rstrip("/") + reverse("timetable")
        try:
            found = tell_if_still(timezone.now(), address)
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {error}")
            sys.exit(CANNOT_TELL)
        self.stdout.write(found.sentence)
        if not found.moves:
            sys.exit(STANDS_STILL)

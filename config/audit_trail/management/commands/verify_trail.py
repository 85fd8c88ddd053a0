from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from config.accounts.command_line import council_called
from config.accounts.models import Council
from config.audit_trail.models import Seal
from config.audit_trail.trail import seal_waiting, verify


class Command(BaseCommand):
    help = "Check that no event of the audit trail was changed or removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", metavar="CODE", help="only this council; otherwise every council")

    def handle(self, council: str | None = None, **options: object) -> None:
        faulty = 0
        for one in [council_called(council)] if council else Council.objects.all():
            seal_waiting(one.pk)
            faults = verify(one)
            faulty += bool(faults)
            for fault in faults:
                self.stdout.write(f"{one}: {fault}")
            if not faults:
                self.stdout.write(f"{one}: all {Seal.objects.filter(council=one).count():,} events are in place.")
        if faulty:
            raise CommandError("The trail does not hold. Keep the database as it is and call your security lead.")

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from config.outbox.actions import TRIES, due, given_up, send_due, tried_in_vain


class Command(BaseCommand):
    help = "Write the messages that time makes due, then send what is due. Meant to run every few minutes."

    def handle(self, **options: object) -> None:
        for write in settings.BEFORE_SENDING:
            import_string(write)()
        sent = send_due()
        self.stdout.write(f"Sent {sent}. Still waiting: {(due() | tried_in_vain()).count()}.")
        if lost := given_up().count():
            self.stdout.write(f"Given up after {TRIES} tries: {lost}. Look at their last error.")

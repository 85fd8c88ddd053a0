from django.core.management.base import BaseCommand

from config.outbox.actions import TRIES, due, given_up, send_due


class Command(BaseCommand):
    help = "Send the messages that are due."

    def handle(self, **options: object) -> None:
        sent = send_due()
        self.stdout.write(f"Sent {sent}. Still waiting: {due().count()}.")
        if lost := given_up().count():
            self.stdout.write(f"Given up after {TRIES} tries: {lost}. Look at their last error.")

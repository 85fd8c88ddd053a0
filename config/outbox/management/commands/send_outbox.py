from django.core.management.base import BaseCommand

from config.outbox.actions import due, send_due


class Command(BaseCommand):
    help = "Send the messages that are due."

    def handle(self, **options: object) -> None:
        sent = send_due()
        waiting = due().count()
        self.stdout.write(f"Sent {sent}. Still waiting: {waiting}.")

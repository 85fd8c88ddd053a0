"""`manage.py load_reference`: the shipped coded lists and dated figures."""

from typing import Any

from django.core.management.base import BaseCommand

from config.reference.load import load_reference


class Command(BaseCommand):
    help = "Loads the coded lists and dated figures that come with the service. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference()
        self.stdout.write(f"Reference data: {loaded.added} rows added, {loaded.changed} changed, {loaded.ended} ended.")

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from config.ends_with_parent import every_fork_ends_with_its_parent
from config.jobs import cluster
from config.reading_at_start import read_at_start


class Command(BaseCommand):
    requires_system_checks = ()  # the server beside it makes them; work starts again quickly
    help = "Do background work: a django-q2 cluster that ends, whole, when one of its processes is killed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-in", type=Path, help="a file that is touched every second as long as all is well")

    def handle(self, *, sign_in: Path | None, **options: object) -> None:
        every_fork_ends_with_its_parent()
        read_at_start()
        cluster.run(sign_in)

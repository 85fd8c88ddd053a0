from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from config.jobs.programs import background_work, web_program
from config.jobs.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = "Serve the pages and do the background work, both started again whenever they die. Ctrl+C ends both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1:8000", help="where the pages are served")
        parser.add_argument("--work-log", type=Path, help="what the background work prints goes to this file")
        parser.add_argument("--no-web", action="store_true", help="the background work alone")

    def handle(self, *, address: str, work_log: Path | None, no_web: bool, **options: object) -> None:
        call_command("set_up_schedule", verbosity=0)
        connection.close()
        root = Path(settings.BASE_DIR)
        web = [] if no_web else [Child("The web server", web_program(address), root)]
        with TemporaryDirectory() as folder:
            Supervisor([*web, background_work(root, Path(folder) / "signed", work_log)], self.say).run()

    def say(self, sentence: str) -> None:
        self.stderr.write(f"{timezone.localtime():%H:%M:%S} {sentence}")
        self.stderr.flush()

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.utils import timezone

from config.jobs.supervisor import Child, Supervisor
from config.jobs.watch import pulse_has_stopped


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
        work = Child("Background work", manage("work"), root, work_log, stands_still, settings.JOBS_STILL_S)
        web = [] if no_web else [Child("The web server", web_program(address), root)]
        Supervisor([*web, work], self.say).run()

    def say(self, sentence: str) -> None:
        self.stderr.write(f"{timezone.localtime():%H:%M:%S} {sentence}")
        self.stderr.flush()


def manage(*words: str) -> list[str]:
    return [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words]


def web_program(address: str) -> list[str]:
    """gunicorn; where DEBUG is on, Django's own server, which also serves the static files."""
    if settings.DEBUG:
        return manage("runserver", address, "--noreload")
    words = ["-m", "gunicorn", "config.wsgi:application", "--workers=2", "--threads=2", "--no-control-socket"]
    return [sys.executable, *words, f"--bind={address}"]


def stands_still() -> bool:
    """Whether the cluster's pulse has stopped. While the database does not answer, nobody can tell."""
    try:
        return pulse_has_stopped(timezone.now())
    except OperationalError:
        return False
    finally:
        connection.close()

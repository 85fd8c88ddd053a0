from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from config.accounts.command_line import console_on
from config.accounts.models import Council, User
from matching.demo import build, council
from matching.demo.files import write_files
from matching.demo.neighbours import make_neighbours
from matching.management.commands.panel_list import WIDTH, print_list

PRINTED_CASES = 12
MONTH = council.DAY.replace(day=1)
SIGN_IN = (
    "pa01", "sw01", "manager.alder", "panel1", "chair", "virtual.school", "employer", "hr", "board", "admin", "keeper",
    "pa.calderwick", "virtual.school.calderwick", "pa.colnewater", "virtual.school.colnewater",
)  # fmt: skip
T = TypeVar("T")


class Command(BaseCommand):
    help = "Make the demonstration council, rank everyone who is not in EET, print the panel's list, serve the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop after the list")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--neighbours", action="store_true", help="add two small councils, to try sharing")

    def handle(self, *, no_serve: bool, port: str, neighbours: bool, **options: object) -> None:
        one_demonstration_at_a_time()
        check_no_other_council()
        self.step("Bringing the database up to date", lambda: call_command("migrate", verbosity=0))
        if build.is_made():
            self.step("Ranking everyone who is not in EET", build.rank)
        else:
            self.make()
        if neighbours and Council.objects.count() == 1:
            self.step("Making two neighbouring councils", make_both)
        one = Council.objects.get(code=council.CODE)
        chair = build.by_role("panel_chair")
        print_list(console_on(self.stdout, WIDTH), one, MONTH, PRINTED_CASES, by=chair)
        self.say_who_can_sign_in()
        if not no_serve:
            log = Path(settings.BASE_DIR) / ".data" / "background-work.log"
            self.stdout.write(f"Background work, with the mails it sends: {log.relative_to(settings.BASE_DIR)}")
            self.stdout.write(f"The site: http://localhost:{port}/   (Ctrl+C stops it)")
            self.stdout.flush()
            call_command("serve", address=f"localhost:{port}", work_log=log)

    def make(self) -> None:
        """All of it or nothing: a demonstration that is stopped half-way leaves no half-made council."""
        directory = Path(settings.BASE_DIR) / ".data" / "demo"
        files = self.step("Drawing the four files", lambda: write_files(directory))
        with transaction.atomic():
            for words, work in build.steps(files):
                self.step(words, work)
        place = directory.relative_to(settings.BASE_DIR)
        self.stdout.write(f"The files lie in {place}; templates to fill in are in docs/templates.")

    def step(self, words: str, work: Callable[[], T]) -> T:
        """Say what is done, do it, and say how long it took."""
        self.stdout.write(f"{words} ...", ending=" ")
        self.stdout.flush()
        began = perf_counter()
        done = work()
        self.stdout.write(f"{perf_counter() - began:.1f} s")
        return done

    def say_who_can_sign_in(self) -> None:
        """Of those there are: an earlier demonstration had no keeper."""
        asked = [f"{name}@example.org" for name in SIGN_IN]
        there = set(User.objects.filter(email__in=asked).values_list("email", flat=True))
        people = ", ".join(email for email in asked if email in there)
        self.stdout.write(f"Sign in as {people}; the password of each is {build.PASSWORD}.")


def make_both() -> None:
    with transaction.atomic():
        make_neighbours(build.PASSWORD)


def one_demonstration_at_a_time() -> None:
    """Wait for another demo that is being made in this database; the lock goes with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('eet-match demo'))")


def check_no_other_council() -> None:
    """Raises CommandError where a council works: invented people and a password that everyone knows stay away.

    A council that was added to the demonstration, to try that, is no hindrance.
    """
    if Council._meta.db_table not in connection.introspection.table_names():
        return
    others = Council.objects.values_list("name", flat=True)
    if others and not others.filter(code=council.CODE, name=council.NAME).exists():
        raise CommandError(
            f"This database holds the work of {', '.join(others)}, so the demonstration is not made in it. "
            "Set DATABASE_URL to a database of its own."
        )

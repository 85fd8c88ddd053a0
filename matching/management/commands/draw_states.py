from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.states import StateTable
from matching.nominations.states import NOMINATION
from matching.outcomes.states import GUARANTEE
from matching.panel.states import MEETING
from matching.reports.pack.states import PACK
from opportunities.states import OPPORTUNITY, PLEDGE

PAGE = Path("docs") / "states.md"


class Command(BaseCommand):
    help = "Draw the diagrams of docs/states.md from the state tables."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the page is out of date")

    def handle(self, check: bool = False, **options: object) -> None:
        drawn = page()
        if check and PAGE.read_text(encoding="utf-8") != drawn:
            raise CommandError(f"{PAGE} is out of date: run `python3 manage.py draw_states`.")
        if not check:
            PAGE.write_text(drawn, encoding="utf-8")
            self.stdout.write(f"{PAGE} drawn.")


def page() -> str:
    intro = (
        "# States\n\nDrawn from the tables in the code by `python3 manage.py draw_states`; a test fails when stale.\n"
    )
    return "\n".join(
        [intro, *(section(table) for table in (PLEDGE, OPPORTUNITY, NOMINATION, GUARANTEE, MEETING, PACK))]
    )


def section(table: StateTable) -> str:
    return f"## {table.name.capitalize()}\n\n```mermaid\n{table.mermaid()}\n```\n"

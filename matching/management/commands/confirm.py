from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.db.models.functions import Cast
from rich.table import Table
from rich.text import Text

from aspirations.imports.audit_sheet import AuditReader
from aspirations.imports.cohort import CohortReader
from config.accounts.command_line import console_on, council_called, user_called
from config.imports.actions import confirm_value
from config.imports.models import Source, ValueToConfirm
from config.imports.source import Reader
from config.refusal import Refused
from opportunities.imports.pledge_sheet import PledgeReader
from opportunities.imports.vacancies import VacancyReader

READERS: dict[str, Callable[[], Reader]] = {
    Source.COHORT: CohortReader,
    Source.AUDIT: AuditReader,
    Source.PLEDGES: PledgeReader,
    Source.DISPLAY_ADVERT: lambda: VacancyReader("display-advert"),
    Source.JOB_POSTING: lambda: VacancyReader("jobposting"),
    Source.OPEN_REFERRAL: lambda: VacancyReader("open-referral"),
    Source.COUNCIL_VACANCIES: lambda: VacancyReader("council-sheet"),
}
PAGE = 25
WIDTH = 160
SHORT = 8  # letters of the public id
HEADINGS = ("id", "file", "row", "column", "value", "answers", "what is asked")
LONGEST_CODE = 40


class Command(BaseCommand):
    help = "List what the loaded files left open, or answer one of it: confirm ID CODE --by EMAIL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", nargs="?", help="the id of a question, as the list shows it")
        parser.add_argument("code", nargs="?", help="one of its answers, or a date as YYYY-MM-DD")
        parser.add_argument("--council", metavar="CODE", help="ONS code; else the council of --by")
        parser.add_argument("--by", metavar="EMAIL", help="who asks: only their own questions; needed for an answer")
        parser.add_argument("--all", action="store_true", help=f"list all, not only the first {PAGE}")

    def handle(self, *, council: str | None, by: str | None, **options: str | bool | None) -> None:
        user = user_called(by) if by else None
        questions = ValueToConfirm.objects.open().filter(council=council_called(council, user))
        if user:
            questions = questions.visible_to(user)
        if not options["id"]:
            return self.list(questions, everything=bool(options["all"]))
        if not (user and options["code"]):
            raise CommandError("Say the answer and who gives it: confirm ID CODE --by EMAIL.")
        question = question_called(questions, str(options["id"]))
        code = str(options["code"])
        if len(code) > LONGEST_CODE:
            raise CommandError(f"An answer has at most {LONGEST_CODE} characters. Give the code, or the date.")
        try:
            confirm_value(question=question, code=code, reader=READERS[question.file.source](), by=user)
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        return self.stdout.write(f"Confirmed: {question.column} of row {question.row_number} is {code}.")

    def list(self, questions: models.QuerySet[ValueToConfirm], *, everything: bool) -> None:
        number = questions.count()
        rows = questions.select_related("file").order_by("file__recorded_at", "row_number", "pk")
        table = Table(*HEADINGS)
        for question in rows if everything else rows[:PAGE]:
            table.add_row(*map(Text, line_of(question)))
        console = console_on(self.stdout, WIDTH)
        if number:
            console.print(table)
        more = f" The first {PAGE} are shown; --all lists all." if number > PAGE and not everything else ""
        console.print(Text(f"{number} still to confirm.{more}"))


def line_of(asked: ValueToConfirm) -> tuple[str, ...]:
    start = str(asked.public_id)[:SHORT]
    answers = " or ".join(asked.candidates)
    return start, asked.file.name, str(asked.row_number), asked.column, asked.value, answers, asked.sentence


def question_called(questions: models.QuerySet[ValueToConfirm], start: str) -> ValueToConfirm:
    """The open question whose id begins so. CommandError says when there is none, or more than one."""
    text = Cast("public_id", models.CharField())
    found = list(questions.annotate(id_text=text).filter(id_text__startswith=start.lower()).select_related("file")[:2])
    if not found:
        raise CommandError(f"No open question of yours is known as “{start}”. Copy the id from the list.")
    if len(found) == 2:
        raise CommandError(f"More than one question begins with “{start}”. Give more of its id.")
    return found[0]

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from config.accounts.command_line import day_called
from matching.nominations.asking import ask_for_answers
from matching.outcomes.asking import ask_how_it_goes


class Command(BaseCommand):
    help = "Leave a mail wherever an employer's answer is waited for. Again on the same day changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", help="as on this day, YYYY-MM-DD; today if left out")

    def handle(self, *, day: str | None, **options: object) -> None:
        on = day_called(day) if day else timezone.localdate()
        self.stdout.write(f"Asked for an answer: {ask_for_answers(on)}. Asked how it goes: {ask_how_it_goes(on)}.")

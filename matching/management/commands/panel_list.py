from argparse import ArgumentParser
from calendar import monthrange
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from rich.console import Console
from rich.table import Table

from aspirations.models import YoungPerson
from config.accounts.command_line import console_on, council_called, month_called
from config.accounts.models import Council
from matching.panel.agenda import agenda_items
from matching.panel.listing import Case, cases, changed_since, kept_cases, newest_ranking
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.seen import Kept
from matching.reports.summary import position_in_words
from matching.shortlists.models import ShortlistRun

SHOWN, WIDTH = 40, 150


class Command(BaseCommand):
    help = "Print the panel's list of a month: who is not in EET, in the order of need, with the best matches and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", metavar="YYYY-MM", required=True)
        parser.add_argument("--council", metavar="CODE", help="which council, where there are several")
        parser.add_argument("--cases", type=int, default=SHOWN, help=f"how many cases to print ({SHOWN}); 0 for all")

    def handle(self, month: str, council: str | None = None, cases: int = SHOWN, **options: object) -> None:
        if cases < 0:
            raise CommandError(f"{cases} cases cannot be printed. Say how many, such as --cases 12; 0 prints all.")
        print_list(console_on(self.stdout, WIDTH), council_called(council), month_called(month), cases)


def print_list(console: Console, council: Council, month: date, number: int = SHOWN) -> None:
    meeting, items = meeting_of(council, month)
    neet = [item for item in items if item.part == AgendaItem.Part.NEET]
    unknown = len(items) - len(neet)
    console.print(
        f"[bold]{council}, {meeting}[/bold]. {len(neet)} not in EET, each once, in the order of need on "
        f"{meeting.held_on:%-d %B}. Another {unknown} have no recorded activity."
    )
    ranking = newest_ranking(council)
    for sentence in (*standing_in_words(meeting), matches_in_words(meeting, ranking, month)):
        console.print(sentence)
    shown = neet[: number or len(neet)]
    if meeting.agenda_frozen_at:
        console.print(table_of(kept_cases(shown), "Nothing fitted all must-haves"))
    elif ranking and is_of_month(ranking, month):
        console.print(table_of(cases(shown, council, ranking.day), "Nothing fits all must-haves"))
    else:
        console.print(table_of([Case(item, []) for item in shown], "No ranking for this month"))
    if len(shown) < len(neet):
        everyone = f"python3 manage.py panel_list --month {month:%Y-%m} --cases 0"
        console.print(f"{len(shown)} of {len(neet)} cases shown. Print all of them with {everyone}")
    for sentence in position_in_words(council, meeting.held_on):
        console.print(sentence)


def is_of_month(ranking: ShortlistRun, month: date) -> bool:
    return ranking.day.replace(day=1) == month


def matches_in_words(meeting: PanelMeeting, ranking: ShortlistRun | None, month: date) -> str:
    if meeting.agenda_frozen_at:
        frozen = localtime(meeting.agenda_frozen_at)
        return f"Matches as they stood when the agenda was frozen on {frozen:%-d %B %Y}."
    if ranking is None:
        return "There is no ranking yet: python3 manage.py rank draws one up."
    if not is_of_month(ranking, month):
        return f"There is no ranking for this month: the one in force was drawn up on {ranking.day:%-d %B %Y}."
    return f"Matches drawn up on {ranking.day:%-d %B %Y}."


def standing_in_words(meeting: PanelMeeting) -> list[str]:
    """Whether the agenda is still true; nothing while there is none."""
    if meeting.pk is None or not meeting.items.exists() or not (changed := changed_since(meeting)):
        return []
    day, number = changed
    people = "1 person has" if number == 1 else f"{number} people have"
    return [f"The agenda was drawn up on {day:%-d %B}; {people} changed since: draw it up again."]


def meeting_of(council: Council, month: date) -> tuple[PanelMeeting, list[AgendaItem]]:
    """The month's meeting with its agenda; where there is none yet, the list as it would be on the month's last day."""
    meeting = PanelMeeting.objects.filter(council=council).in_month(month).first()
    if meeting and meeting.items.exists():
        return meeting, list(meeting.items.select_related("person"))
    held_on = month.replace(day=monthrange(month.year, month.month)[1])
    if meeting is None:
        opaque = uuid5(NAMESPACE_URL, f"{council.public_id}/{month}")
        meeting = PanelMeeting(council=council, month=month, held_on=held_on, public_id=opaque)
    return meeting, agenda_items(meeting, YoungPerson.objects.filter(council=council))


def table_of(found: list[Case], no_match: str) -> Table:
    table = Table(box=None, pad_edge=False, row_styles=["", "dim"])
    table.add_column("", justify="right")
    table.add_column("Who")
    table.add_column("Need", justify="right")
    table.add_column("Why now", ratio=3)
    table.add_column("Best matches (points of 100)", ratio=3)
    table.add_column("Why the first", ratio=4)
    for case in found:
        matches = "\n".join(f"{match['points']}  {match['title']}" for match in case.matches)
        reasons = "\n".join(reason_in_words(part) for part in case.reasons[:3])
        needs = "\n".join(f"{points}  {sentence}" for _, points, sentence in case.item.parts)
        item = case.item
        who = f"{item.person.called}\n{item.person.child_id}"
        table.add_row(str(item.position), who, str(item.points), needs, matches or no_match, reasons)
    return table


def reason_in_words(part: Kept) -> str:
    return f"{part['points']} of {part['out_of']} {part['name']}: {part['sentence']}"

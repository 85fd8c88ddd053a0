from argparse import ArgumentParser
from calendar import monthrange
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from rich.console import Console
from rich.table import Table

from aspirations.models import YoungPerson
from config.accounts.command_line import console_on, council_called, month_called, user_called
from config.accounts.models import Council, User
from config.audit_trail.trail import record_view
from config.refusal import Refused
from matching.panel.agenda import agenda_items, check_chair
from matching.panel.listing import Case, cases, changed_since, kept_cases, newest_ranking
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.seen import Kept
from matching.reports.summary import position_in_words
from matching.shortlists.models import ShortlistRun

SHOWN, WIDTH = 40, 150
SEEN = ("identity", "need_points", "matches")


class Command(BaseCommand):
    help = "Print the panel's list of a month: who is not in EET, in the order of need, with the best matches and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", metavar="YYYY-MM", required=True)
        parser.add_argument(
            "--by", metavar="EMAIL", required=True, help="the chair who reads it; the trail tells of it"
        )
        parser.add_argument("--council", metavar="CODE", help="which council; else that of --by")
        parser.add_argument("--cases", type=int, default=SHOWN, help=f"how many cases to print ({SHOWN}); 0 for all")

    def handle(self, month: str, by: str, council: str | None = None, cases: int = SHOWN, **options: object) -> None:
        if cases < 0:
            raise CommandError(f"{cases} cases cannot be printed. Say how many, such as --cases 12; 0 prints all.")
        user = user_called(by)
        one, first_day = council_called(council, user), month_called(month)
        try:
            check_chair(user, one)
        except Refused as error:
            raise CommandError(str(error)) from error
        print_list(console_on(self.stdout, WIDTH), one, first_day, cases, by=user)


def print_list(console: Console, council: Council, month: date, number: int = SHOWN, *, by: User) -> None:
    """The list, with one event in the trail for all who are shown by name. Records for named people only stay out."""
    meeting, found = meeting_of(council, month)
    items = open_to(found, by)
    neet = [item for item in items if item.part == AgendaItem.Part.NEET]
    unknown = len(items) - len(neet)
    console.print(
        f"[bold]{council}, {meeting}[/bold]. {len(neet)} not in EET, each once, in the order of need on "
        f"{meeting.held_on:%-d %B}. Another {unknown} have no recorded activity."
    )
    ranking = newest_ranking(council)
    for sentence in (*standing_in_words(meeting), matches_in_words(meeting, ranking, month)):
        console.print(sentence)
    if len(items) < len(found):
        console.print(f"{len(found) - len(items)} more are open to named people only: they are discussed with them.")
    shown = neet[: number or len(neet)]
    record_view([item.person for item in shown], council=council, by=by, purpose="panel_list", fields=SEEN)
    if meeting.agenda_frozen_at:
        console.print(table_of(kept_cases(shown), "Nothing fitted all must-haves"))
    elif ranking and is_of_month(ranking, month):
        console.print(table_of(cases(shown, council, ranking.day), "Nothing fits all must-haves"))
    else:
        console.print(table_of([Case(item, []) for item in shown], "No ranking for this month"))
    if len(shown) < len(neet):
        everyone = f"python3 manage.py panel_list --month {month:%Y-%m} --by {by.email} --cases 0"
        console.print(f"{len(shown)} of {len(neet)} cases shown. Print all of them with {everyone}")
    for sentence in position_in_words(council, meeting.held_on):
        console.print(sentence)


def open_to(items: list[AgendaItem], by: User) -> list[AgendaItem]:
    """Without the records that only named people may open, unless this user is one of them."""
    restricted = [item.person_id for item in items if item.person.is_restricted]
    seen = set(YoungPerson.objects.visible_to(by).filter(pk__in=restricted).values_list("pk", flat=True))
    return [item for item in items if not item.person.is_restricted or item.person_id in seen]


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
    points = f"{part['points']} of {part['out_of']} {part['name']}"
    return f"{points}: {part['sentence']}" if part["sentence"] else points

from argparse import ArgumentParser
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from aspirations.models import YoungPerson
from config.accounts.command_line import console_on, day_called, user_called
from config.refusal import Refused
from matching.engine.explanation import Explanation
from matching.shortlists.explaining import explain
from opportunities.models import Opportunity

Row = TypeVar("Row", bound=models.Model)
PERSON = ("young person", "Check the number, or copy it from the list.")
OFFER = ("opportunity", "Copy the title or the reference from the list.")


class Command(BaseCommand):
    help = "Say why an opportunity fits a young person, or what is in the way and what would help."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="Child Unique ID or public id")
        parser.add_argument("opportunity", help="public id, feed reference, pledge reference, or the title")
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the day it is for (today)")
        parser.add_argument(
            "--by", metavar="EMAIL", required=True, help="who asks: they may open the record, and the trail tells of it"
        )

    def handle(self, person: str, opportunity: str, by: str, day: str | None = None, **_: object) -> None:
        on, user = day_called(day) if day else timezone.localdate(), user_called(by)
        people = YoungPerson.objects.filter(council=user.council)
        one = only(people.filter(Q(child_id__iexact=person) | public_id(person)), *PERSON, person)
        offer = only(
            Opportunity.objects.open_to(one.council).filter(
                Q(title__iexact=opportunity)
                | Q(reference=opportunity)
                | Q(pledge__reference=opportunity)
                | public_id(opportunity)
            ),
            *OFFER,
            opportunity,
        )
        try:
            explanation = explain(person=one, opportunity=offer, day=on, by=user)
        except Refused as error:
            raise CommandError(str(error)) from error
        show(console_on(self.stdout, 110), one, offer, explanation)


def public_id(text: str) -> Q:
    shape = text.replace("-", "").lower()
    return Q(public_id=text) if len(shape) == 32 and not set(shape) - set("0123456789abcdef") else Q(pk=None)


def only(rows: models.QuerySet[Row], what: str, way_out: str, text: str) -> Row:
    """The one row that the text names. CommandError says when there is none, or more than one."""
    found = list(rows[:2])
    if not found:
        raise CommandError(f"No {what} is known as “{text}”. {way_out}")
    if len(found) == 2:
        raise CommandError(f"More than one {what} is known as “{text}”. Use the public id.")
    return found[0]


def show(console: Console, person: YoungPerson, offer: Opportunity, explanation: Explanation) -> None:
    """First a sentence, then the parts, then what is not known."""
    console.print(f"[bold]{offer.title}[/bold] ({offer.employer}) for {person.called}")
    if explanation.barriers:
        console.print("Not every must-have is met yet:")
    else:
        console.print("Every must-have that we know of is met.")
    for barrier in explanation.barriers:
        console.print(f"  • {barrier.sentence}" + (f" {barrier.fix.sentence}" if barrier.fix else ""))
    table = Table(box=None, pad_edge=False)
    table.add_column("Part")
    table.add_column("Points", justify="right")
    table.add_column("Why")
    for part in explanation.parts:
        table.add_row(part.name, f"{part.points} of {part.out_of}", part.sentence)
    table.add_row("Total", f"{explanation.total} of 100", "")
    console.print(table)
    for check in explanation.to_check:
        console.print(f"  ? {check.sentence}")
    for note in explanation.notes:
        console.print(f"  – {note}")

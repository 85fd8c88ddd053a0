import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from aspirations.models import YoungPerson
from aspirations.people.querysets import OPENS_RECORDS
from config.accounts.command_line import council_called, day_called, user_called
from config.accounts.models import Council, User
from config.audit_trail.trail import record
from matching.demo import council as demonstration
from matching.engine.facts import facts_in
from matching.engine.weights import PARTS
from matching.shortlists.actions import draw_up
from matching.shortlists.models import ShortlistRun

FIELDS = ("child_id", "matches")


class Command(BaseCommand):
    help = "Draw up the shortlists of everyone who is not in EET."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", metavar="CODE", help="only this council; otherwise every council")
        parser.add_argument(
            "--day", metavar="YYYY-MM-DD", help="the day the lists are for (today); another is a preview, with --json"
        )
        parser.add_argument("--json", metavar="FILE", type=Path, help="write every list, with its parts, to this file")
        parser.add_argument("--by", metavar="EMAIL", help="who takes the file of --json: the people they may open")

    def handle(self, council: str | None = None, day: str | None = None, **options: Any) -> None:
        on, file = day_called(day) if day else timezone.localdate(), options["json"] and Path(options["json"])
        by = user_called(str(options["by"])) if options["by"] else None
        councils = councils_of(council, by)
        preview = not all(is_in_force(one, on) for one in councils)
        check(file, on, preview, by)
        with transaction.atomic():
            runs = [self.draw_up(one, on) for one in councils]
            written = write(file, runs, by) if file and by else []
            transaction.set_rollback(preview)
        if file and by:
            note_export(written, by, on)
            self.stdout.write(f"Lists written to {file}.")
        if preview:
            self.stdout.write("This is a preview: nothing was stored, and everybody keeps the list they had.")

    def draw_up(self, council: Council, day: date) -> ShortlistRun:
        began = perf_counter()
        run = draw_up(council=council, day=day, by=None)
        self.stdout.write(f"{summary(run)} {perf_counter() - began:.1f} s.")
        return run


def councils_of(code: str | None, by: User | None) -> list[Council]:
    """The council that is named, else that of `by`, else every one. Who takes a file belongs to its council."""
    if by is None:
        return [council_called(code)] if code else list(Council.objects.all())
    one = council_called(code, by)
    if by.council != one:
        raise CommandError(f"{by.email} does not work for {one}, so they cannot take its lists.")
    return [one]


def is_in_force(council: Council, day: date) -> bool:
    """Only a ranking of today takes the place of the last one; the demonstration council's today is a fixed day."""
    return day == timezone.localdate() or (council.code, day) == (demonstration.CODE, demonstration.DAY)


def check(file: Path | None, day: date, preview: bool, by: User | None) -> None:
    """Raises CommandError before any work is done."""
    if preview and file is None:
        raise CommandError(
            f"Lists are stored for today only. For a preview of {day:%-d %B %Y} name a file with --json FILE."
        )
    if file and not (by and any(by.may(permission) for permission in OPENS_RECORDS)):
        raise CommandError("Say who takes the file: --by EMAIL of somebody who works with young people.")
    if file and not file.parent.is_dir():
        raise CommandError(f"There is no folder {file.parent}. Make it first, or choose another; nothing was stored.")


def write(file: Path, runs: list[ShortlistRun], by: User) -> list[YoungPerson]:
    """Write the lists of the people whose record `by` may open; returns them."""
    people = YoungPerson.objects.visible_to(by).filter(shortlist_entries__run__in=runs).distinct()
    try:
        file.write_text(json.dumps([as_data(run, by) for run in runs], indent=1), encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"{file} cannot be written: {error.strerror}. Choose another file; nothing was stored."
        ) from error
    return list(people)


def note_export(people: list[YoungPerson], by: User, day: date) -> None:
    """One event for the file, with the opaque ids of the people in it."""
    assert by.council is not None
    ids = [str(person.public_id) for person in people]
    said = {"fields": FIELDS, "what": "shortlists", "day": day.isoformat(), "people": ids}
    record("export_made", by.council, council=by.council, by=by, **said)


def summary(run: ShortlistRun) -> str:
    counts = run.entries.aggregate(people=Count("person", distinct=True), entries=Count("pk"))
    return (
        f"{run.council}, {run.day:%-d %B %Y}: {run.people:,} young people not in EET, {run.opportunities:,} open "
        f"opportunities; {counts['entries']:,} suggestions for {counts['people']:,} of them, weights {run.weights}."
    )


def as_data(run: ShortlistRun, by: User) -> dict[str, Any]:
    entries = run.entries.visible_to(by).order_by("person__child_id", "rank").select_related("person", "opportunity")
    return {
        "council": run.council.code,
        "day": run.day.isoformat(),
        "weights": run.weights.name,
        "back_end": run.back_end,
        "entries": [
            {
                "person": str(entry.person.public_id),
                "child_id": entry.person.child_id,
                "opportunity": str(entry.opportunity.public_id),
                "title": entry.opportunity.title,
                "rank": entry.rank,
                "points": entry.points,
                "parts": dict(zip(PARTS, entry.parts, strict=True)),
                "not_known": [part for bit, part in enumerate(PARTS) if entry.unknown_parts >> bit & 1],
                "to_check": [fact.label for fact in facts_in(entry.to_check)],
            }
            for entry in entries
        ],
    }

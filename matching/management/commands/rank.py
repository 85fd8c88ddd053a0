import json
from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils import timezone

from config.accounts.command_line import council_called, day_called
from config.accounts.models import Council
from matching.engine.facts import facts_in
from matching.engine.weights import PARTS
from matching.shortlists.actions import draw_up
from matching.shortlists.models import ShortlistRun


class Command(BaseCommand):
    help = "Draw up the shortlists of everyone who is not in EET."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", metavar="CODE", help="only this council; otherwise every council")
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the day the lists are for (today)")
        parser.add_argument("--json", metavar="FILE", help="write every list, with its parts, to this file")

    def handle(self, council: str | None = None, day: str | None = None, **options: Any) -> None:
        on = day_called(day) if day else timezone.localdate()
        runs = []
        for one in [council_called(council)] if council else Council.objects.all():
            began = perf_counter()
            run = draw_up(council=one, day=on, by=None)
            runs.append(run)
            self.stdout.write(f"{summary(run)} {perf_counter() - began:.1f} s.")
        if options["json"]:
            Path(options["json"]).write_text(json.dumps([as_data(run) for run in runs], indent=1), encoding="utf-8")
            self.stdout.write(f"Lists written to {options['json']}.")


def summary(run: ShortlistRun) -> str:
    counts = run.entries.aggregate(people=Count("person", distinct=True), entries=Count("pk"))
    return (
        f"{run.council}, {run.day:%-d %B %Y}: {run.people:,} young people not in EET, {run.opportunities:,} open "
        f"opportunities; {counts['entries']:,} suggestions for {counts['people']:,} of them, weights {run.weights}."
    )


def as_data(run: ShortlistRun) -> dict[str, Any]:
    entries = run.entries.order_by("person__child_id", "rank").select_related("person", "opportunity")
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

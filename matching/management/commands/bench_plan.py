from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from matching.engine.plan_simulation import seconds_of_plan

SEED = 2026
SCALES = {"council": (300, 250), "authority": (2_000, 1_500)}


class Command(BaseCommand):
    help = "Time the plan for places: invented people, one place for each opportunity, the best of three runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=SCALES, action="append", help="Both where none is named")

    def handle(self, *, scale: list[str] | None = None, **options: object) -> None:
        for name in scale or SCALES:
            people, places = SCALES[name]
            cpu, wall, placed = seconds_of_plan(people, places, SEED)
            self.stdout.write(
                f"{name}: {people:,} people, {places:,} places, {placed:,} placed: "
                f"{cpu:.3f} s of CPU, {wall:.3f} s by the clock."
            )

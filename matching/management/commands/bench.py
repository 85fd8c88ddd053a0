import resource
from argparse import ArgumentParser
from datetime import date
from time import perf_counter

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from matching.demo.crowd import make_crowd
from matching.engine.benchmark import SCALES, compare
from matching.shortlists.actions import draw_up
from opportunities.vocabulary.text_vectors import text_reader

DAY = date(2026, 11, 20)
SEED = 2026


class Command(BaseCommand):
    help = "Time the matcher: the engine against a bare matrix product, and a whole re-rank from database to database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=SCALES, default="council")

    def handle(self, scale: str = "council", **options: object) -> None:
        people, offers = SCALES[scale]
        self.stdout.write(f"{scale}: {people:,} people, {offers:,} opportunities, the best 20 for everyone.")
        measured = compare(people, offers, seed=SEED)
        self.stdout.write(
            f"engine: {measured.engine_seconds:.3f} s of CPU; bare float32 A @ B.T with its top 20: "
            f"{measured.bound_seconds:.3f} s; ratio {measured.ratio:.1f}."
        )
        with transaction.atomic():
            crowd = make_crowd(people, offers, seed=SEED, day=DAY)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            began = perf_counter()
            text_reader().vectors(["warm"])
            loaded = perf_counter() - began
            began = perf_counter()
            run = draw_up(council=crowd.council, day=crowd.day, by=None)
            seconds = perf_counter() - began
            self.stdout.write(
                f"database to database: {seconds:.2f} s for {run.entries.count():,} suggestions "
                f"(the reader of words was loaded before, {loaded:.2f} s)."
            )
            transaction.set_rollback(True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"peak memory of this process: {peak:.0f} MB. Nothing was kept.")

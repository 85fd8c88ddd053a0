from argparse import ArgumentParser
from statistics import mean

from django.core.management.base import BaseCommand

from matching.engine.plan_simulation import simulate
from matching.engine.prices import Share


class Command(BaseCommand):
    help = "What a plan for places brings and what need weights cost, on invented councils with scarce places."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--rounds", type=int, default=20, help="Invented councils, one seed after the other")

    def handle(self, *, seed: int = 2026, rounds: int = 20, **options: object) -> None:
        self.stdout.write(f"300 people, 162 places; the average of {rounds} invented councils from seed {seed}.")
        self.stdout.write(f"{'':40}{'starts':>8}{'placed':>9}{'high need placed':>18}")
        for name, shares in simulate(rounds=rounds, seed=seed).items():
            self.stdout.write(self.line(name, shares))

    def line(self, name: str, shares: list[Share]) -> str:
        starts, placed = mean(share.starts for share in shares), mean(share.placed for share in shares)
        high = sum(share.high_need_placed for share in shares) / sum(share.high_need for share in shares)
        return f"{name:40}{starts:8.1f}{placed:9.1f}{high:18.0%}"

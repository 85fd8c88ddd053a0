"""Killing: workers, whole clusters, the database's connections and the database itself, in an order from a seed."""

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence

from django.db import OperationalError, connection

from config.jobs.supervisor import Child
from matching.proof.server import ThrowawayServer

A_DOZEN = ("worker",) * 6 + ("cluster",) * 3 + ("connections",) * 2 + ("database",)
"""Of each dozen of kills one is the database's, whatever the seed."""
HEALTHY = 6
"""Processes of a cluster that is at work: its parent, its loop, two workers, and what feeds and empties them."""
SEND_AWAY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
)


def group(child: Child) -> list[int]:
    """The living processes of a child's group, its parent first."""
    assert child.process
    listed = subprocess.run(["/bin/ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return sorted(int(pid) for pid, pgid, state in rows if int(pgid) == child.process.pid and state[0] != "Z")


class Chaos:
    """Kills one thing a call. `done` counts by kind."""

    def __init__(self, seed: int, clusters: Sequence[Child], server: ThrowawayServer) -> None:
        self.draw, self.clusters, self.server = random.Random(seed), clusters, server
        self.done: Counter[str] = Counter()
        self.waiting: list[str] = []

    def all_at_work(self) -> bool:
        return all(len(group(child)) >= HEALTHY for child in self.clusters)

    def strike(self) -> None:
        kind, living = self._next_kind(), group(self.draw.choice(self.clusters))
        if kind in ("worker", "cluster"):
            os.kill(living[0] if kind == "cluster" else self.draw.choice(living[1:]), signal.SIGKILL)
        elif kind == "connections":
            self._send_away()
        else:
            self.server.crash()
        self.done[kind] += 1

    def _next_kind(self) -> str:
        self.waiting = self.waiting or self.draw.sample(A_DOZEN, len(A_DOZEN))
        return self.waiting.pop()

    def _send_away(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(SEND_AWAY)
        except OperationalError:
            connection.close()

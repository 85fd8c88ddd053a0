"""A django-q2 cluster that says when it is unwell, so that the supervisor can start it again.

Processes of a cluster share queues guarded by locks. One that is killed while it holds a lock, which an idle worker
does, leaves the others waiting for good. So this cluster ends as soon as one of its processes was killed, and signs a
file as long as its own loop goes round. Nothing is lost: tasks lie in the database, runs are taken up again.
"""

import os
from pathlib import Path

from django_q import cluster

KILLED = 3
"""Exit code of the loop after one of its processes was killed."""


class SigningSentinel(cluster.Sentinel):
    """The loop that looks after the processes of a cluster. `sign_in` is the file it signs, if there is one."""

    sign_in: Path | None = None

    def status(self) -> str:
        """Asked for in each round of the loop, so each round signs."""
        if self.sign_in:
            self.sign_in.touch()
        said: str = super().status()
        return said

    def reincarnate(self, process: cluster.Process) -> None:
        if process.exitcode is not None and process.exitcode < 0:
            os._exit(KILLED)
        super().reincarnate(process)


def run(sign_in: Path | None) -> None:
    """Do background work until told to stop."""
    SigningSentinel.sign_in = sign_in
    cluster.Sentinel = SigningSentinel  # the library has no setting for it
    cluster.Cluster().start()

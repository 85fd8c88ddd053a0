"""Web and worker together: each in a process group of its own, started again when it dies or stands still.

The cluster is watched from outside, by what it signs and by its pulse: it can stand still with every process alive.
Whatever is killed here is taken up again (`config/jobs/models.py`).
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

WITH_PARENT = (sys.executable, "-m", "config.ends_with_parent")
LOOK_S = 0.5
PATIENCE_S = 10.0
"""How long a process that was told to stop may take; what it had begun is not lost."""
LONGEST_PAUSE_S = 30.0
SHORT_S = 5.0
"""What ended sooner than that is not started again at once."""


@dataclass
class Child:
    """One program to keep running. `why_unwell` asks what is wrong with it, once it had time to start."""

    name: str
    program: Sequence[str]
    cwd: Path
    log: Path | None = None
    why_unwell: Callable[["Child"], str] = lambda child: ""
    env: dict[str, str] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=0.0, init=False)

    def start(self) -> None:
        self.started = monotonic()
        out = self.log.open("ab") if self.log else None
        words = [*WITH_PARENT, str(os.getpid()), *self.program]
        self.process = subprocess.Popen(
            words, cwd=self.cwd, stdout=out, stderr=out, env=self.env, start_new_session=True
        )
        if out:
            out.close()

    def age(self) -> float:
        return monotonic() - self.started

    def why_again(self) -> str:
        """Why it must be started again, or ''."""
        assert self.process is not None
        if self.process.poll() is not None:
            return f"{self.name} ended with code {self.process.returncode}"
        return self.why_unwell(self)

    def again(self) -> None:
        """Clear away what is left of it and start it, later each time when it does not last."""
        self.kill()
        self.pause = 0.0 if self.age() > LONGEST_PAUSE_S else min(LONGEST_PAUSE_S, 2 * self.pause + 1)
        sleep(self.pause if self.age() < SHORT_S else 0.0)
        self.start()

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        """The whole group, so that no grandchild stays."""
        assert self.process is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self.process.wait()


class Supervisor:
    def __init__(self, children: Sequence[Child], say: Callable[[str], object]) -> None:
        self.children, self.say, self.stopping = children, say, False

    def run(self) -> None:
        """Until SIGINT or SIGTERM; nothing of it runs afterwards."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start()
        try:
            while not self.stopping:
                self.look()
                sleep(LOOK_S)
        finally:
            self.end()

    def look(self) -> None:
        for child in self.children:
            if why := child.why_again():
                self.say(f"{why}: starting it again.")
                child.again()

    def end(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        until = monotonic() + PATIENCE_S
        while monotonic() < until and any(child.process and child.process.poll() is None for child in self.children):
            sleep(0.1)
        for child in self.children:
            if child.process:
                child.kill()

    def _stop(self, *_: object) -> None:
        self.stopping = True

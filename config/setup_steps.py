"""How setting up speaks: a line for each step, every program's output in a log, and failures of one sentence.

Standard library only, as are `bootstrap`, `devdb` and what they import: nothing is installed yet when they run.
"""

import fcntl
import os
import pwd
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
LOG = DATA / "setup.log"

Say = Callable[..., None]

LITTLE_ROOM = 100_000_000  # bytes; a program that fails with less has failed for want of it
FULL = "the disk is full, so make room for 2 GB"
# What a failed program's output gives away about the cause, in the order asked.
REASONS = (
    (r"No space left on device|Disk quota exceeded", FULL),
    (r"Could not get lock|Unable to acquire the dpkg", "wait for another package manager to finish"),
    (
        r"(?i)could not resolve|name resolution|dns error|name or service not known|network is unreachable"
        r"|connect error|connection (refused|reset|timed out)|error sending request|failed to (fetch|download|connect)",
        "no package server could be reached, so check the network and any proxy settings",
    ),
)


class SetupError(Exception):
    """Setting up cannot go on. The message is one sentence that says what to do."""


@contextmanager
def step(title: str, say: Say) -> Iterator[None]:
    """Says the title at once and the seconds at the end, on one line."""
    say(f"{title} ... ", end="", flush=True)
    started, ending = time.monotonic(), "stopped"
    try:
        yield
        ending = f"{time.monotonic() - started:.0f} s"
    finally:
        say(ending, flush=True)


@contextmanager
def only_one(say: Say) -> Iterator[None]:
    """Holds this project's set-up lock, which ends with the process however it ends; a second one waits its turn.

    What is laid meanwhile may be read by others, also where root's own habit is stricter: the server is another user.
    """
    habit = os.umask(0o022)
    try:
        DATA.mkdir(exist_ok=True)
        with os.fdopen(os.open(DATA / "setup.lock", os.O_RDONLY | os.O_CREAT, 0o644)) as lock:
            os.set_inheritable(lock.fileno(), True)
            _wait_for(lock, say)
            yield
    finally:
        os.umask(habit)


def _wait_for(lock: TextIO, say: Say) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Waiting for another set-up of this project to finish")
        fcntl.flock(lock, fcntl.LOCK_EX)


def run(
    command: Sequence[str | Path],
    *,
    failure: str,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    given: str = "",
    leaves_server: bool = False,
) -> None:
    """Runs a program from `/`, as `user` if named, with `given` as its input and all its output in the log.

    It inherits the set-up lock, so that it is waited for even when this process is killed, unless it `leaves_server`.
    Raises SetupError with `failure` and the way out.
    """
    DATA.mkdir(exist_ok=True)
    with LOG.open("a+b") as log:
        log.write(f"\n$ {shlex.join(map(str, command))}\n".encode())
        log.flush()
        start = log.tell()
        done = subprocess.run(
            command,
            check=False,
            input=given.encode(),
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**(env or os.environ), "LC_ALL": "C.UTF-8"},  # the reasons above are looked for in English
            cwd="/",
            close_fds=leaves_server,
            **as_user(user),
        )
        if done.returncode:
            log.seek(start)
            raise SetupError(sentence(failure, log.read().decode(errors="replace"), LOG))


def as_user(name: str | None) -> dict[str, Any]:
    """What `subprocess.run` needs to run a program as that user, or as the caller for None."""
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []} if name else {}


def sentence(failure: str, output: str, log: Path) -> str:
    """What failed, and the way out that the output shows, or else the log to read."""
    seen = [reason for pattern, reason in REASONS if re.search(pattern, output)]
    reason = FULL if shutil.disk_usage(log.parent).free < LITTLE_ROOM else next(iter(seen), "")
    place = log.relative_to(ROOT) if log.is_relative_to(ROOT) else log
    way_out = f"{reason}, then" if reason else f"see the end of {place}, mend what it shows, then"
    return f"{failure}: {way_out} run this again."

"""What is supervised is started again when it dies, and nothing is left running, however the supervisor ends (S5)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from config.jobs.supervisor import Child
from config.setup_steps import ROOT

PATIENCE_S = 60
FOREVER = "import time; time.sleep(600)"
NOTING = f"import os, sys; open(sys.argv[1], 'a').write(str(os.getpid()) + '\\n'); {FOREVER}"
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
WITH_GRANDCHILD = f"""
import subprocess, sys, pathlib
pathlib.Path(sys.argv[1]).open("a").write(str(subprocess.Popen([sys.executable, "-c", "{FOREVER}"]).pid) + "\\n")
{FOREVER}
"""
SUPERVISED = """
import sys, pathlib
from config.jobs.supervisor import Child, Supervisor
child = Child("Sleeper", [sys.executable, "-c", sys.argv[1], sys.argv[2]], pathlib.Path.cwd())
Supervisor([child], print).run()
"""
ONE_WITH_PARENT = f"""
import os, subprocess, sys, pathlib
words = [sys.executable, "-m", "config.ends_with_parent", str(os.getpid()), sys.executable, "-c", "{FOREVER}"]
pathlib.Path(sys.argv[1]).write_text(str(subprocess.Popen(words).pid) + "\\n")
{FOREVER}
"""


def wait_for(true: Callable[[], object]) -> None:
    until = monotonic() + PATIENCE_S
    while not true():
        assert monotonic() < until
        sleep(0.05)


def pids(noted: Path) -> list[int]:
    return [int(line) for line in noted.read_text().split()] if noted.exists() else []


def lives(pid: int) -> bool:
    """Zombies do not: nobody here waits for a grandchild."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


class Started:
    """What a test started, to be ended with all that belongs to it even where the test fails."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.programs: list[subprocess.Popen[bytes]] = []

    def child(self, *words: str) -> Child:
        child = Child("Sleeper", [sys.executable, "-c", *words], ROOT)
        self.children.append(child)
        child.start()
        return child

    def program(self, *words: str) -> "subprocess.Popen[bytes]":
        program = subprocess.Popen([sys.executable, "-c", *words], cwd=ROOT)
        self.programs.append(program)
        return program

    def end(self, noted: Path) -> None:
        for child in self.children:
            child.kill()
        for program in self.programs:
            program.kill()
            program.wait()
        for pid in pids(noted):
            if lives(pid):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """Where a program notes the process ids that must be gone in the end."""
    return tmp_path / "pids"


@pytest.fixture
def started(noted: Path) -> Iterator[Started]:
    started = Started()
    yield started
    started.end(noted)


def test_killing_takes_the_grandchildren_too(started: Started, noted: Path) -> None:
    child = started.child(WITH_GRANDCHILD, str(noted))
    wait_for(lambda: pids(noted))
    child.kill()
    wait_for(lambda: not lives(pids(noted)[0]))
    child.kill()


def test_what_ended_says_so_and_is_started_again(started: Started) -> None:
    child = started.child("raise SystemExit(7)")
    wait_for(child.why_again)
    assert child.why_again() == "Sleeper ended with code 7"
    first = child.process
    child.again()
    assert child.process is not first and child.pause == 1.0


def test_what_is_unwell_is_started_again(started: Started) -> None:
    child = started.child(FOREVER)
    assert child.why_again() == ""
    child.why_unwell = lambda one: f"{one.name} stands still"
    assert child.why_again() == "Sleeper stands still"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_supervisor_ends_all_it_started(how: signal.Signals, started: Started, noted: Path) -> None:
    supervisor = started.program(SUPERVISED, WITH_GRANDCHILD, str(noted))
    wait_for(lambda: pids(noted))
    supervisor.send_signal(how)
    assert supervisor.wait(timeout=PATIENCE_S) == 0
    wait_for(lambda: not lives(pids(noted)[0]))


@linux
def test_what_a_killed_supervisor_started_ends_with_it(started: Started, noted: Path) -> None:
    supervisor = started.program(SUPERVISED, NOTING, str(noted))
    wait_for(lambda: pids(noted))
    supervisor.kill()
    wait_for(lambda: not lives(pids(noted)[0]))


def test_a_child_that_dies_is_replaced_while_the_supervisor_runs(started: Started, noted: Path) -> None:
    supervisor = started.program(SUPERVISED, NOTING, str(noted))
    wait_for(lambda: pids(noted))
    os.kill(pids(noted)[0], signal.SIGKILL)
    wait_for(lambda: len(pids(noted)) == 2)
    supervisor.terminate()
    supervisor.wait(timeout=PATIENCE_S)
    assert not any(lives(pid) for pid in pids(noted))


@linux
def test_a_process_ends_with_the_one_that_started_it(started: Started, noted: Path) -> None:
    parent = started.program(ONE_WITH_PARENT, str(noted))
    wait_for(lambda: pids(noted))
    parent.kill()
    wait_for(lambda: not lives(pids(noted)[0]))

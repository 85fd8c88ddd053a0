"""A process that ends when the one that started it does, however that one ends, so that nothing is left running.

`python -m config.ends_with_parent PID PROGRAM WORDS...`, started by the process PID, becomes that program, which is
told to stop (SIGTERM) when PID is gone. On Linux the kernel sees to it; elsewhere the supervisor's own end does.
Standard library only.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_forking: list[int] = []


def end_with_parent(parent: int, by: signal.Signals) -> None:
    """Have the kernel send `by` to this process when its parent ends; at once if it has. A program keeps it, a fork
    does not.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(by))
        if os.getppid() != parent:
            os.kill(os.getpid(), by)


def every_fork_ends_with_its_parent() -> None:
    """From now on each process forked from this one, and theirs, is killed when its parent is gone."""
    os.register_at_fork(before=_note_parent, after_in_child=_killed_with_parent)


def _note_parent() -> None:
    _forking[:] = [os.getpid()]


def _killed_with_parent() -> None:
    end_with_parent(_forking[0], signal.SIGKILL)


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]), signal.SIGTERM)
    os.execv(sys.argv[2], sys.argv[2:])

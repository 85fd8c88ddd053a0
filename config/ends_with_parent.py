"""A process that ends when the one that started it does, however that one ends, so that nothing is left running.

`python -m config.ends_with_parent PROGRAM WORDS...` becomes that program, which is then told to stop (SIGTERM) when
its parent is gone. On Linux the kernel sees to it; elsewhere the supervisor's own end does. Standard library only.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(by: signal.Signals) -> None:
    """Have the kernel send `by` to this process when its parent ends. Fork keeps nothing of it; exec does."""
    parent = os.getppid()
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(by))
        if os.getppid() != parent:
            os.kill(os.getpid(), by)


def every_fork_ends_with_its_parent() -> None:
    """From now on each process forked from this one, and theirs, is killed when its parent is gone."""
    os.register_at_fork(after_in_child=_killed_with_parent)


def _killed_with_parent() -> None:
    end_with_parent(signal.SIGKILL)


if __name__ == "__main__":
    end_with_parent(signal.SIGTERM)
    os.execv(sys.argv[1], sys.argv[1:])

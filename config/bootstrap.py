"""What a fresh clone needs before Django runs: `.venv` with its hash-locked packages, and the private database.

`manage.py demo` and `manage.py test` see to all three; every other word uses what is there. Standard library only.
"""

import hashlib
import os
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from config import debian_packages, devdb
from config.setup_steps import DATA, ROOT, Say, SetupError, only_one, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "config" / "requirements-uv.lock"
STAMP = VENV / "installed"  # names what is installed, so that a set-up that has nothing to do is over at once
UNFINISHED = "unfinished"
SERIES = f"{sys.version_info.major}.{sys.version_info.minor}"
BASE_PYTHON = (
    Path(sys.base_prefix) / "bin" / f"python{SERIES}"
)  # also when the caller's Python is that of an environment
UNPACKED_PIP = DATA / "pip"

SETTING_UP = ("demo", "test", "get_text_model")
WITHOUT_DATABASE = ("help", "version", "--help", "--version", "makemessages", "compilemessages", "collectstatic")


def main(words: list[str]) -> int | None:
    """Prepares what `manage.py`'s words need. Returns an exit code, or None where they are still to be carried out.

    What stands in the way is told in one sentence.
    """
    word = words[0] if words else "help"
    try:
        if word == "devdb":
            return devdb.main(words[1:])
        prepare(word)
        enter_environment()
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        place = f" ({problem.filename})" if problem.filename else ""
        print(f"{problem.strerror}{place}: see whose it is and that the disk has room, then retry.", file=sys.stderr)
        return 1
    return None


def prepare(word: str) -> None:
    """Sets everything up for the words of SETTING_UP; starts a private database for other words that need it."""
    if word in SETTING_UP:
        os.umask(0o022)  # also what the demonstration and the tests lay, others may read
        devdb.ensure_running()
        fill_environment()
    elif word not in WITHOUT_DATABASE and devdb.exists():
        devdb.ensure_running()


def fill_environment(say: Say = print) -> None:
    """Makes `.venv` hold exactly the locked packages. Makes it anew if it was left half-made or has another Python."""
    if _stamp() == _wanted():
        return
    with only_one(say):
        if _stamp() == _wanted():
            return
        if _stamp() == UNFINISHED or not (PYTHON.exists() and (VENV / "lib" / f"python{SERIES}").exists()):
            shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(exist_ok=True)
        STAMP.write_text(UNFINISHED)
        if not PYTHON.exists():
            _make(say)
        with step(f"Installing {_locked_packages()} packages", say):
            _install()
        STAMP.write_text(_wanted())


def enter_environment() -> None:
    """Starts this program again with the Python of `.venv`, if there is one and this is another.

    Raises SetupError where the environment is half-made, or missing with no Django of the caller's own in its place.
    """
    if Path(sys.prefix) == VENV and _stamp() != UNFINISHED:
        return
    if PYTHON.exists() and _stamp() != UNFINISHED:
        os.environ["PYTHONPYCACHEPREFIX"] = str(DATA / "bytecode")  # also where others may not write, or must not
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start compiles scikit-learn anew: seconds
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    if _stamp() == UNFINISHED or find_spec("django") is None:
        raise SetupError("Run `python3 manage.py demo` first: it installs what is needed, and then every word works.")


def _stamp() -> str:
    return STAMP.read_text() if PYTHON.exists() and STAMP.exists() else ""


def _wanted() -> str:
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} Python {SERIES}"


def _locked_packages() -> int:
    return len(re.findall(r"^\S+==", LOCK.read_text(), re.MULTILINE))


def _make(say: Say) -> None:
    if find_spec("ensurepip") is None and not _unpacked_pip():
        _bring_pip(say)
    words = [] if find_spec("ensurepip") else ["--without-pip"]
    with step("Making .venv", say):
        run([BASE_PYTHON, "-m", "venv", *words, VENV], failure="Python's virtual environment could not be made")


def _bring_pip(say: Say) -> None:
    """Debian's Python comes without pip: root adds Debian's package, anybody else unpacks pip alone."""
    if not debian_packages.usable():
        raise SetupError("This Python has no `ensurepip`: install its `venv` package, then run this again.")
    if os.geteuid() == 0:
        debian_packages.install(f"^python{SERIES}-venv$", say)
    else:
        debian_packages.unpack("^python3-pip-whl$", UNPACKED_PIP, say)


def _install() -> None:
    """By uv, which takes seconds; by pip where there is no uv for this machine. Both refuse what is not in the lock."""
    pip: list[str | Path] = [*_pip(), "install", "--require-hashes", "-r"]
    sync: list[str | Path] = [VENV / "bin" / "uv", "pip", "sync", "--python", PYTHON, "--require-hashes", LOCK]
    try:
        run([*pip, UV_LOCK], failure="uv could not be installed")
        run(sync, failure="uv could not install the packages")
    except SetupError:
        run([*pip, LOCK], failure="The packages could not be installed")


def _pip() -> list[str | Path]:
    """pip of the environment, or the unpacked one, which runs from its wheel."""
    return [PYTHON, wheel / "pip"] if (wheel := _unpacked_pip()) else [PYTHON, "-m", "pip"]


def _unpacked_pip() -> Path | None:
    return next(UNPACKED_PIP.glob("usr/share/python-wheels/pip-*.whl"), None)

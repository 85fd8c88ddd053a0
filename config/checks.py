"""What `manage.py test` runs: style, types, the street's imports, migrations, templates and last pytest."""

import subprocess
import sys
import time
from pathlib import Path

from config.setup_steps import ROOT

PROGRAMS = Path(sys.prefix) / "bin"
PYTEST = ("tests", "pytest")
CHECKS = (
    ("style", "ruff", "check", "."),
    ("layout", "ruff", "format", "--check", "."),
    ("types", "mypy", "."),
    ("imports", "lint-imports"),
    ("migrations", "python", "manage.py", "makemigrations", "--check", "--dry-run"),
    ("templates", "djlint", ".", "--check", "--lint"),
    PYTEST,
)


def main(words: list[str]) -> int:
    """Runs every check and says how each went; with words, pytest alone with these words. Returns the exit code."""
    checks = [(*PYTEST, *words)] if words else CHECKS
    outcomes = [(name, *timed(*command)) for name, *command in checks]
    if len(outcomes) > 1:
        print("\n== Summary")
        for name, good, seconds in outcomes:
            print(f"{name:<12}{'good' if good else 'TO MEND':<9}{seconds:6.1f} s", flush=True)
    return 0 if all(good for _, good, _ in outcomes) else 1


def timed(program: str, *words: str) -> tuple[bool, float]:
    """Runs a program of the environment under a heading; whether it was content, and its seconds."""
    print(f"\n== {' '.join((program, *words))}", flush=True)
    started = time.monotonic()
    code = subprocess.run([PROGRAMS / program, *words], cwd=ROOT, check=False).returncode
    return code == 0, time.monotonic() - started

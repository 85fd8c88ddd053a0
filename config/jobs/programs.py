"""What the supervisor keeps running: the pages and the background work."""

import sys
from pathlib import Path
from time import time

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from config.jobs.supervisor import Child
from config.jobs.watch import pulse_has_stopped

WEB_SERVER = "--config=python:config.web_server"
SIGNS_WITHIN_S, STARTS_WITHIN_S = 30.0, 120.0


def manage(*words: str) -> list[str]:
    return [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words]


def web_program(address: str) -> list[str]:
    """gunicorn; where DEBUG is on, Django's own server, which also serves the static files."""
    if settings.DEBUG:
        return manage("runserver", address, "--noreload")
    return gunicorn(address)


def gunicorn(address: str) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "config.wsgi:application", WEB_SERVER, f"--bind={address}"]


def background_work(root: Path, signed: Path, log: Path | None = None) -> Child:
    """The cluster, which is unwell when it has not signed for half a minute or its pulse has stopped."""

    def why_unwell(child: Child) -> str:
        if not signs(child, signed):
            return "Background work hangs"
        if child.age() > settings.JOBS_STILL_S and pulse_stopped():
            return "Background work stands still"
        return ""

    return Child("Background work", manage("work", f"--sign-in={signed}"), root, log, why_unwell)


def signs(child: Child, signed: Path) -> bool:
    """Whether its loop goes round; until it has signed for the first time it may take longer."""
    silent = time() - signed.stat().st_mtime if signed.exists() else child.age()
    return silent < SIGNS_WITHIN_S if silent < child.age() else child.age() < STARTS_WITHIN_S


def pulse_stopped() -> bool:
    """Whether the whole way through the queue is stuck. While the database does not answer, nobody can tell."""
    try:
        return pulse_has_stopped(timezone.now())
    except OperationalError:
        return False
    finally:
        connection.close()

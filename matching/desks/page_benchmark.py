"""Time pages as their readers wait for them: gunicorn on both cores, a database of its own, a user signed in."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

import psycopg
from django.conf import settings
from django.db import connection

from config.jobs.programs import gunicorn

SERVED_WITH = "config.settings.test"  # as production, without the certificate
PATIENCE_S = 60.0
UNCOUNTED = 12
"""Requests of each page before the count begins, so that every process has opened it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page in words, its address, and the session of who opens it."""

    words: str
    path: str
    session: str


@dataclass(frozen=True, slots=True)
class Waited:
    """Milliseconds of one page, from the request's first byte to the answer's last."""

    p50: float
    p95: float
    size: int


@contextmanager
def database_of_its_own() -> Iterator[dict[str, str]]:
    """A new, empty database beside the one in use, as environment of a child process; gone afterwards."""
    used = connection.settings_dict
    name = f"{used['NAME']}_pages"
    host, port = used["HOST"], used["PORT"]
    login = {"user": used["USER"], "password": used["PASSWORD"], "host": host, "port": port}
    given = {key: value for key, value in login.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **given) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        place = f"/{host}" if host.startswith("/") else f"{host}{f':{port}' if port else ''}"
        secret = f":{used['PASSWORD']}" if used["PASSWORD"] else ""
        url = f"postgis://{used['USER']}{secret}@{place}/{name}"
        try:
            yield os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SERVED_WITH}
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def manage(words: Sequence[str], env: dict[str, str]) -> str:
    """What `manage.py WORDS` prints. Raises CalledProcessError with what it said."""
    program = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words]
    return subprocess.run(program, env=env, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(env: dict[str, str]) -> Iterator[int]:
    """The port of a running gunicorn, set as in production."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [*gunicorn(f"127.0.0.1:{port}"), "--log-level=error", f"--access-logfile={os.devnull}"]
    server = subprocess.Popen(program, env=env, cwd=settings.BASE_DIR)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("The server did not start in a minute.")


def waited(port: int, page: Opened, *, times: int, readers: int) -> Waited:
    """`times` requests by `readers` at once, after a few that nobody counts. Raises on another answer."""
    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(lambda _: request(port, page), range(UNCOUNTED)))
        answers = list(pool.map(lambda _: request(port, page), range(times)))
    seconds = [answer[0] for answer in answers]
    return Waited(1000 * median(seconds), 1000 * quantiles(seconds, n=20)[-1], answers[0][1])


def request(port: int, page: Opened) -> tuple[float, int]:
    """Seconds and bytes of one answer. Raises RuntimeError where it is not the page."""
    began = time.perf_counter()
    http = HTTPConnection("localhost", port, timeout=PATIENCE_S)
    http.request("GET", page.path, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={page.session}"})
    answer = http.getresponse()
    body = answer.read()
    http.close()
    if answer.status != 200:
        raise RuntimeError(f"{page.path} answered {answer.status} {answer.getheader('Location', '')}")
    return time.perf_counter() - began, len(body)


def prepared(env: dict[str, str], people: int, offers: int) -> list[Opened]:
    """Fill the database; gives the pages to open."""
    manage(["migrate", "--verbosity=0"], env)
    said = manage(["bench_pages", "--prepare", f"--people={people}", f"--offers={offers}"], env)
    return [Opened(**page) for page in json.loads(said.splitlines()[-1])]

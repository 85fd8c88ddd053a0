"""No log of the server holds the secret of a signed link, wherever in a request it stands."""

import logging
import secrets
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from gunicorn.config import Config

from config.accounts.signed_links import SECRET_BYTES
from config.web_server import LoggerWithoutSecrets

LOG_LINE = '%(h)s "%(r)s" %(s)s "%(f)s" %(U)s %(q)s'


@pytest.fixture
def log() -> LoggerWithoutSecrets:
    settings = Config()
    settings.set("accesslog", "-")
    settings.set("access_log_format", LOG_LINE)
    return LoggerWithoutSecrets(settings)


@pytest.fixture
def lines(log: LoggerWithoutSecrets) -> list[str]:
    """What the server would write."""
    written: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    for logger in (log.access_log, log.error_log):
        logger.handlers = [Kept()]
    return written


def answer(log: LoggerWithoutSecrets, path: str, referer: str = "-") -> None:
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{path}?from={path}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "PATH_INFO": path,
        "QUERY_STRING": f"from={path}",
        "HTTP_REFERER": referer,
        "REMOTE_ADDR": "127.0.0.1",
    }
    log.access(SimpleNamespace(status="200 OK", headers=[], sent=1), SimpleNamespace(headers=[]), environ, timedelta(0))


@pytest.mark.parametrize("path", ["/my/{}/", "/my/{}", "/answer/{}/", "/my/{}/known/more", "/nowhere/{}"])
def test_an_address_is_logged_without_its_secret(path: str, log: LoggerWithoutSecrets, lines: list[str]) -> None:
    for _ in range(50):
        secret = secrets.token_urlsafe(SECRET_BYTES)
        answer(log, path.format(secret), referer=f"https://eet.example.org/invited/{secret}/")
        assert secret not in lines[-1]
        assert path.format("[secret]") in lines[-1] and '" 200 "https://eet.example.org/invited/[secret]/"' in lines[-1]


def test_an_error_is_logged_without_it_too(log: LoggerWithoutSecrets, lines: list[str]) -> None:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    log.error("Error handling request %s", f"/my/{secret}/")
    assert lines == ["Error handling request /my/[secret]/"]


def test_opaque_ids_of_rows_stay_readable(log: LoggerWithoutSecrets, lines: list[str]) -> None:
    person = uuid4()
    answer(log, f"/people/{person}/matches/")
    assert f"/people/{person}/matches/" in lines[-1]


@pytest.mark.django_db
def test_a_page_behind_a_link_tells_no_other_site_its_address(client: Client) -> None:
    """Within the service the address goes along: without it forms would lose the origin that guards them."""
    for path in ("/my/", "/answer/", "/how-it-goes/", "/invited/", "/pledge/confirm/"):
        page = client.get(f"{path}{secrets.token_urlsafe(SECRET_BYTES)}/")
        assert page["Referrer-Policy"] == "same-origin", path

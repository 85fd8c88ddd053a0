"""Mails by GOV.UK Notify, against a server that answers what Notify documents."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from smtplib import SMTPException, SMTPRecipientsRefused
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import LazySettings
from django.core.mail import send_mail
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils import timezone

from config.outbox import notify, tasks
from config.outbox.actions import TRIES, WAITS, given_up, put_mail, send_again, send_due
from config.outbox.models import Message
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
BAD_ADDRESS = (400, "ValidationError", "email_address Not a valid email address")
TOO_MANY = (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
OF_TODAY = (429, "TooManyRequestsError", "Exceeded send limits (1,000) for today")
BROKEN = (500, "Exception", "Internal server error")
WRONG_KEY = (403, "AuthError", "Invalid token: API key not found")
NO_TEMPLATE = (400, "BadRequestError", "Template not found")


class Notify(ThreadingHTTPServer):
    """What was handed over, by reference; the next refusals; whether its yes is lost on the way."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.taken: list[dict] = []
        self.statuses: dict[str | None, str] = {}
        self.earlier: dict[str | None, str] = {}
        self.refusals: list[tuple[int, str, str]] = []
        self.keys: set[str] = set()
        self.loses_its_yes, self.goes_on = False, Event()


class Answers(BaseHTTPRequestHandler):
    server: Notify

    def do_GET(self) -> None:
        asked = {name: value for name, (value,) in parse_qs(urlsplit(self.path).query).items()}
        kept = [*self.server.statuses.items(), *self.server.earlier.items()]
        found = [
            {"id": SERVICE, "reference": reference, "status": status}
            for reference, status in kept
            if asked.get("reference", reference) == reference and asked.get("status", status) == status
        ]
        links = {"current": self.path, "next": f"{self.path}&older_than={SERVICE}"}
        self.answer(200, {"notifications": [] if "older_than" in asked else found, "links": links})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.keys.add(self.headers["Authorization"].partition(" ")[0])
        if self.server.refusals:
            code, error, message = self.server.refusals.pop(0)
            self.answer(code, {"status_code": code, "errors": [{"error": error, "message": message}]})
            return
        self.server.taken.append(asked)
        self.server.statuses[asked.get("reference")] = "sending"
        if self.server.loses_its_yes:
            self.server.goes_on.wait(timeout=10)
            return
        self.answer(201, {"id": SERVICE, "reference": asked.get("reference"), "uri": self.path})

    def answer(self, code: int, said: dict) -> None:
        body = json.dumps(said).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A test says nothing."""


@pytest.fixture
def server(settings: LazySettings) -> Iterator[Notify]:
    with Notify() as server:
        settings.EMAIL_BACKEND = "config.outbox.notify.NotifyBackend"
        settings.NOTIFY_API_KEY = f"eet_match-{SERVICE}-{SECRET}"
        settings.NOTIFY_TEMPLATE_ID = TEMPLATE
        settings.NOTIFY_BASE_URL = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.goes_on.set()
        server.shutdown()
        thread.join()


def put(key: str = "one", to: str = "wren@example.org") -> None:
    put_mail(council=make_council(), to=to, subject="An answer is due", body="Please look.", key=key)


def test_a_message_is_handed_over_with_its_words_and_its_public_id(server: Notify) -> None:
    put()
    assert send_due() == 1
    kept = Message.objects.get()
    assert server.taken == [
        {
            "email_address": "wren@example.org",
            "template_id": TEMPLATE,
            "personalisation": {"subject": "An answer is due", "body": "Please look."},
            "reference": str(kept.public_id),
        }
    ]
    assert kept.sent_at and server.keys == {"Bearer"}


def test_a_bad_address_is_not_tried_again_and_holds_up_nobody(server: Notify) -> None:
    put("bad", to="wren@example")
    put("good")
    server.refusals = [BAD_ADDRESS]
    assert send_due() == 1
    (lost,) = given_up()
    assert (lost.key, lost.tries) == ("bad", TRIES)
    assert "email_address Not a valid email address" in lost.last_error
    with time_machine.travel(timezone.now() + WAITS[-1] * 2):
        assert send_due() == 0
    assert [one["email_address"] for one in server.taken] == ["wren@example.org"]


@pytest.mark.parametrize("refusal", [TOO_MANY, OF_TODAY, BROKEN, WRONG_KEY, NO_TEMPLATE], ids=lambda said: said[1])
def test_other_trouble_waits_and_is_tried_again(server: Notify, refusal: tuple[int, str, str]) -> None:
    put()
    server.refusals = [refusal]
    assert (send_due(), send_due()) == (0, 0)
    kept = Message.objects.get()
    assert (kept.tries, kept.sent_at) == (1, None) and refusal[2] in kept.last_error
    with time_machine.travel(timezone.now() + WAITS[0]):
        assert send_due() == 1
    assert len(server.taken) == 1


def test_nobody_there_is_tried_again(server: Notify, settings: LazySettings) -> None:
    put()
    there, settings.NOTIFY_BASE_URL = settings.NOTIFY_BASE_URL, "http://127.0.0.1:1"
    assert send_due() == 0
    settings.NOTIFY_BASE_URL = there
    with time_machine.travel(timezone.now() + WAITS[0]):
        assert send_due() == 1


def test_a_yes_that_is_lost_on_the_way_sends_nothing_twice(server: Notify, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    server.loses_its_yes = True
    monkeypatch.setattr(notify, "PATIENCE_S", 0.3)
    assert send_due() == 0
    assert Message.objects.get().tries == 1
    with time_machine.travel(timezone.now() + WAITS[0]):
        assert send_due() == 1
    assert len(server.taken) == 1


def test_what_notify_could_not_deliver_is_handed_over_anew_when_sent_again(server: Notify) -> None:
    put()
    server.statuses[str(Message.objects.get().public_id)] = "temporary-failure"
    assert send_due() == 1
    assert len(server.taken) == 1


def test_a_mail_beside_the_outbox_has_no_reference_and_tells_of_trouble(server: Notify) -> None:
    assert send_mail("Your code", "123456", None, ["wren@example.org"]) == 1
    assert "reference" not in server.taken[0]
    server.refusals = [BROKEN, BAD_ADDRESS, BROKEN]
    with pytest.raises(SMTPException, match="Internal server error"):
        send_mail("Your code", "123456", None, ["wren@example.org"])
    with pytest.raises(SMTPRecipientsRefused):
        send_mail("Your code", "123456", None, ["wren@example"])
    assert send_mail("Your code", "123456", None, ["wren@example.org"], fail_silently=True) == 0


@pytest.mark.parametrize(
    ("key", "template", "said"),
    [
        (f"name-{SERVICE}-{SECRET}", "", "NOTIFY_TEMPLATE_ID is missing or not an id"),
        (f"name-{SERVICE}-{SECRET}", "the first one", "NOTIFY_TEMPLATE_ID is missing or not an id"),
        ("", TEMPLATE, "NOTIFY_API_KEY is missing or not whole"),
        (SECRET, TEMPLATE, "NOTIFY_API_KEY is missing or not whole"),
    ],
)
def test_half_of_the_settings_stops_every_command_with_a_sentence(
    settings: LazySettings, key: str, template: str, said: str
) -> None:
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = key, template
    with pytest.raises(SystemCheckError, match=said):
        call_command("check")


@pytest.mark.parametrize(("key", "template"), [("", ""), (f"name-{SERVICE}-{SECRET}", TEMPLATE)])
def test_none_or_all_of_the_settings_is_well(settings: LazySettings, key: str, template: str) -> None:
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = key, template
    call_command("check")


def sent_mail(server: Notify, key: str, status: str, body: str = "Please look.") -> Message:
    put_mail(council=make_council(), to=f"{key}@example.org", subject="An answer is due", body=body, key=key)
    assert send_due() == 1
    message = Message.objects.get(key=key)
    server.statuses[str(message.public_id)] = status
    return message


def receipts() -> int:
    (part,) = tasks.receipts(make_council(), timezone.localdate())
    return part.do()


def test_what_notify_took_and_could_not_deliver_counts_as_given_up(server: Notify) -> None:
    for number, status in enumerate(("delivered", "sending", "permanent-failure", "temporary-failure")):
        sent_mail(server, f"m{number}", status)
    assert receipts() == 2
    assert receipts() == 0
    assert {one.key: one.last_error for one in given_up()} == {
        "m2": "GOV.UK Notify: there is no such mailbox",
        "m3": "GOV.UK Notify: the mailbox did not take it for three days",
    }


def test_one_that_was_sent_again_is_not_taken_for_lost_by_its_first_try(server: Notify) -> None:
    message = sent_mail(server, "full", "temporary-failure")
    assert receipts() == 1
    send_again(message, by=make_user("administrator"))
    assert send_due() == 1
    assert receipts() == 0
    assert len(server.taken) == 2
    server.earlier = {str(message.public_id): "temporary-failure"}
    assert receipts() == 0


def test_another_councils_mail_and_one_that_is_not_ours_are_left_alone(server: Notify) -> None:
    sent_mail(server, "ours", "permanent-failure")
    server.statuses["of another service"] = "permanent-failure"
    (part,) = tasks.receipts(make_council("E08000035", "Otherbeck"), timezone.localdate())
    assert part.do() == 0 and not given_up()


def test_without_a_key_nobody_is_asked(settings: LazySettings) -> None:
    settings.NOTIFY_API_KEY = ""
    assert receipts() == 0

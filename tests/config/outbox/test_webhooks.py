"""Events for other systems: signed, tried again with growing pauses, none lost, none to a private address."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from config.audit_trail.models import Event as TrailEvent
from config.outbox import actions, reaching
from config.outbox.actions import TRIES, WEBHOOK_WAITS, due, given_up, put_mail, send_due
from config.outbox.models import Message, Webhook
from config.outbox.tasks import events_due, mails_due
from config.outbox.webhooks import MOST, announce, end_webhook, make_webhook, tell_again
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from tests.factories.offers import make_employer
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
LIVE = Webhook.Event.OPPORTUNITY_LIVE
GUIDE = Path(__file__).parents[3] / "docs" / "api.md"
PAUSE = timedelta(seconds=1)


class Receiver(ThreadingHTTPServer):
    """What came, with its headers; the answers that come before a 204; whether it stays silent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.silent, self.goes_on = False, Signal()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/events?from=eet"


class Answers(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
        if self.server.silent:
            with suppress(OSError):
                while not self.server.goes_on.wait(0.05):
                    self.wfile.write(b"H")
            return
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.send_header("Location", f"{self.server.address}/elsewhere")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing on the screen."""


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    settings.REACH_PRIVATE_ADDRESSES = True
    with Receiver() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.goes_on.set()
        server.shutdown()
        thread.join(timeout=5)


def hooked(receiver: Receiver) -> tuple[Webhook, str]:
    return make_webhook(address=receiver.address, events=[LIVE], by=make_user("virtual_school", council=make_council()))


def happens(*employers: Employer, key: str = "first") -> int:
    rows = employers or (make_employer(council=make_council()),)
    return announce(
        LIVE, rows, readers=Employer.objects.visible_to,
        say=lambda row, reader: {"opportunity": str(row.public_id), "state": "live"},
        key=lambda row: f"{row.public_id}:{key}",
    )  # fmt: skip


def verify() -> Any:
    """The lines of the guide, as they stand there."""
    (words,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    said: dict[str, Any] = {}
    exec(words, said)
    return said["is_ours"]


def test_an_event_arrives_once_signed_as_the_guide_verifies_it(receiver: Receiver) -> None:
    _, secret = hooked(receiver)
    assert happens() == 1
    assert (send_due(), send_due()) == (1, 0)
    ((headers, body),) = receiver.came
    message = Message.objects.get()
    assert headers["webhook-id"] == str(message.public_id) and headers["content-type"] == "application/json"
    assert json.loads(body).keys() == {"type", "timestamp", "data"}
    is_ours = verify()
    assert is_ours(secret, headers, body)
    assert not is_ours(secret, headers, body.replace(b"live", b"dead"))
    assert not is_ours("whsec_" + "A" * 44, headers, body)
    assert not is_ours(secret, headers | {"webhook-timestamp": "1"}, body)
    assert message.state == "arrived" and message.body == body.decode()


def test_two_addresses_have_two_secrets_and_each_is_told(receiver: Receiver) -> None:
    (_, first), (_, second) = hooked(receiver), hooked(receiver)
    assert first != second and happens() == 2 and send_due() == 2
    assert [sum(verify()(secret, *one) for one in receiver.came) for secret in (first, second)] == [1, 1]


def test_the_same_happening_is_told_once_and_a_rolled_back_one_never(receiver: Receiver) -> None:
    hooked(receiver)
    employer = make_employer(council=make_council())
    with transaction.atomic():
        happens(employer)
        transaction.set_rollback(True)
    assert send_due() == 0
    happens(employer)
    happens(employer)
    happens(employer, key="second")
    assert send_due() == 2


def test_only_who_may_read_the_row_is_told(receiver: Receiver) -> None:
    hooked(receiver)
    elsewhere = make_council("E08000035", "Otherbeck")
    make_webhook(address=receiver.address, events=[LIVE], by=make_user("virtual_school", council=elsewhere))
    make_webhook(address=receiver.address, events=["outcome.due"], by=make_user("virtual_school"))
    stopped, _ = make_webhook(address=receiver.address, events=[LIVE], by=make_user("virtual_school"))
    stopped.owner.is_active = False
    stopped.owner.save()
    assert happens() == 1
    assert {row.webhook.owner.council for row in Message.objects.all()} == {make_council()}


def test_what_fails_is_sent_again_with_the_same_id_until_it_arrives(receiver: Receiver) -> None:
    _, secret = hooked(receiver)
    happens()
    receiver.answers = [500, 302, 404, 429]
    now = timezone.now()
    for number, status in enumerate([500, 302, 404, 429]):
        with time_machine.travel(now, tick=False):
            assert send_due() == 0
            row = Message.objects.get()
            assert (row.state, row.tries, row.last_error) == ("waiting", number + 1, f"It was answered with {status}.")
        with time_machine.travel(now + WEBHOOK_WAITS[number] - PAUSE, tick=False):
            assert not due().exists()
        now += WEBHOOK_WAITS[number] + PAUSE
    with time_machine.travel(now, tick=False):
        assert send_due() == 1
        assert verify()(secret, *receiver.came[-1]), "each try has the moment of its own"
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1 and len(receiver.came) == 5


def test_after_the_last_try_it_is_given_up_shown_and_sent_again_by_hand(receiver: Receiver) -> None:
    hook, _ = hooked(receiver)
    happens()
    receiver.answers = [503] * len(WEBHOOK_WAITS) + [503]
    now = timezone.now()
    for wait in (*WEBHOOK_WAITS, timedelta()):
        with time_machine.travel(now, tick=False):
            send_due()
        now += wait + PAUSE
    row = given_up().get()
    assert row.state == "given_up" and row.tries > TRIES and not due().exists()
    with pytest.raises(NotAllowed):
        tell_again(row, by=make_user("virtual_school"))
    tell_again(row, by=hook.owner)
    with time_machine.travel(now + timedelta(minutes=2)):
        assert send_due() == 1
        tell_again(row, by=hook.owner)
        assert send_due() == 1, "one that had arrived too"
    assert receiver.came[-1][0]["webhook-id"] == str(row.public_id)
    assert TrailEvent.objects.filter(verb="event_sent_again").count() == 2


def test_a_worker_that_dies_after_sending_sends_it_again_with_its_id(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked(receiver)
    happens()
    deliver = actions.deliver

    def dies(message: Message) -> None:
        deliver(message)
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "deliver", dies)
    with pytest.raises(KeyboardInterrupt):
        send_due()
    monkeypatch.undo()
    assert send_due() == 1
    first, second = (headers["webhook-id"] for headers, _ in receiver.came)
    assert first == second


def test_an_address_that_is_down_costs_one_try_and_holds_up_no_mail(receiver: Receiver) -> None:
    hooked(receiver)
    council = make_council()
    happens(*(make_employer(f"Firm {number}", council=council) for number in range(3)))
    put_mail(council=council, to="wren@example.org", subject="S", body="B", key="mail")
    receiver.answers = [500]
    parts = list(events_due(council, timezone.localdate()))
    assert len(parts) == 3 and [part.do() for part in parts] == [0, 0, 0] and len(receiver.came) == 1
    assert [part.do() for part in mails_due(council, timezone.localdate())] == [1]
    with time_machine.travel(timezone.now() + Webhook.RESTS + PAUSE):
        assert send_due() == 3, "none is lost"


def test_who_answers_letter_by_letter_is_cut_off(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    hooked(receiver)
    happens()
    receiver.silent = True
    monkeypatch.setattr(reaching, "PATIENCE_S", 0.2)
    assert send_due() == 0
    assert "No answer within" in Message.objects.get().last_error


def test_ending_an_address_stops_what_waits(receiver: Receiver) -> None:
    hook, _ = hooked(receiver)
    happens()
    with pytest.raises(NotAllowed):
        end_webhook(hook, by=make_user("virtual_school"))
    end_webhook(hook, by=hook.owner)
    with pytest.raises(Refused, match="ended before"):
        end_webhook(hook, by=hook.owner)
    assert send_due() == 0 and happens(key="later") == 0 and receiver.came == []
    with pytest.raises(Refused, match="stopped"):
        tell_again(Message.objects.get(), by=hook.owner)
    verbs = TrailEvent.objects.values_list("verb", flat=True)
    assert {"webhook_made", "webhook_ended"} <= set(verbs)


def test_nothing_waits_for_who_does_not_sign_in_any_more(receiver: Receiver) -> None:
    hook, _ = hooked(receiver)
    happens()
    hook.owner.is_active = False
    hook.owner.save()
    assert not due().exists()


def test_somebody_has_a_few_addresses(receiver: Receiver) -> None:
    hook, _ = hooked(receiver)
    for _ in range(MOST - 1):
        make_webhook(address=receiver.address, events=[LIVE], by=hook.owner)
    with pytest.raises(Refused, match="End one first"):
        make_webhook(address=receiver.address, events=[LIVE], by=hook.owner)


@pytest.mark.parametrize(
    "address",
    [
        "http://jobs.example.org/events", "https://jobs.example.org:22/", "https://name:word@jobs.example.org/",
        "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/", "https://169.254.169.254/latest/", "ftp://a.example",
        "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https:///events",
        "https://jobs.example.org/#top", "https://jobs.example.org/a b", "https://jobs.example.org:99999/", "events",
    ],
)  # fmt: skip
def test_an_address_that_could_never_be_reached_is_refused(address: str) -> None:
    with pytest.raises(Refused, match=r"such as https|public internet"):
        make_webhook(address=address, events=[LIVE], by=make_user("virtual_school", council=make_council()))


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["93.184.215.14", "10.0.0.7"], ["fd00::1"], ["100.64.0.1"], ["0.0.0.0"]]
)
def test_a_name_that_leads_inside_is_never_connected_to(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_user("virtual_school", council=make_council())
    make_webhook(address="https://jobs.example.org/events", events=[LIVE], by=owner)
    happens()
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)

    def connect(*_: object, **__: object) -> None:
        raise AssertionError("It was connected to.")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert send_due() == 0
    assert Message.objects.get().last_error == reaching.PRIVATE


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    make_webhook(
        address="https://jobs.example.org/events", events=[LIVE], by=make_user("virtual_school", council=make_council())
    )
    happens()
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("2606:2800::1", "93.184.215.14")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    asked: list[object] = []

    def connect(place: object, **_: object) -> None:
        asked.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert send_due() == 0 and asked == [("93.184.215.14", 443)]

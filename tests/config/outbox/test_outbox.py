"""Messages: written with what they tell of, once a key, sent once, not before their time, kept until they are gone."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.outbox import actions
from config.outbox.actions import TRIES, WAITS, due, put_mail, send_due, stop_for
from config.outbox.models import Message
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def put(key: str = "one", **said: object) -> None:
    facts = {"to": "wren@example.org", "subject": "An answer is due", "body": "Please look.", "key": key}
    put_mail(council=make_council(), **facts | said)


def send_outbox() -> str:
    out = StringIO()
    call_command("send_outbox", stdout=out)
    return out.getvalue()


def test_a_message_goes_out_as_written_and_once() -> None:
    put()
    assert send_due() == 1
    assert send_due() == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["wren@example.org"], "An answer is due", "Please look.")
    kept = Message.objects.get()
    assert kept.sent_at is not None and kept.body == "Please look."
    assert sent.message()["Message-ID"] == f"<{kept.public_id}@localhost>"


def test_the_same_key_again_changes_nothing() -> None:
    put(body="First.")
    put(body="Second.")
    send_due()
    put(body="Third, after it was sent.")
    assert send_due() == 0
    assert [message.body for message in mail.outbox] == ["First."]


def test_what_is_rolled_back_sends_nothing() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert send_due() == 0


def test_a_message_waits_for_its_time() -> None:
    put("later", not_before_at=timezone.now() + HOUR)
    put("by now", not_before_at=timezone.now() - HOUR)
    assert list(due().values_list("key", flat=True)) == ["by now"]
    assert send_due() == 1
    Message.objects.filter(key="later").update(not_before_at=timezone.now())
    assert send_due() == 1


def test_the_oldest_goes_first() -> None:
    for key in ("first", "second", "third"):
        put(key, body=key)
    send_due()
    assert [message.body for message in mail.outbox] == ["first", "second", "third"]


def test_what_concerns_a_person_stops_and_the_rest_goes_on() -> None:
    person, other = uuid4(), uuid4()
    put("sent before", person_id=person)
    send_due()
    for key, about in (("theirs", person), ("theirs later", person), ("another's", other), ("nobody's", None)):
        put(key, person_id=about)
    assert stop_for(person) == 2
    assert stop_for(person) == 0
    assert send_due() == 2
    stopped = Message.objects.exclude(stopped_at=None).values_list("key", flat=True)
    assert set(stopped) == {"theirs", "theirs later"}
    assert Message.objects.get(key="sent before").sent_at is not None


def test_a_message_is_sent_or_stopped_and_never_both() -> None:
    put()
    send_due()
    with pytest.raises(IntegrityError, match="message_sent_or_stopped"), transaction.atomic():
        Message.objects.update(stopped_at=timezone.now())


@pytest.mark.parametrize("trouble", [ConnectionRefusedError("no answer"), SMTPServerDisconnected("it hung up")])
def test_a_failing_mail_server_counts_and_keeps_the_row(trouble: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    put("one")
    put("two")
    fails_with(trouble, monkeypatch)
    assert send_due() == 0
    rows = list(Message.objects.all())
    assert [(row.tries, row.last_error, row.sent_at) for row in rows] == [(1, str(trouble), None)] * 2
    monkeypatch.undo()
    assert send_due() == 0, "the next try has to wait"
    with time_machine.travel(timezone.now() + WAITS[0]):
        assert send_due() == 2
    assert {(row.tries, row.last_error) for row in Message.objects.all()} == {(2, "")}


def test_one_address_that_fails_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    put("bad", to="nowhere@example.org")
    put("good")
    send = actions.post

    def choosy(message: Message) -> None:
        if message.to == "nowhere@example.org":
            raise ConnectionRefusedError("no such place")
        send(message)

    monkeypatch.setattr(actions, "post", choosy)
    assert send_due() == 1
    assert Message.objects.get(sent_at=None).key == "bad"


def test_after_the_last_try_a_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    fails_with(ConnectionRefusedError("no answer"), monkeypatch)
    later = timezone.now()
    for wait in WAITS:
        with time_machine.travel(later):
            assert send_outbox() == "Sent 0. Still waiting: 1.\n", wait
        later += wait + timedelta(seconds=1)
        with time_machine.travel(later - timedelta(seconds=30)):
            assert not due().exists(), "each wait is longer than the one before"
    given_up = f"Sent 0. Still waiting: 0.\nGiven up after {TRIES} tries: 1. Look at their last error.\n"
    with time_machine.travel(later):
        assert send_outbox() == given_up
    monkeypatch.undo()
    assert send_due() == 0
    assert Message.objects.get().tries == TRIES


def test_the_command_says_what_went_out_and_what_waits() -> None:
    put("now")
    put("later", not_before_at=timezone.now() + HOUR)
    assert send_outbox() == "Sent 1. Still waiting: 0.\n"


def test_a_worker_that_dies_while_sending_leaves_the_message_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    fails_with(KeyboardInterrupt(), monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        send_due()
    assert list(due()) == [Message.objects.get(sent_at=None, tries=0)]


@pytest.mark.parametrize("end", [send_due, lambda: actions.stop_keyed("one")], ids=["sent", "stopped"])
def test_a_link_is_read_nowhere_once_its_message_has_ended(end: Callable[[], int]) -> None:
    put("one", body="Open https://eet.example.org/answer/s3cret/ today.")
    assert end() == 1
    assert Message.objects.get().body == actions.CLEARED
    assert all("s3cret" in message.body for message in mail.outbox)


def test_a_message_that_failed_keeps_its_link_for_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    put(body="Open https://eet.example.org/answer/s3cret/ today.")
    fails_with(ConnectionRefusedError("no answer"), monkeypatch)
    send_due()
    monkeypatch.undo()
    with time_machine.travel(timezone.now() + WAITS[0]):
        assert send_due() == 1
    assert "s3cret" in mail.outbox[0].body


def fails_with(trouble: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(actions, "post", fail)


@pytest.mark.parametrize(("code", "tries"), [(450, 1), (550, TRIES)])
def test_an_address_a_mail_server_will_never_take_is_not_tried_again(
    code: int, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put()
    fails_with(SMTPRecipientsRefused({"wren@example.org": (code, b"No such mailbox")}), monkeypatch)
    assert send_due() == 0
    kept = Message.objects.get()
    assert (kept.tries, kept.last_error) == (tries, "No such mailbox")

"""Several workers at once: every message goes out, and none of them twice."""

from collections import Counter
from threading import Barrier, Lock, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from config.outbox import actions
from config.outbox.actions import put_mail, send_due, send_one
from config.outbox.models import Message
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, MESSAGES = 4, 20


def put(number: int) -> None:
    council = make_council()
    for index in range(number):
        put_mail(council=council, to="wren@example.org", subject="S", body=str(index), key=f"key {index}")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """What a slow mail server was given, by its text."""
    counted: Counter = Counter()
    lock = Lock()

    def slow(message: Message) -> None:
        sleep(0.01)
        with lock:
            counted[message.body] += 1

    monkeypatch.setattr(actions, "post", slow)
    return counted


def at_once(work, number: int) -> list:
    start, done = Barrier(number), []

    def run() -> None:
        start.wait()
        done.append(work())
        connection.close()

    threads = [Thread(target=run, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    return done


def test_workers_share_the_messages_and_none_goes_twice(sent: Counter) -> None:
    put(MESSAGES)
    done = at_once(send_due, WORKERS)
    assert sent == {str(index): 1 for index in range(MESSAGES)}
    assert sum(done) == MESSAGES
    assert not Message.objects.filter(sent_at=None).exists()
    assert set(Message.objects.values_list("tries", flat=True)) == {1}


def test_the_same_key_from_several_writers_is_one_message(sent: Counter) -> None:
    make_council()
    at_once(lambda: put(1), WORKERS)
    assert send_due() == 1 and sent == {"0": 1}


def test_who_finds_a_message_in_work_passes_on_without_waiting(sent: Counter) -> None:
    put(1)
    pk = Message.objects.get().pk
    with transaction.atomic():
        Message.objects.select_for_update().get(pk=pk)
        assert at_once(lambda: send_one(pk), 1) == [False]
    assert sent == {} and send_one(pk)

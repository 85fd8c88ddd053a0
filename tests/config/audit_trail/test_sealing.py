"""Seals are written right after the commit, in one chain a council, however many write at once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from config.accounts.models import Council, User
from config.audit_trail.models import Event, Seal
from config.audit_trail.trail import record, seal, seal_waiting, verify
from tests.factories.people import make_council

WRITERS, ROUNDS = 4, 6


def positions(council: Council) -> list[int]:
    return list(Seal.objects.filter(council=council).order_by("position").values_list("position", flat=True))


@pytest.mark.django_db(transaction=True)
def test_an_event_is_sealed_after_its_commit_and_a_rollback_leaves_no_gap(council: Council, adviser: User) -> None:
    with transaction.atomic():
        record("user_changed", adviser, council=council, by=adviser)
        record("user_changed", adviser, council=council, by=adviser)
        assert positions(council) == []
    assert positions(council) == [1, 2]
    with transaction.atomic():
        record("user_changed", adviser, council=council, by=adviser)
        transaction.set_rollback(True)
    record("user_changed", adviser, council=council, by=adviser)
    assert positions(council) == [1, 2, 3]
    assert verify(council) == []


def test_what_a_dead_process_left_is_taken_in_once(
    council: Council, trail: list[Event], write: Callable[[int], list[Event]]
) -> None:
    left = write(3)
    assert seal_waiting(council.pk) == 3
    assert seal_waiting(council.pk) == seal(council.pk, left) == 0
    assert positions(council) == list(range(1, 9))
    assert verify(council) == []


def test_every_council_has_a_chain_of_its_own(
    council: Council, trail: list[Event], write: Callable[..., list[Event]]
) -> None:
    there = make_council("E08000033", "Calder")
    write(2, of=there)
    assert seal_waiting(there.pk) == 2
    assert positions(there) == [1, 2] and positions(council) == [1, 2, 3, 4, 5]
    assert verify(there) == verify(council) == []


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_give_one_chain_without_gaps(council: Council, adviser: User) -> None:
    start = Barrier(WRITERS)

    def work() -> None:
        start.wait()
        for _ in range(ROUNDS):
            with transaction.atomic():
                record("user_changed", adviser, council=council, by=adviser)
                record("user_changed", adviser, council=council, by=adviser)
        connection.close()

    threads = [Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert positions(council) == list(range(1, 2 * WRITERS * ROUNDS + 1))
    assert Event.objects.filter(seal=None).count() == 0
    assert verify(council) == []


@pytest.mark.django_db(transaction=True)
def test_who_seals_waits_for_who_is_sealing(council: Council, write: Callable[[int], list[Event]]) -> None:
    """The second one reads the end of the chain only when the first one has written its own."""
    events, waited = write(2), []
    other = Thread(target=lambda: (seal(council.pk, [events[1]]), waited.append("sealed"), connection.close()))
    with transaction.atomic():
        seal(council.pk, [events[0]])
        other.start()
        other.join(timeout=0.3)
        assert waited == []
    other.join()
    assert waited == ["sealed"]
    assert positions(council) == [1, 2] and verify(council) == []

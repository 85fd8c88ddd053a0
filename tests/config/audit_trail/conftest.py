"""A council with a trail: events of its own, sealed in one chain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of, seal_waiting
from tests.factories.people import make_council, make_user


@pytest.fixture
def council(db: None) -> Council:
    return make_council()


@pytest.fixture
def adviser(council: Council) -> User:
    return make_user(council=council)


@pytest.fixture
def write(council: Council, adviser: User) -> Callable[[int], list[Event]]:
    """So many events of the adviser, waiting for their seals."""

    def events(number: int, of: Council = council) -> list[Event]:
        return Event.objects.bulk_create(
            event_of("person_changed", adviser, council=of, by=adviser) for _ in range(number)
        )

    return events


@pytest.fixture
def trail(council: Council, write: Callable[[int], list[Event]]) -> list[Event]:
    """Five events, each with its seal."""
    events = write(5)
    seal_waiting(council.pk)
    return events


@contextmanager
def behind_the_guard() -> Iterator[None]:
    """As somebody with the keys of the database could: the triggers off, inside this test's transaction."""
    tables = ("audit_trail_event", "audit_trail_seal")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")

"""What every test stands on: the private database, and the coded lists loaded once."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import blocking_manager_key

from config import devdb
from config.setup_steps import SetupError


def pytest_configure() -> None:
    try:
        devdb.ensure_running()
    except SetupError as problem:
        pytest.exit(str(problem), 1)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Load the coded lists and dated figures once; let a test's own clean-up empty the trail (nothing else may).

    At the end whatever still holds a connection, such as a thread of the pages' server that answers a browser already
    gone, is sent away, so that the test database can be dropped.
    """
    from django.db import connection

    from config.reference.load import load_reference

    with django_db_blocker.unblock():
        load_reference()
        with connection.cursor() as cursor:
            for table in ("audit_trail_event", "audit_trail_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER never_emptied")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that really commits empties every table at its end; then the lists are loaded again for the next one."""
    yield
    if nextitem is None:
        return
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ()):
        from config.reference.load import load_reference

        with item.config.stash[blocking_manager_key].unblock():
            load_reference()

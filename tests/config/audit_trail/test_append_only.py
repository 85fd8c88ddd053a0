"""The database itself refuses to change, remove or empty what the trail holds."""

import pytest
from django.db import DatabaseError, connection, transaction

from config.audit_trail.models import Event, Seal

STATEMENTS = (
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})",
)
TABLES = {"audit_trail_event": Event, "audit_trail_seal": Seal}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_row_is_never_changed_or_removed(statement: str, table: str, trail: list[Event]) -> None:
    with pytest.raises(DatabaseError, match="The audit trail is append-only"), transaction.atomic():
        run(statement.format(table=table))
    assert TABLES[table].objects.count() == len(trail)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_never_emptied(table: str, trail: list[Event]) -> None:
    """The tests' own clean-up has this one trigger switched off; here it stands as on a council's server."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} ENABLE TRIGGER never_emptied")
    with pytest.raises(DatabaseError, match=r"append-only: TRUNCATE on \w+ is refused"), transaction.atomic():
        run(f"TRUNCATE {table} CASCADE")
    assert TABLES[table].objects.count() == len(trail)


def test_the_models_are_refused_too(trail: list[Event]) -> None:
    trail[0].verb = "died"
    with pytest.raises(DatabaseError, match="append-only: UPDATE"), transaction.atomic():
        trail[0].save()
    with pytest.raises(DatabaseError, match="append-only: UPDATE"), transaction.atomic():
        Event.objects.update(verb="died")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

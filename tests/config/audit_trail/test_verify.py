"""What somebody with the keys of the database changed or removed behind the service's back is found."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from config.accounts.models import Council
from config.audit_trail import trail as trail_room
from config.audit_trail.models import Event, Seal
from config.audit_trail.trail import seal_waiting, verify
from tests.config.audit_trail.conftest import behind_the_guard
from tests.factories.people import make_council, make_user

SAYS = (
    "public_id",
    "actor",
    "verb",
    "subject_type",
    "subject_id",
    "person_id",
    "fields",
    "context",
    "occurred_at",
    "recorded_at",
)


def test_an_untouched_trail_holds(council: Council, trail: list[Event]) -> None:
    assert verify(council) == []


def test_an_empty_trail_holds(council: Council) -> None:
    assert verify(council) == []


def changed(event: Event, field: str) -> object:
    """Another value of the same shape."""
    values = {
        "actor": make_user(),
        "verb": "died",
        "subject_type": "council",
        "fields": ["name"],
        "context": {"people": 1},
        "occurred_at": event.occurred_at - timedelta(microseconds=1),
        "recorded_at": None,
    }
    return values.get(field, uuid4())


@pytest.mark.parametrize("field", SAYS)
def test_a_change_of_anything_an_event_says_is_found(field: str, council: Council, trail: list[Event]) -> None:
    with behind_the_guard():
        Event.objects.filter(pk=trail[2].pk).update(**{field: changed(trail[2], field)})
    verb = "died" if field == "verb" else "person_changed"
    assert verify(council) == [f"Position 3 ({verb}) was changed after it was written."]


def test_every_column_of_an_event_is_bound_by_its_seal() -> None:
    assert {field.name for field in Event._meta.concrete_fields} - {"id", "council"} == set(SAYS)


def test_an_event_moved_to_another_council_is_found(council: Council, trail: list[Event]) -> None:
    with behind_the_guard():
        Event.objects.filter(pk=trail[2].pk).update(council=make_council("E08000033", "Calder"))
    assert verify(council) == ["Position 3 (person_changed) was changed after it was written."]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (2, 2), (1, 3)])
def test_removed_events_are_found(first: int, last: int, council: Council, trail: list[Event]) -> None:
    gone = [event.pk for event in trail[first : last + 1]]
    with behind_the_guard():
        Seal.objects.filter(event__in=gone).delete()
        Event.objects.filter(pk__in=gone).delete()
    assert f"Positions {first + 1} to {last + 1} are missing." in verify(council)


def test_a_removed_event_is_found_even_when_the_positions_are_closed_up(council: Council, trail: list[Event]) -> None:
    with behind_the_guard():
        Seal.objects.filter(event=trail[2]).delete()
        for event in trail[3:]:
            Seal.objects.filter(event=event).update(position=Seal.objects.get(event=event).position - 1)
        Event.objects.filter(pk=trail[2].pk).delete()
    assert verify(council) == ["Position 3 (person_changed) was changed after it was written."]


def test_a_changed_seal_is_found_at_its_place_and_at_the_next(council: Council, trail: list[Event]) -> None:
    with behind_the_guard():
        Seal.objects.filter(event=trail[2]).update(hash="f" * 64)
    places = [f"Position {place} (person_changed) was changed after it was written." for place in (3, 4)]
    assert verify(council) == places


def test_a_removed_seal_is_found(council: Council, trail: list[Event]) -> None:
    with behind_the_guard():
        Seal.objects.filter(event=trail[2]).delete()
    assert verify(council) == ["Positions 3 to 3 are missing.", "1 events have no seal."]


def test_two_exchanged_events_are_found(council: Council, trail: list[Event]) -> None:
    one, other = Seal.objects.get(event=trail[1]), Seal.objects.get(event=trail[3])
    with behind_the_guard():
        Seal.objects.filter(pk=one.pk).delete()
        Seal.objects.filter(pk=other.pk).update(event=trail[1])
        Seal.objects.create(council=council, position=one.position, hash=one.hash, event=trail[3])
    assert len(verify(council)) == 2


def test_an_event_that_waits_for_its_seal_is_told(
    council: Council, trail: list[Event], write: Callable[[int], list[Event]]
) -> None:
    write(2)
    assert verify(council) == ["2 events have no seal."]


# The command


def verify_trail(**options: str) -> str:
    out = StringIO()
    call_command("verify_trail", stdout=out, **options)
    return out.getvalue()


def test_the_command_says_how_many_are_in_place(council: Council, trail: list[Event]) -> None:
    make_council("E08000033", "Calder")
    assert verify_trail() == "Ashbeck: all 5 events are in place.\nCalder: all 0 events are in place.\n"
    assert verify_trail(council="E08000033") == "Calder: all 0 events are in place.\n"


def test_the_command_seals_what_a_process_left_behind(
    council: Council, trail: list[Event], write: Callable[[int], list[Event]]
) -> None:
    write(2)
    assert verify_trail() == "Ashbeck: all 7 events are in place.\n"


def test_the_command_fails_and_names_the_council_and_the_place(council: Council, trail: list[Event]) -> None:
    make_council("E08000033", "Calder")
    with behind_the_guard():
        Event.objects.filter(pk=trail[1].pk).update(verb="died")
    out = StringIO()
    with pytest.raises(CommandError, match="Keep the database as it is") as failed:
        call_command("verify_trail", stdout=out)
    assert failed.value.returncode == 1
    assert out.getvalue().splitlines() == [
        "Ashbeck: Position 2 (died) was changed after it was written.",
        "Calder: all 0 events are in place.",
    ]


def test_a_council_that_is_not_there_is_named_with_those_that_are(council: Council) -> None:
    with pytest.raises(CommandError, match=r"Councils here: E08000032 \(Ashbeck\)"):
        verify_trail(council="E99999999")


def test_an_event_of_the_first_releases_holds_without_the_moment_it_was_recorded(
    council: Council, write: Callable[[int], list[Event]]
) -> None:
    old = write(1)
    with behind_the_guard():
        Event.objects.filter(pk=old[0].pk).update(recorded_at=None)
    seal_waiting(council.pk)
    assert verify(council) == []
    with behind_the_guard():
        Event.objects.filter(pk=old[0].pk).update(recorded_at=old[0].occurred_at)
    assert verify(council) == ["Position 1 (person_changed) was changed after it was written."]


def test_an_event_that_comes_while_the_chain_is_read_is_no_fault(
    council: Council, trail: list[Event], write: Callable[[int], list[Event]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: the unsealed ones are listed before the chain is read, so work that goes on is not called a fault."""
    read = trail_room.link

    def meanwhile(previous: str, event: Event) -> str:
        if event.pk == trail[-1].pk:
            write(1)
        return read(previous, event)

    monkeypatch.setattr(trail_room, "link", meanwhile)
    assert verify(council) == []
    monkeypatch.undo()
    assert verify(council) == ["1 events have no seal."]

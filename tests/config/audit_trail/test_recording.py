"""What is written: a verb with a sentence, opaque ids and field names; one event for a whole list seen."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.audit_trail.trail import record, record_view
from config.audit_trail.verbs import VERBS
from config.refusal import Refused
from tests.factories.people import make_person

ROOT = Path(__file__).resolve().parents[3]
RECORDED = re.compile(r"\b(?:record|event_of)\(\s*\"(\w+)\"")


def test_an_unknown_verb_is_refused_and_nothing_is_written(council: Council, adviser: User) -> None:
    with pytest.raises(KeyError, match="waved"):
        record("waved", adviser, council=council, by=adviser)
    assert not Event.objects.exists()


def test_every_verb_that_the_code_records_has_a_sentence() -> None:
    rooms = ("config", "employers", "opportunities", "aspirations", "matching")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    used = {verb for file in files for verb in RECORDED.findall(file.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert used - VERBS.keys() == set()


def test_an_event_says_who_did_what_to_whom_and_which_fields(council: Council, adviser: User) -> None:
    person = make_person("neet", name="Wren", on_caseload_of=adviser)
    record("person_changed", person, council=council, by=adviser, person=person, fields={"name", "language"}, pages=2)
    event = Event.objects.get()
    assert (event.council, event.actor, event.verb) == (council, adviser, "person_changed")
    assert event.subject_type == "youngperson" and event.subject_id == event.person_id == person.public_id
    assert (event.fields, event.context) == (["language", "name"], {"pages": 2})


def test_an_act_of_the_system_has_no_actor(council: Council, adviser: User) -> None:
    record("user_changed", adviser, council=council, by=None)
    assert Event.objects.get().actor is None


def test_an_event_goes_with_the_transaction_that_it_tells_of(council: Council, adviser: User) -> None:
    @transaction.atomic
    def act_and_fail() -> None:
        record("user_changed", adviser, council=council, by=adviser)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act_and_fail()
    assert not Event.objects.exists()


def test_one_record_seen_is_an_event_about_that_person(council: Council, adviser: User) -> None:
    person = make_person(on_caseload_of=adviser)
    record_view([person], council=council, by=adviser, purpose="why", fields=["wishes"])
    event = Event.objects.get()
    assert (event.verb, event.person_id) == ("record_seen", person.public_id)
    assert (event.fields, event.context) == (["wishes"], {"purpose": "why"})


def test_a_list_seen_is_one_event_with_opaque_ids_alone(council: Council, adviser: User) -> None:
    people = [
        make_person(name=f"Wren {number}", child_id=f"SECRET{number}", on_caseload_of=adviser) for number in range(3)
    ]
    record_view(people, council=council, by=adviser, purpose="caseload", fields=["identity"])
    event = Event.objects.get()
    assert (event.verb, event.actor, event.person_id) == ("list_seen", adviser, None)
    assert [UUID(one) for one in event.context["people"]] == [person.public_id for person in people]
    assert "Wren" not in str(event.context) and "SECRET" not in str(event.context)


def test_an_empty_list_leaves_nothing(council: Council, adviser: User) -> None:
    record_view([], council=council, by=adviser, purpose="caseload", fields=["identity"])
    assert not Event.objects.exists()


def test_every_verb_has_a_sentence_for_a_reader() -> None:
    assert all(sentence[0].isupper() and not sentence.endswith(".") for sentence in VERBS.values())
    assert len(set(VERBS.values())) == len(VERBS)
    assert all(len(verb) <= 60 for verb in VERBS)


def test_an_event_says_when_it_happened_and_when_it_was_written_down(council: Council, adviser: User) -> None:
    happened, before = timezone.now() - timedelta(days=3), timezone.now()
    record("user_changed", adviser, council=council, by=adviser, occurred_at=happened)
    event = Event.objects.get()
    assert event.occurred_at == happened
    assert event.recorded_at is not None and before <= event.recorded_at <= timezone.now()


def test_nothing_is_written_down_before_it_happened(council: Council, adviser: User) -> None:
    with pytest.raises(Refused, match="is still to come"):
        record("user_changed", adviser, council=council, by=adviser, occurred_at=timezone.now() + timedelta(hours=1))
    assert not Event.objects.exists()

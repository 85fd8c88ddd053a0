"""Storing rows of the cohort: people, what they do, where they live and whether the council is in touch."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from aspirations.imports.forms import HEADINGS
from aspirations.imports.workers import Workers
from aspirations.people.actions import stop_for_death
from aspirations.people.models import LeavingCareFact, YoungPerson
from aspirations.spells.models import EetSpell
from aspirations.spells.sightings import Changes, Sighting
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of
from config.imports.models import ImportFile
from config.imports.source import Load, Row, Written

# Field of the record: name in the form. A cell that says nothing leaves what is known.
SAID = {
    "born_on": "born_on",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "uasc": "uasc",
    "disability": "disability",
    "local_status": "eligibility",
    "team": "team",
    "pathway_plan_reviewed_on": "pathway_plan_on",
    "last_contact_on": "contact_on",
}
WORKERS = {"social_worker": "worker", "personal_adviser": "personal_adviser"}
FACTS = ("in_touch", "accommodation", "suitability")
WRITTEN = (*SAID, *WORKERS, "manager", "worker_words", "last_file", "changed_at")
Values = Mapping[str, Any]


class CohortWriter:
    """Takes the rows in one by one, then stores all in a number of queries that does not grow with them."""

    def __init__(
        self,
        workers: Workers,
        people: dict[str, YoungPerson],
        spells: Mapping[int, list[EetSpell]],
        file: ImportFile,
        load: Load,
    ) -> None:
        self.workers, self.people, self.spells, self.file, self.load = workers, people, spells, file, load
        self.changes = Changes()
        self.fields: dict[str, set[str]] = {}

    def write(self, rows: Sequence[Row]) -> Written:
        new = [row.key for row in rows if row.key not in self.people]
        for row in rows:
            self.fields[row.key] = self.take_in(row)
        self._store_people(rows, new)
        for row in rows:
            if self._follow(row):
                self.fields[row.key].add("activity")
        self.changes.store(self.load.as_of)
        self._store_facts(rows)
        return Written(
            events=[*self._events(new), *self._deaths(rows)],
            subjects={row.key: self.people[row.key].public_id for row in rows},
            owners={row.key: self.people[row.key].adviser for row in rows},
        )

    def take_in(self, row: Row) -> set[str]:
        """Put what the row says into the record, and name the fields that changed."""
        person = self.people.setdefault(row.key, self._new(row))
        if person.pk and (row.is_old_news or not row.is_changed):
            return set()
        person.last_file = self.file
        said = self._record(person, row)
        changed = {name for name, value in said.items() if getattr(person, name, None) != value}
        for name in changed:
            setattr(person, name, said[name])
        return changed

    def _new(self, row: Row) -> YoungPerson:
        """With the Child Unique ID as the council writes it."""
        child_id = " ".join(str(row.cells[HEADINGS["child_id"]]).split())
        return YoungPerson(council=self.load.council, child_id=child_id)

    def _record(self, person: YoungPerson, row: Row) -> dict[str, Any]:
        values: Values = row.values
        said = {name: values[key] for name, key in SAID.items() if values.get(key) not in (None, "")}
        if person.last_contact_on and "last_contact_on" in said:  # we may have been in touch since
            said["last_contact_on"] = max(said["last_contact_on"], person.last_contact_on)
        now = person.manager if person.manager_id else None
        if not values.get("keeps_manager"):
            said["manager"] = self.workers.manager_of(said.get("team", person.team), now)
        if any(values.get(key) is not None for key in WORKERS.values()):
            said |= {name: self.workers.by_id.get(values.get(key) or "") for name, key in WORKERS.items()}
        words = "; ".join(filter(None, (row.cells.get(HEADINGS[key], "") for key in WORKERS.values())))[:200]
        if words and not self._has_workers(person, said):
            said["worker_words"] = words
        return said

    def _has_workers(self, person: YoungPerson, said: Mapping[str, Any]) -> bool:
        """The same workers, by whatever spelling, were read before: the words of then stay."""
        return bool(person.worker_words) and all(
            name in said and getattr(person, name) == said[name] for name in WORKERS
        )

    def _store_people(self, rows: Sequence[Row], new: list[str]) -> None:
        """`changed_at` moves only with a change: others look there for what is new."""
        added = set(new)
        changed = [self.people[key] for key, fields in self.fields.items() if fields and key not in added]
        same = [self.people[row.key].pk for row in rows if not (self.fields[row.key] or row.is_old_news)]
        YoungPerson.objects.bulk_create(self.people[key] for key in new)
        YoungPerson.objects.bulk_create(changed, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN)
        YoungPerson.objects.filter(pk__in=same).update(last_file=self.file)

    def _follow(self, row: Row) -> bool:
        person, words = self.people[row.key], str(row.cells.get(HEADINGS["activity"], ""))
        seen = Sighting(person, row.values.get("activity") or "", words, self.load.as_of, self.file)
        return self.changes.follow(seen, self.spells.get(person.pk, ()))

    def _store_facts(self, rows: Sequence[Row]) -> None:
        """What was known on the day; a fact that nobody knew that day stays blank."""
        known = [row for row in rows if any(row.values.get(name) for name in FACTS)]
        self._name_new_facts(known)
        LeavingCareFact.objects.bulk_create(
            (
                LeavingCareFact(
                    person=self.people[row.key],
                    as_of=self.load.as_of,
                    file=self.file,
                    **{name: row.values.get(name) or "" for name in FACTS},
                )
                for row in known
            ),
            update_conflicts=True,
            unique_fields=["person", "as_of"],
            update_fields=[*FACTS, "file"],
        )

    def _name_new_facts(self, known: Sequence[Row]) -> None:
        people = [self.people[row.key] for row in known]
        newest = LeavingCareFact.objects.filter(person__in=people).order_by("person_id", "-as_of").distinct("person_id")
        before = {fact.person_id: fact for fact in newest}
        for row in known:
            fact = before.get(self.people[row.key].pk)
            self.fields[row.key] |= {
                name for name in FACTS if row.values.get(name) and getattr(fact, name, None) != row.values[name]
            }

    def _events(self, new: list[str]) -> list[Event]:
        added, now = set(new), timezone.now()
        return [
            event_of(
                "person_added" if key in added else "person_changed",
                self.people[key],
                council=self.load.council,
                by=self.load.by,
                person=self.people[key],
                fields=fields,
                occurred_at=now,
                file=str(self.file.public_id),
            )
            for key, fields in self.fields.items()
            if fields or key in added
        ]

    def _deaths(self, rows: Sequence[Row]) -> list[Event]:
        people = (self.people[row.key] for row in rows if row.values.get("in_touch") == "DIED")
        died = [person for person in people if person.died_on is None]
        return stop_for_death(died, on=self.load.as_of, by=self.load.by)

"""Storing rows of the aspiration audit: a new version for each person, the round, care periods, the name to use."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from aspirations.audits.models import AspirationAudit, AspirationRound
from aspirations.audits.versions import Told, add_versions
from aspirations.imports.audit_carried import carried_facts, carried_wishes
from aspirations.people.models import CarePeriod, YoungPerson
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of
from config.imports.models import ImportFile
from config.imports.source import Load, Row, Written
from config.places.models import Postcode

NOT_FACTS = frozenset(
    {"child_id", "preferred_name", "asked_on", "round", "wish_1", "wish_2", "wish_3", "care_periods", "postcode"}
)


class AuditWriter:
    """Stores all rows in a number of queries that does not grow with them."""

    def __init__(
        self, people: Mapping[str, YoungPerson], postcodes: Mapping[str, Postcode], file: ImportFile, load: Load
    ) -> None:
        self.people, self.file, self.load = people, file, load
        self.postcodes = {postcode.code: postcode for postcode in postcodes.values()}

    def write(self, rows: Sequence[Row]) -> Written:
        rounds = self._rounds(rows)
        current = AspirationAudit.objects.current().filter(person__in=[self.people[row.key] for row in rows])
        self.earlier = {audit.person_id: audit for audit in current.prefetch_related("wishes")}
        told = [self._told(row, rounds) for row in rows]
        audits = add_versions(told, by=self.load.by, file=self.file)
        self._store_care_periods(rows)
        self._store_names(rows)
        return Written(
            events=[self._event(row, audit) for row, audit in zip(rows, audits, strict=True)],
            subjects={row.key: self.people[row.key].public_id for row in rows},
            owners={row.key: self.people[row.key].adviser for row in rows},
        )

    def _told(self, row: Row, rounds: Mapping[str, AspirationRound]) -> Told:
        values = row.values
        wishes = [values[name] for name in ("wish_1", "wish_2", "wish_3") if values.get(name)]
        asked_on = values.get("asked_on") or self.load.as_of
        facts, person = self._facts(values), self.people[row.key]
        earlier = self.earlier.get(person.pk)
        if earlier and not row.is_old_news and earlier.asked_on <= asked_on:
            facts |= carried_facts(earlier, row.cells, is_home_known="home" in facts)
            wishes = wishes or carried_wishes(earlier, row.cells)
        return Told(person, asked_on, wishes, facts, rounds.get(values.get("round") or ""))

    def _facts(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is known; the model has a value of its own for what is not."""
        facts = {name: value for name, value in values.items() if name not in NOT_FACTS and value not in (None, "", [])}
        code = values.get("postcode") or ""
        known = self.postcodes.get(code)
        home = {"home": known.location, "home_area_code": known.area_code} if known else {}
        return {**facts, "postcode": code, **home}

    def _rounds(self, rows: Sequence[Row]) -> dict[str, AspirationRound]:
        """By name; a round that is new began on the first day anybody was asked in it."""
        opened: dict[str, Any] = {}
        for row in rows:
            name, asked_on = row.values.get("round"), row.values.get("asked_on") or self.load.as_of
            if name:
                opened[name] = min(asked_on, opened.get(name, asked_on))
        rounds = [AspirationRound(council=self.load.council, name=name, opened_on=day) for name, day in opened.items()]
        AspirationRound.objects.bulk_create(rounds, ignore_conflicts=True)
        known = AspirationRound.objects.filter(council=self.load.council, name__in=opened)
        return {known_round.name: known_round for known_round in known}

    def _store_care_periods(self, rows: Sequence[Row]) -> None:
        """The periods of a row are all there are: earlier ones that it does not name are dropped."""
        news = [row for row in rows if row.values.get("care_periods") and not row.is_old_news]
        told = {self.people[row.key].pk: row.values["care_periods"] for row in news}
        known = CarePeriod.objects.filter(person__in=told).values_list("pk", "person", "started_on")
        started = {(person, came) for person, periods in told.items() for came, _ in periods}
        CarePeriod.objects.filter(pk__in=[pk for pk, *named in known if tuple(named) not in started]).delete()
        CarePeriod.objects.bulk_create(
            (
                CarePeriod(person_id=person, started_on=came, ended_on=left)
                for person, periods in told.items()
                for came, left in periods
            ),
            update_conflicts=True,
            unique_fields=["person", "started_on"],
            update_fields=["ended_on"],
        )

    def _store_names(self, rows: Sequence[Row]) -> None:
        changed = []
        for row in rows:
            person, name = self.people[row.key], row.values.get("preferred_name")
            if name and name != person.preferred_name and not row.is_old_news:
                person.preferred_name = name
                changed.append(person)
        YoungPerson.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["pk"], update_fields=["preferred_name", "changed_at"]
        )

    def _event(self, row: Row, audit: AspirationAudit) -> Event:
        said = [name for name, value in row.values.items() if name != "child_id" and value not in (None, "", [])]
        return event_of(
            "aspirations_recorded",
            audit,
            council=self.load.council,
            by=self.load.by,
            person=self.people[row.key],
            fields=said,
            occurred_at=timezone.now(),
            file=str(self.file.public_id),
            version=audit.version,
        )

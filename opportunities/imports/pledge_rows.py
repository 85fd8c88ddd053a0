"""Storing checked rows of the pledge sheet: employers, contacts, events, pledges, drafts; a fixed number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from config.audit_trail.models import Event
from config.audit_trail.trail import event_of
from config.imports.models import Source
from config.imports.source import Load, Row, Written
from config.public_ids import PublicIdModel
from employers.models import BusinessEvent, Employer, EmployerContact
from employers.register import Wanted, find_or_add
from opportunities.imports.offer import BATCH, Offer, store_offers
from opportunities.imports.pledge_asks import asks_of
from opportunities.imports.sites import KnownPostcodes
from opportunities.models import Opportunity, Pledge

WORDS = (
    "kind", "category", "title", "description", "hours_pattern", "pay_unit", "pay_words", "duration",
    "contextual_minimum",
)  # fmt: skip
PLEDGE_FIELDS = (
    "employer", "event", "kind", "category", "title", "description", "pledged_on", "quantity_pledged",
    "quantity_converted", "changed_at",
)  # fmt: skip
YES_NO: Mapping[str | None, bool] = {"yes": True, "no": False}
Values = Mapping[str, Any]
Named = tuple[str, date]


class PledgeWriter:
    """One load's writing. `pledges` are those known before, locked; `drafted`, what the sheet drafted from them."""

    def __init__(
        self, pledges: Mapping[str, Pledge], drafted: Mapping[str, Opportunity], postcodes: KnownPostcodes, load: Load
    ) -> None:
        self.pledges, self.drafted, self.postcodes, self.load = dict(pledges), drafted, postcodes, load
        self.trail: list[Event] = []

    def write(self, rows: Sequence[Row]) -> Written:
        employers = find_or_add((wanted(row.values) for row in rows), council=self.load.council, by=self.load.by)
        self._add_contacts(rows, employers)
        events = self._events(rows)
        for row in rows:
            self._take_over(row, employers[wanted(row.values)], events)
        self._save([self.pledges[row.key] for row in rows])
        self._draft([row for row in rows if self._drafts(row)])
        return Written(self.trail, {row.key: self.pledges[row.key].public_id for row in rows})

    def _record(self, verb: str, subject: PublicIdModel, **details: Any) -> None:
        self.trail.append(event_of(verb, subject, council=self.load.council, by=self.load.by, **details))

    def _add_contacts(self, rows: Sequence[Row], employers: Mapping[Wanted, Employer]) -> None:
        """Contacts that the register does not have yet: by e-mail, or by name where none is given."""
        here = EmployerContact.objects.filter(employer__in=set(employers.values()))
        known = {(contact.employer_id, _who(contact.name, contact.email)) for contact in here}
        named: dict[tuple[int, str], EmployerContact] = {}
        for values in (row.values for row in rows):
            employer = employers[wanted(values)]
            name, email, phone = (values.get(f"contact_{part}") or "" for part in ("name", "email", "phone"))
            key = employer.pk, _who(name, email)
            if key[1] and key not in known:
                named.setdefault(key, EmployerContact(employer=employer, name=name, email=email, phone=phone))
        EmployerContact.objects.bulk_create(named.values())
        for employer in {contact.employer: None for contact in named.values()}:
            self._record("employer_changed", employer, fields=["contacts"])

    def _events(self, rows: Sequence[Row]) -> dict[Named, BusinessEvent]:
        """The events that the rows name, found or added."""
        asked = {_event(row.values) for row in rows if row.values["event"]}
        here = BusinessEvent.objects.filter(council=self.load.council, name__in={name for name, _ in asked})
        known = {(event.name, event.held_on): event for event in here}
        new = (
            BusinessEvent(council=self.load.council, name=name, held_on=on) for name, on in sorted(asked - known.keys())
        )
        for event in BusinessEvent.objects.bulk_create(new):
            known[event.name, event.held_on] = event
            self._record("event_added", event)
        return known

    def _take_over(self, row: Row, employer: Employer, events: Mapping[Named, BusinessEvent]) -> None:
        """Set what the row says on its pledge, a new one or the one that is there."""
        pledge = self.pledges.setdefault(row.key, Pledge(council=self.load.council, reference=row.key))
        facts = pledge_facts(row.values) | {"employer": employer, "event": events.get(_event(row.values))}
        if self._drafts(row):
            before = self.drafted[row.key].places if row.key in self.drafted else 0
            facts["quantity_converted"] = pledge.quantity_converted + row.values["places"] - before
        news = [name for name, value in facts.items() if pledge.pk is None or getattr(pledge, name) != value]
        for name in news:
            setattr(pledge, name, facts[name])
        pledge.changed_at = timezone.now()
        if pledge.pk is None:
            self._record("pledge_captured", pledge)
        elif news:
            self._record("pledge_changed", pledge, fields=news)

    def _drafts(self, row: Row) -> bool:
        """Whether the row drafts an opportunity, or changes one that is still a draft."""
        drafted = self.drafted.get(row.key)
        return bool(row.values.get("places")) and (drafted is None or drafted.state == "draft")

    def _save(self, pledges: Sequence[Pledge]) -> None:
        there = [pledge for pledge in pledges if pledge.pk]
        Pledge.objects.bulk_create([pledge for pledge in pledges if not pledge.pk], batch_size=BATCH)
        if there:
            Pledge.objects.bulk_update(there, PLEDGE_FIELDS, batch_size=BATCH)

    def _draft(self, rows: Sequence[Row]) -> None:
        stored = store_offers({row.key: self._offer(row) for row in rows}, self.drafted)
        for opportunity in stored.added:
            self._record("opportunity_drafted", opportunity, pledge=str(self.pledges[opportunity.reference].public_id))
        for opportunity, news in stored.changed:
            self._record("opportunity_changed", opportunity, fields=news)

    def _offer(self, row: Row) -> Offer:
        pledge = self.pledges[row.key]
        whose = {"council": self.load.council, "employer": pledge.employer, "pledge": pledge}
        named = {"source": Source.PLEDGES.value, "reference": row.key}
        sites = tuple(self.postcodes.site(site) for site in row.values.get("sites") or ())
        return Offer(opportunity_facts(row.values) | whose | named, sites, asks_of(row.values))


def wanted(values: Values) -> Wanted:
    """The employer as a row names it. What is not said is a business, as most are; the register can say otherwise."""
    return Wanted(
        name=values["employer"],
        postcode=values.get("employer_postcode") or "",
        kind=values.get("employer_kind") or Employer.Kind.BUSINESS,
        sector=values["sector"],
        covenant_signatory=YES_NO.get(values.get("covenant_signatory", "")),
    )


def pledge_facts(values: Values) -> dict[str, Any]:
    as_said = {name: values.get(name) or "" for name in ("kind", "category", "title", "description")}
    return as_said | {"pledged_on": values["pledged_on"], "quantity_pledged": values["quantity"]}


def opportunity_facts(values: Values) -> dict[str, Any]:
    """Fields of the opportunity; what the row does not say is empty."""
    words = {name: values.get(name) or "" for name in WORDS}
    figures = {name: values.get(name) for name in ("places", "starts_on", "closes_on", "hours_per_week", "pay_amount")}
    flags = {name: values.get(name) == "yes" for name in ("is_remote", "ring_fenced", "guaranteed_interview")}
    support = {name: values.get(name) or [] for name in ("support_given", "support_not_given")}
    return words | figures | flags | support | {"with_training": YES_NO.get(values.get("with_training"))}


def _who(name: str, email: str) -> str:
    return (email or name).casefold()


def _event(values: Values) -> Named:
    return values["event"], values["event_date"]

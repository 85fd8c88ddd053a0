"""The pledge sheet: what 96 invented employers promised, at the event and all the year round."""

from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar

import factory

from matching.demo.council import DAY, EVENT, EVENT_DAY, SEED
from matching.demo.draws import picked, sometimes
from matching.demo.employers import DemoEmployer, employers
from matching.demo.offers import Offer, dates, first_steps, promised
from matching.demo.support import support

AT_THE_EVENT = 0.6
YES_NO = {True: "Yes", False: "No", None: ""}


HEADINGS = {
    "reference": "Reference",
    "pledged_on": "Pledged On",
    "event": "Event",
    "event_on": "Event Date",
    "employer": "Employer",
    "employer_kind": "Employer Kind",
    "sector": "Sector",
    "employer_postcode": "Employer Postcode",
    "contact": "Contact Name",
    "email": "Contact E-mail",
    "phone": "Contact Phone",
    "covenant": "Covenant Signatory",
    "kind": "Kind",
    "category": "Category",
    "title": "Title",
    "description": "Description",
    "quantity": "Quantity",
    "places": "Places",
    "sites": "Sites",
    "starts_on": "Starts On",
    "closes_on": "Closes On",
    "hours": "Hours Per Week",
    "pattern": "Hours Pattern",
    "pay": "Pay",
    "per": "Pay Per",
    "duration": "Duration",
    "training": "With Training",
    "remote": "Remote",
    "ring_fenced": "Ring-fenced",
    "interview": "Guaranteed Interview",
    "minimum": "Contextual Minimum",
    "support_given": "Support Given",
    "support_not_given": "Support Not Given",
    "age_from": "Age From",
    "age_to": "Age To",
    "level": "Level",
    "english": "English",
    "maths": "Maths",
    "licence": "Driving Licence",
    "right_to_work": "Right To Work",
    "dbs": "DBS",
    "documents": "Documents",
    "residence": "Residence",
    "asks": "Other Requirements",
    "desirable": "Desirable",
}
COLUMNS = tuple(HEADINGS.values())


class PledgeRow(factory.DictFactory):
    """One row of the pledge sheet. Ask for it with an employer, an offer and random numbers; it is numbered later."""

    class Params:
        by: DemoEmployer | None = None
        offer: Offer | None = None
        random: Random | None = None
        at_event = factory.LazyAttribute(lambda row: sometimes(row.random, AT_THE_EVENT))
        when = factory.LazyAttribute(lambda row: dates(row.random, row.offer))
        support = factory.LazyAttribute(lambda row: support(row.random, row.offer))

    reference = ""
    pledged_on = factory.LazyAttribute(lambda row: EVENT_DAY if row.at_event else _any_day(row.random))
    event = factory.LazyAttribute(lambda row: EVENT if row.at_event else "")
    event_on = factory.LazyAttribute(lambda row: EVENT_DAY if row.at_event else "")
    employer = factory.LazyAttribute(lambda row: row.by.name)
    employer_kind = factory.LazyAttribute(lambda row: row.by.kind_label)
    sector = factory.LazyAttribute(lambda row: row.by.sector)
    employer_postcode = factory.LazyAttribute(lambda row: row.by.postcode)
    contact = factory.LazyAttribute(lambda row: row.by.contact)
    email = factory.LazyAttribute(lambda row: row.by.email)
    phone = factory.LazyAttribute(lambda row: row.by.phone)
    covenant = factory.LazyAttribute(lambda row: row.by.covenant)
    kind = factory.LazyAttribute(lambda row: row.offer.kind_words)
    category = factory.LazyAttribute(lambda row: row.offer.category_label)
    title = factory.LazyAttribute(lambda row: row.offer.title)
    description = factory.LazyAttribute(lambda row: row.offer.description)
    quantity = factory.LazyAttribute(lambda row: row.offer.quantity)
    places = factory.LazyAttribute(lambda row: row.offer.places or "")
    sites = factory.LazyAttribute(lambda row: "" if row.offer.is_enabler else "; ".join(row.by.sites))
    starts_on = factory.LazyAttribute(lambda row: row.when.starts_on or "")
    closes_on = factory.LazyAttribute(lambda row: row.when.closes_on or "")
    hours = factory.LazyAttribute(lambda row: f"{row.offer.hours:g}" if row.offer.hours else "")
    pattern = factory.LazyAttribute(lambda row: row.offer.pattern)
    pay = factory.LazyAttribute(lambda row: row.offer.pay_text)
    per = factory.LazyAttribute(lambda row: row.offer.per)
    duration = factory.LazyAttribute(lambda row: row.offer.duration)
    training = factory.LazyAttribute(lambda row: YES_NO[row.offer.training])
    remote = factory.LazyAttribute(lambda row: YES_NO[row.offer.remote])
    ring_fenced = factory.LazyAttribute(lambda row: YES_NO[row.offer.is_ring_fenced])
    interview = factory.LazyAttribute(lambda row: YES_NO[row.offer.interview])
    minimum = factory.LazyAttribute(lambda row: row.offer.minimum)
    support_given = factory.LazyAttribute(lambda row: "; ".join(row.support[0]))
    support_not_given = factory.LazyAttribute(lambda row: "; ".join(row.support[1]))
    age_from = factory.LazyAttribute(lambda row: row.offer.age_from or "")
    age_to = factory.LazyAttribute(lambda row: row.offer.age_to or "")
    level = factory.LazyAttribute(lambda row: row.offer.level)
    english = factory.LazyAttribute(lambda row: row.offer.english)
    maths = factory.LazyAttribute(lambda row: row.offer.maths)
    licence = factory.LazyAttribute(lambda row: row.offer.licence)
    right_to_work = factory.LazyAttribute(lambda row: row.offer.right_to_work)
    dbs = factory.LazyAttribute(lambda row: row.offer.dbs)
    documents = factory.LazyAttribute(lambda row: row.offer.documents)
    residence = factory.LazyAttribute(lambda row: row.offer.residence)
    asks = factory.LazyAttribute(lambda row: row.offer.asks)
    desirable = factory.LazyAttribute(lambda row: row.offer.desirable)

    class Meta:
        rename: ClassVar = HEADINGS


def pledge_rows() -> list[dict[str, Any]]:
    """Rows in the order in which they were promised: text, whole numbers and dates."""
    random = Random(SEED)
    known = {employer.name: employer for employer in employers()}
    offers = [*promised(), *first_steps(random)]
    shuffled = picked(random, offers, len(offers), lambda _: 1)
    rows = [PledgeRow.build(by=known[offer.employer], offer=offer, random=random) for offer in shuffled]
    rows.sort(key=lambda row: row["Pledged On"])
    return [row | {"Reference": f"P{number:04}"} for number, row in enumerate(rows, start=1)]


def _any_day(random: Random) -> date:
    """A promise may come at any time of the year, before the event or after it."""
    return DAY - timedelta(days=random.randint(2, 330))

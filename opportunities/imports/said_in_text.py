"""What an advert says only in its running text: needs, pay and hours, where its fields are silent (O2).

Certain needs are typed; the others are kept as words, which are shown and shut nobody out."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from opportunities.advert_reading.advert import AdvertReading, read_advert
from opportunities.imports.offer import Ask
from opportunities.imports.vacancy import Vacancy
from opportunities.models import Requirement

TYPED = ("age", "level", "english", "maths", "licence", "right_to_work", "dbs", "document")
LONGEST_PAY = 300


def with_text_read(vacancy: Vacancy) -> Vacancy:
    """The advert with what its description says besides. What a field says is never changed."""
    reading = read_advert(vacancy.facts.get("description", ""))
    facts = {**vacancy.facts, **_pay(vacancy, reading), **_hours(vacancy, reading)}
    return replace(vacancy, facts=facts, asks=(*vacancy.asks, *_asks(vacancy, reading)))


def _asks(vacancy: Vacancy, reading: AdvertReading) -> Iterator[Ask]:
    known = {ask.type for ask in vacancy.asks}
    words = {ask.words.casefold() for ask in vacancy.asks}
    for one in reading.requirements:
        if one.type in known or one.words.casefold() in words:
            continue
        if one.is_certain and one.type in TYPED:
            yield Ask(one.type, one.words, one.value, one.essential)
        else:
            words.add(one.words.casefold())
            yield Ask(Requirement.Type.OTHER, one.words, essential=one.essential)


def _pay(vacancy: Vacancy, reading: AdvertReading) -> dict[str, Any]:
    if reading.pay is None or vacancy.facts.get("pay_amount") is not None or vacancy.facts.get("pay_words"):
        return {}
    pay = reading.pay.pay
    if pay is None:
        return {"pay_words": reading.pay.words[:LONGEST_PAY]}
    return {"pay_amount": pay.amount, "pay_unit": pay.unit}


def _hours(vacancy: Vacancy, reading: AdvertReading) -> dict[str, Any]:
    said = vacancy.facts.get("hours_per_week") is not None or vacancy.facts.get("hours_pattern")
    if reading.hours is None or said or reading.hours.low != reading.hours.high:
        return {}
    return {"hours_per_week": Decimal(f"{reading.hours.low:.1f}")}

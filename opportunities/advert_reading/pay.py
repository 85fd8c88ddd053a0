"""Pay in an advert's running text. An amount only where one is stated with its unit; spans stay spans. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from opportunities.advert_reading.plain_words import plain_letters
from opportunities.advert_reading.tables import table
from opportunities.vocabulary.pay import UNITS, Pay, plausible_pay

_FIGURE = r"£ ?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d?)?|\d+(?:\.\d{{1,2}})?) ?(?P<{0}k>k\b)?"
_SECOND = _FIGURE.format("high").replace("£ ?", "£? ?", 1)
_UNITS = sorted((re.escape(unit) for unit in (*UNITS, "p.a", "p.h", "p.w")), key=len, reverse=True)
_STATED = re.compile(
    rf"{_FIGURE.format('low')}"
    rf"(?: ?(?:per|an?|/)? ?(?P<between>hour|annum|week|year|month)?,? ?(?:-|to|and|up to|rising to) {{0,2}}"
    rf"{_SECOND}(?!\d|p\b|%| ?(?:days?|hours?|hrs?|weeks?|months?)\b| ?(?:\w+ )?(?:bonus|allowance|voucher)))?"
    r"(?: ?\+)?[ ,(]{0,3}(?:(?:gross|basic|pro[ -]rata|fte|salary|before tax)[ ,)]{1,2})?"
    rf"(?:(?:per|an?|each|every|/|p/)? ?(?P<unit>{'|'.join(_UNITS)})(?!\w))?"
)
YEARLY = Decimal(10_000)


def _says(cue: str, words: str) -> bool:
    """Whether the words before or after a sum show the cue of `figures.toml`."""
    return any(found.search(words) for found in table("figures")[cue])


@dataclass(frozen=True, slots=True)
class StatedPay:
    """`amount` is None for a span, where rates differ, and pro rata; `low` and `high` are the ends, None for open."""

    amount: Decimal | None
    unit: str
    low: Decimal | None
    high: Decimal | None
    words: str
    start: int
    end: int

    @property
    def pay(self) -> Pay | None:
        """What may be stored for certain."""
        return plausible_pay(self.amount, self.unit) if self.amount is not None else None


def read_pay(text: str) -> StatedPay | None:
    """The pay of an advert, or None where it states none. Where several are stated with one unit, a span of them."""
    stated = list(_stated(text))
    if not stated:
        return None
    first = stated[0]
    alike = [one for one in stated if one.unit == first.unit]
    ends = {end for one in alike for end in (one.low, one.high) if end is not None}
    if len(ends) < 2 or first.amount is None:
        return first
    return StatedPay(None, first.unit, min(ends), max(ends), first.words, first.start, first.end)


def _stated(text: str) -> Iterator[StatedPay]:
    plain = plain_letters(text)
    for found in _STATED.finditer(plain):
        before, after = plain[max(0, found.start() - 60) : found.start()], plain[found.end() :]
        if _says("no_pay_before", before) or _says("no_pay_after", after):
            continue
        unit = _unit(found, before)
        low, high = _amount(found, "low"), _amount(found, "high")
        if high is not None and low is not None and low < 1_000 <= high and high > low * 50:
            low *= 1_000  # "£22 - 24k"
        if low is None or not plausible_pay(low, unit) or (high is not None and not plausible_pay(high, unit)):
            continue
        stated = _read(text, found, unit, before, low, high)
        is_share = "pro" in found[0] or "fte" in found[0] or _says("pro_rata_after", after)
        yield replace(stated, amount=None) if is_share else stated


def _read(text: str, found: re.Match[str], unit: str, before: str, low: Decimal, high: Decimal | None) -> StatedPay:
    start, end = found.start(), found.start() + len(found[0].rstrip(" ,("))
    words = " ".join(text[start:end].split())
    known = UNITS[unit]
    if high is not None and high != low:
        return StatedPay(None, known, low, high, words, start, end)
    if _says("up_to", before):
        return StatedPay(None, known, None, low, words, start, end)
    if _says("from", before):
        return StatedPay(None, known, low, None, words, start, end)
    return StatedPay(low, known, low, low, words, start, end)


def _unit(found: re.Match[str], before: str) -> str:
    """As said; a sum of five figures after "salary" can only be a year's."""
    if said := found["unit"] or found["between"]:
        return said.replace(".", "")
    told = next((unit for unit in ("hour", "week", "month", "year") if _says(f"{unit}_before", before)), "")
    if told:
        return told
    amount = _amount(found, "low")
    return "year" if amount and amount >= YEARLY and _says("salary_before", before) else ""


def _amount(found: re.Match[str], name: str) -> Decimal | None:
    if found[name] is None:
        return None
    amount = Decimal(found[name].replace(",", ""))
    return amount * 1_000 if found[f"{name}k"] else amount

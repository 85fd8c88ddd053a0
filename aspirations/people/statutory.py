"""Who is a care leaver in law, worked out from the periods of care (A2; England; domain.md 4).

Sources: Children Act 1989 s 23A (relevant), s 23C (former relevant), s 24 (qualifying), Sch 2 para 19B (eligible); Care
Planning Regulations 2010 reg 40 (13 weeks since 14, short breaks left out).
Periods of care cannot tell three things: a special guardian, detention or hospital at 16 (both may make a care leaver),
and a transfer, after which the last council is responsible. So a council's own label is compared, never overwritten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

from aspirations.people.ages import age_on, birthday
from aspirations.spells.activity import EET_CODES

if TYPE_CHECKING:
    from aspirations.people.models import YoungPerson

Status = Literal["eligible", "relevant", "former_relevant", "qualifying", "none", "not_known"]

ENOUGH_DAYS = 91
"""13 weeks."""
NEAR_DAYS = 2
"""Councils differ by a day or two in how they count both ends of a period."""
WORDS = {
    "eligible": "eligible",
    "relevant": "relevant",
    "former_relevant": "former relevant",
    "qualifying": "qualifying",
    "other": "other",
    "none": "not a care leaver",
}


class Lasting(Protocol):
    """Something that holds from a day until (not including) another; no end: it goes on."""

    @property
    def started_on(self) -> date: ...
    @property
    def ended_on(self) -> date | None: ...


class Period(Lasting, Protocol):
    """A period of care, such as a CarePeriod."""

    @property
    def short_break(self) -> bool: ...
    @property
    def adopted(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Care:
    """What the periods say on a day. `days` in care since the 14th and before the 18th birthday, this day not counted.

    `at_16`: looked after on some day since the 16th birthday and before the 18th.
    """

    days: int
    at_16: bool
    looked_after: bool
    adopted: bool

    @property
    def enough(self) -> bool:
        return self.days >= ENOUGH_DAYS and self.at_16 and not self.adopted


@dataclass(frozen=True, slots=True)
class Statutory:
    """The status on a day and why. `margin` is days above (or, negative, below) the 91; None where nothing is known."""

    status: Status
    days: int | None
    margin: int | None
    sentence: str

    @property
    def near_the_line(self) -> bool:
        return self.margin is not None and abs(self.margin) <= NEAR_DAYS


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The council's own label and what the periods of care say, as a sentence for whoever looks after the record."""

    label: str
    worked_out: Statutory
    sentence: str


def care_until(born_on: date, periods: Iterable[Period], on: date) -> Care:
    """Adds up the periods begun by this day. Short breaks are left out; a day in two periods counts once."""
    begun = sorted((p for p in periods if p.started_on <= on and not p.short_break), key=lambda p: p.started_on)
    at_14, at_16, at_18 = (birthday(born_on, age) for age in (14, 16, 18))
    days, counted_to = 0, at_14
    for period in begun:
        end = min(period.ended_on or on, on, at_18)
        days += max(0, (end - max(period.started_on, counted_to)).days)
        counted_to = max(counted_to, end)
    return Care(
        days=days,
        at_16=any(_covers_a_day(period, at_16, min(on + timedelta(days=1), at_18)) for period in begun),
        looked_after=any(_holds_on(period, on) for period in begun),
        adopted=bool(begun) and begun[-1].adopted and not _holds_on(begun[-1], on),
    )


def _holds_on(period: Lasting, day: date) -> bool:
    return period.started_on <= day and (period.ended_on is None or day < period.ended_on)


def _covers_a_day(period: Period, first: date, end: date) -> bool:
    """Whether a day of [first, end) lies in the period."""
    return max(period.started_on, first) < min(period.ended_on or end, end)


def statutory_status(
    born_on: date | None,
    periods: Sequence[Period],
    on: date,
    *,
    settled_home: bool = False,
    in_training: bool = False,
) -> Statutory:
    """The status on a day.

    `settled_home`: home with parents for six months or more (RHOM), which ends "relevant" (check); `in_training`: in
    education or training, which carries "qualifying" from 21 to 25. Not known without a date of birth or any period.
    """
    if born_on is None:
        return Statutory("not_known", None, None, "The date of birth is not known yet.")
    if not periods:
        return Statutory("not_known", None, None, "No period of care is recorded yet.")
    care, age = care_until(born_on, periods, on), age_on(born_on, on)
    status, why = _judge(care, age, settled_home=settled_home, in_training=in_training)
    return Statutory(status, care.days, care.days - ENOUGH_DAYS, f"{why} {_counted(care)}")


def _judge(care: Care, age: int, *, settled_home: bool, in_training: bool) -> tuple[Status, str]:
    if care.adopted:
        return "none", "Adopted, so not a care leaver."
    if age < 16:
        return "none", "Not 16 yet."
    if age < 18:
        return _judge_child(care, age, settled_home=settled_home)
    if age >= 25:
        return "none", "25 or over."
    if care.enough:
        return "former_relevant", f"{age}, and looked after for long enough."
    return _judge_qualifying(care, age, in_training=in_training)


def _judge_child(care: Care, age: int, *, settled_home: bool) -> tuple[Status, str]:
    if care.looked_after:
        said = f"{age}, looked after now, "
        return (
            ("eligible", f"{said}and for long enough.") if care.enough else ("none", f"{said}but not long enough yet.")
        )
    if not care.enough:
        return _judge_qualifying(care, age, in_training=False)
    if settled_home:
        return "qualifying", f"{age}, looked after for long enough, and settled back home for six months or more."
    return "relevant", f"{age}, no longer looked after, and was for long enough."


def _judge_qualifying(care: Care, age: int, *, in_training: bool) -> tuple[Status, str]:
    if not care.at_16:
        return "none", f"{age}, and never looked after between 16 and 18."
    if age < 21:
        return "qualifying", f"{age}, looked after between 16 and 18, but not for long enough."
    if in_training:
        return (
            "qualifying",
            f"{age}, looked after between 16 and 18, not for long enough, and in education or training.",
        )
    return "none", f"{age}: looked after between 16 and 18, but not for long enough to be supported after 21."


def _counted(care: Care) -> str:
    days = f"{care.days} day{'' if care.days == 1 else 's'} in care since 14; {ENOUGH_DAYS} are needed"
    return f"{days}, with at least one since 16."


# The council's own label


def disagreement(person: "YoungPerson", on: date) -> Disagreement | None:
    """Where the council's label and the periods of care differ on a day; None where they agree or either is unknown.

    For many people prefetch care_periods, leaving_care_facts and spells: no query is made here then.
    """
    worked_out = statutory_status(
        person.born_on,
        list(person.care_periods.all()),
        on,
        settled_home=_last_in_touch(person, on) == "RHOM",
        in_training=_activity(person, on) in EET_CODES,
    )
    said = "none" if person.local_status == "other" else person.local_status
    if person.local_status == "unknown" or worked_out.status in ("not_known", said):
        return None
    return Disagreement(person.local_status, worked_out, _difference(person.local_status, worked_out))


def _difference(label: str, worked_out: Statutory) -> str:
    sentence = (
        f"The council's label says {WORDS[label]}; the periods of care say {WORDS[worked_out.status]}: "
        f"{worked_out.sentence}"
    )
    if worked_out.near_the_line:
        sentence += f" That is within {NEAR_DAYS} days of the line, where councils count differently."
    return f"{sentence} Please check both; the label stays as it is."


def _last_in_touch(person: "YoungPerson", on: date) -> str:
    known = [fact for fact in person.leaving_care_facts.all() if fact.in_touch and fact.as_of <= on]
    return max(known, key=lambda fact: fact.as_of).in_touch if known else ""


def _activity(person: "YoungPerson", on: date) -> str:
    return next((spell.activity for spell in person.spells.all() if _holds_on(spell, on)), "")

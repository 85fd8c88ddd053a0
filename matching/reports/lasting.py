"""Whether what began lasted, 13, 26 and 52 weeks on (R2), with what each number is of.

Of everything that counts as EET and began, unless it never did. Nobody's silence is a failure: what nobody answered is
unknown, and the share is of what is known. What finished as planned before the day is told apart from both. Who moved
on to a next step lasted, if the gap is no longer than the list 'endings' allows and they are in EET on the day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Prefetch
from django.utils import timezone

from aspirations.models import EetSpell
from aspirations.spells.activity import EET_CODES, NEET_CODES
from config.accounts.models import Council
from config.reference.vocabulary import terms
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.moments import LASTING
from matching.placements.actions import NEVER_STARTED
from matching.placements.models import EetPlacement
from matching.reports.figures import Share

WEEKS = LASTING[1:]
OF_ANSWERED = "of those of whom it is known"
OF_DUE = "of those whose day has come"
FINISHED = ("end_planned",)
"""Endings that are no failure: what was to end by then ended."""
Lasted = Literal["sustained", "ended", "finished", "unknown"]
Answer = OutcomeMilestone.Answer
STILL_THERE = (Answer.SUSTAINED, Answer.PART, Answer.COMPLETED)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Of the starts whose day has come (`due`): how many lasted, ended, finished as planned, and are unknown."""

    sustained: int = 0
    ended: int = 0
    finished: int = 0
    unknown: int = 0

    @property
    def due(self) -> int:
        return self.sustained + self.ended + self.finished + self.unknown

    @property
    def answered(self) -> int:
        """Of how many it is known whether it lasted: without what was to end by then."""
        return self.sustained + self.ended

    @property
    def share(self) -> Share:
        return Share(self.sustained, self.answered, OF_ANSWERED)

    @property
    def share_known(self) -> Share:
        return Share(self.answered + self.finished, self.due, OF_DUE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A start that counts as EET, with what became of it at each moment whose day has come."""

    placement: EetPlacement
    lasted: Mapping[str, Lasted]


def begun(council: Council, day: date) -> list[Begun]:
    """Every start up to a day, in four queries; what never began is none."""
    asked = OutcomeMilestone.objects.filter(moment__in=WEEKS, due_on__lte=day)
    rows = EetPlacement.objects.counting_as_eet().filter(council=council, started_on__lte=day)
    rows = rows.exclude(end_reason=NEVER_STARTED).select_related("opportunity")
    placements = list(rows.prefetch_related(Prefetch("milestones", asked, to_attr="asked")))
    spells, gaps = _spells_of(placements), _gaps(council)
    return [Begun(one, _became(one, spells[one.person_id], gaps, day)) for one in placements]


def lasting(rows: Iterable[Begun]) -> dict[str, Lasting]:
    """The sums by moment, of weeks 13, 26 and 52 in this order."""
    sums: dict[str, dict[str, int]] = {moment: defaultdict(int) for moment in WEEKS}
    for row in rows:
        for moment, what in row.lasted.items():
            sums[moment][what] += 1
    return {moment: Lasting(**counts) for moment, counts in sums.items()}


def _spells_of(placements: Sequence[EetPlacement]) -> dict[int, list[EetSpell]]:
    found: dict[int, list[EetSpell]] = defaultdict(list)
    for spell in EetSpell.objects.filter(person__in=[one.person_id for one in placements]).order_by("started_on"):
        found[spell.person_id].append(spell)
    return found


def _gaps(council: Council) -> dict[str, int]:
    """By ending: the longest gap, in days, after which a next step still counts as going on."""
    days = {code: row.attributes["sustained_gap_days"] for code, row in terms("endings", council=council).items()}
    return {code: int(number) for code, number in days.items() if number}


def _became(
    placement: EetPlacement, spells: Sequence[EetSpell], gaps: Mapping[str, int], day: date
) -> dict[str, Lasted]:
    asked: Sequence[OutcomeMilestone] = getattr(placement, "asked", ())
    return {row.moment: _lasted(row, placement, spells, gaps, day) for row in asked}


def _lasted(
    milestone: OutcomeMilestone, placement: EetPlacement, spells: Sequence[EetSpell], gaps: Mapping[str, int], day: date
) -> Lasted:
    """By the answer, else by the end; what was answered after the day is not known on it."""
    answered = milestone.answered_at is not None and timezone.localdate(milestone.answered_at) <= day
    if answered and milestone.answer in STILL_THERE:
        return "sustained"
    ended_on = placement.ended_on if placement.ended_on and placement.ended_on <= day else None
    if ended_on and placement.end_reason in gaps:
        return _went_on(spells, ended_on, ended_on + timedelta(gaps[placement.end_reason]), milestone.due_on)
    if answered and milestone.answer == Answer.MOVED_ON:
        return _went_on(spells, milestone.due_on, milestone.due_on, milestone.due_on)
    if ended_on and ended_on <= milestone.due_on:
        return "finished" if placement.end_reason in FINISHED else "ended"
    return "ended" if answered else "unknown"


def _went_on(spells: Sequence[EetSpell], ended_on: date, latest: date, day: date) -> Lasted:
    """Whether a next activity began by the latest day, and they are in EET on the day. Nothing told is unknown."""
    after = [spell for spell in spells if spell.ended_on is None or spell.ended_on > ended_on]
    following = next((spell for spell in after if spell.activity in EET_CODES), None)
    now = next((spell for spell in after if spell.started_on <= day < (spell.ended_on or date.max)), None)
    if following is None:
        return "ended" if now is not None and now.activity in NEET_CODES else "unknown"
    in_gap = day < following.started_on
    still = in_gap or (now is not None and now.activity in EET_CODES)
    return "sustained" if following.started_on <= latest and still else "ended"

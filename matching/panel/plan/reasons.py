"""Why somebody gets a place, and for who gets none: why not, what would help, and whose place it would be."""

from datetime import date

import numpy as np

from matching.engine.allocation import Allocation
from matching.engine.claims import Choices, free_to_choose
from matching.engine.columns import Bools, Doubles
from matching.engine.doors import doors
from matching.engine.explanation import Explanation, why
from matching.engine.need import NeedWeights
from matching.panel.case_facts import in_short
from matching.panel.plan.pool import Pool

REASONS_GIVEN = 2
NOT_IN_THE_WAY = ("travel", "hours")
"""What the person wished for before; their yes to this place goes before it."""
NOTHING_FITS = "Nothing open meets every must-have."
FIND_ONE = "Ask the employer lead to look for a place."


class PlanReasons:
    """Sentences about one plan. i is a person's row, j an opportunity's column, as in its pool."""

    def __init__(self, pool: Pool, plan: Allocation, choices: Choices, need: NeedWeights, day: date) -> None:
        self.pool, self.plan, self.day = pool, plan, day
        self.free: Bools = free_to_choose(pool.claims, choices)
        self.worth: Doubles = need.of(pool.claims.need)[:, None] * pool.claims.starts
        self.locked = {i for i, _ in choices.locks}

    def why_placed(self, i: int, j: int) -> str:
        """The parts that give the largest share of their points, in short."""
        known = [part for part in self._explained(i, j).parts if part.known and part.points]
        known.sort(key=lambda part: -part.points / part.out_of)
        said = [in_short(part.sentence) for part in known[:REASONS_GIVEN]]
        return " ".join([*(["Said yes."] if self.pool.wanted is not None else []), *said])

    def why_not(self, i: int) -> tuple[str, str]:
        """Why there is no place, and what would help."""
        could = np.flatnonzero(self.free[i])
        if could.size:
            return self._others_too(i, int(could[np.nanargmax(self.pool.points[i, could])]), could.size)
        if self.pool.claims.possible[i].any():
            return "The panel ruled out what could fit.", "Ask them about another place."
        return self._nothing_fits(i) if self.pool.wanted is None else self._in_the_way(i)

    def swap(self, i: int) -> tuple[int, int] | None:
        """Whose place it would be: the (person, place) that the plan would lose least by. None where there is none."""
        held = self.plan.opportunity
        holders = [
            h for h in np.flatnonzero(self.plan.placed).tolist() if h not in self.locked and self.free[i, held[h]]
        ]
        if not holders:
            return None
        least = min(holders, key=lambda h: (self.worth[h, held[h]] - self.worth[i, held[h]], self._id(h)))
        return least, int(held[least])

    def _id(self, i: int) -> str:
        return self.pool.claims.people[i]

    def _others_too(self, i: int, j: int, wishes: int) -> tuple[str, str]:
        offer, places = self.pool.opportunities[j], int(self.pool.claims.places[j])
        if not places:
            return f"Every place of “{offer.title}” is promised.", f"Ask {offer.employer} for one more place."
        number = int(self.free[:, j].sum())
        why_not = f"{people(number)} for {counted(places)} of “{offer.title}”."
        also = f", or {self.pool.items[i].person.called} about a second wish" if wishes == 1 else ""
        return why_not, f"Ask {offer.employer} for one more place{also}."

    def _in_the_way(self, i: int) -> tuple[str, str]:
        """What bars the place they said yes to, and its nearest fix."""
        assert self.pool.wanted is not None
        j = int(np.flatnonzero(self.pool.wanted[i])[0])
        barriers = [barrier for barrier in self._explained(i, j).barriers if barrier.code not in NOT_IN_THE_WAY]
        if not barriers:
            return "The employer’s safeguarding check is not cleared yet.", "Ask the Virtual School to clear it."
        fix = barriers[0].fix
        return barriers[0].sentence, fix.sentence if fix else "Ask about another place."

    def _nothing_fits(self, i: int) -> tuple[str, str]:
        found = doors(self.pool.people, i, self.pool.offers, self.pool.weights, day=self.day)
        if not found.would_open:
            return NOTHING_FITS, FIND_ONE
        fact, number = found.would_open[0]
        return NOTHING_FITS, f"{fact.label}: this alone would open {'1 offer' if number == 1 else f'{number} offers'}."

    def _explained(self, i: int, j: int) -> Explanation:
        return why(self.pool.people, i, self.pool.offers, j, self.pool.weights, day=self.day)


def counted(places: int) -> str:
    return "1 place" if places == 1 else f"{places} places"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"

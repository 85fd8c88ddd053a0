"""A way to the wish (M4): a step to try the work, what removes the one thing in the way, and the goal."""

from collections.abc import Iterator

import numpy as np

from matching.engine.eligibility import verdict
from matching.engine.facts import Fact, facts_in
from matching.engine.fixes import nearest_fix
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.scoring import parts_of
from matching.engine.weights import Weights
from opportunities.vocabulary.kinds import kinds

NEVER_A_GOAL = ("not_open", "enabler", "kind_paused", "set_aside")
"""Barriers that no step of the person removes."""


class Way:
    """Indexes into the opportunities, one person (index 0) beside all of them."""

    def __init__(self, people: People, offers: Opportunities, weights: Weights, day: int) -> None:
        self.people, self.offers, self.day = people, offers, day
        j = np.arange(len(offers))
        i = np.zeros_like(j)
        self.barred = verdict(people, i, offers, j, day)[0]
        points = parts_of(people, i, offers, j, weights)[0].sum(axis=1, dtype=np.int64)
        self.best_first = [int(k) for k in np.lexsort((j, -points))]

    def steps(self) -> list[int]:
        """Up to three offers in the order of taking them; empty where there is no goal, or it needs no step before."""
        goal = next((j for j in self.best_first if self._is_goal(j)), None)
        if goal is None:
            return []
        found = dict.fromkeys([*self._to_try(goal), *self._remedy(goal), goal])
        return list(found) if len(found) > 1 else []

    def _is_goal(self, j: int) -> bool:
        """Work or study that counts, and that is open to the person now or after one fix."""
        kind = self.offers.kinds[self.offers.kind[j]]
        if not kind.counts_as_eet or kind.code == "functional_skills":
            return False
        return not self.barred[j] or bool(list(self._remedy(j)))

    def _to_try(self, goal: int) -> Iterator[int]:
        """The best few days in the same field of work, of those that fit."""
        field = int(self.offers.category[goal])
        if field < 0:
            return
        for j in self.best_first:
            hosted = kinds()[self.offers.kinds[self.offers.kind[j]].code].route == "host"
            if hosted and not self.barred[j] and int(self.offers.category[j]) == field:
                yield j
                return

    def _remedy(self, goal: int) -> Iterator[int]:
        fact = self._only_barrier(goal)
        fix = nearest_fix(fact, self.people, 0, self.offers, goal, self.day) if fact else None
        if fix is not None and fix.opportunity is not None:
            yield fix.opportunity

    def _only_barrier(self, j: int) -> Fact | None:
        facts = facts_in(int(self.barred[j])) if self.barred[j] else []
        return facts[0] if len(facts) == 1 and facts[0].code not in NEVER_A_GOAL else None

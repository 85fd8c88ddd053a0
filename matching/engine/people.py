"""The people side: who hopes for what, from where, and what is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.engine.columns import (
    Amounts,
    Bits,
    Categories,
    Choices,
    Codes,
    Column,
    Counts,
    Days,
    Degrees,
    Doubles,
    Index,
    Masks,
    Ordinals,
    Texts,
    check_columns,
    check_places,
    check_vectors,
    filled,
    on_sphere,
    require,
    slots,
    within,
)
from matching.engine.facts import KNOWN_FACTS, check_facts

TRAVEL_MODES = ("walk", "cycle", "bus", "car")
READINESS = ("settling", "exploring", "building", "ready_supported", "ready")
SET_ASIDE = ("no_go", "declined_for_good", "paused_pair", "live_nomination")
"""Why a pair is set aside, by code. That a no-go exists is restricted: the four share calm sentences."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Wishes:
    """Stated wishes of all people in one list of W rows; who stated none has no row.

    vectors: csr (W, d); what is above 0 in a row has length 1, so that a dot product is a similarity of at most 1. Work
    that is turned down is below 0.
    """

    vectors: csr_matrix
    owner: Counts  # index of the person, in ascending order
    occupation: Codes  # unit group of four digits, such as 5231; -1 not known
    category: Categories  # index of the career category; -1 not known
    rank: Ordinals  # 0 the first wish, 1 the second ...
    texts: Texts  # own words, as spoken

    @classmethod
    def of(cls, vectors: csr_matrix, **known: object) -> Self:
        """Wishes from vectors and the columns known: owner, occupation, category, rank, texts."""
        return cls(vectors=vectors, **filled(cls, vectors.shape[0], known))

    def check(self, people: int) -> None:
        """Raise ValueError naming what is wrong, for this number of people."""
        check_columns(self, self.vectors.shape[0], "wishes")
        check_vectors(self.vectors, "wishes", least=-1)
        require(within(self.owner, 0, people - 1), "wishes.owner: give the index of a person.")
        require((np.diff(self.owner) >= 0).all(), "wishes.owner: put the wishes in the order of their people.")
        require(within(self.rank, 0, 127), "wishes.rank: give 0 for the first wish, 1 for the second.")


@dataclass(frozen=True, kw_only=True, eq=False)
class SetAside:
    """Pairs never to be suggested, a list of B rows: person and opportunity by index, why by index of SET_ASIDE."""

    person: Counts
    opportunity: Counts
    why: Ordinals

    @classmethod
    def of(cls, **known: Sequence[int] | Index) -> Self:
        """From three lists of equal length: person, opportunity, why."""
        return cls(**filled(cls, len(known.get("person", ())), known))

    def check(self, people: int, opportunities: int) -> None:
        """Raise ValueError naming what is wrong, for these numbers of people and opportunities."""
        check_columns(self, self.person.size, "set_aside")
        require(within(self.person, 0, people - 1), "set_aside.person: give the index of a person.")
        require(
            within(self.opportunity, 0, opportunities - 1), "set_aside.opportunity: give the index of an opportunity."
        )
        require(within(self.why, 0, len(SET_ASIDE) - 1), f"set_aside.why: give 0 to {len(SET_ASIDE) - 1}.")

    @cached_property
    def keys(self) -> NDArray[np.int64]:
        """The pairs as sorted keys, to be looked up by `pair_keys`."""
        return np.sort(pair_keys(self.person, self.opportunity))


def pair_keys(person: NDArray[np.integer], opportunity: NDArray[np.integer]) -> NDArray[np.int64]:
    """One number a pair."""
    return person.astype(np.int64) << 32 | opportunity


@dataclass(frozen=True, kw_only=True, eq=False)
class People:
    """n people. need_attributes: for each need (bit k of `needs`) the mask of attributes of which any one meets it."""

    wishes: Wishes
    set_aside: SetAside
    need_attributes: Bits
    ids: Texts
    born_on: Days
    latitude: Degrees  # degrees
    longitude: Degrees
    travel_mode: Choices  # index into TRAVEL_MODES; -1 not known
    max_minutes: Amounts  # furthest journey, one way
    facts_held: Masks
    facts_unknown: Annotated[Masks, Column(np.uint64, KNOWN_FACTS)]  # a fact in neither mask is known not to be held
    facts_limited: Masks  # of those unknown: held with limits, such as a right to work for some work only
    area: Codes  # code of the council of residence; -1 not known
    hours_min: Amounts  # a week
    hours_max: Amounts
    readiness: Choices  # index into READINESS; -1 not known
    kinds_wanted: Masks  # bit k: kind k of the opportunities' table; 0 not said
    kinds_paused: Masks
    needs: Masks  # bit k: row k of need_attributes; 0 none stated

    @classmethod
    def of(
        cls,
        ids: Sequence[object],
        wishes: Wishes,
        set_aside: SetAside | None = None,
        need_attributes: Sequence[int] = (),
        **known: object,
    ) -> Self:
        """People from ids, wishes and the columns known; ValueError names a column that does not fit."""
        columns = filled(cls, len(ids), {"ids": ids, **known})
        table = np.asarray(need_attributes, np.uint64)
        people = cls(wishes=wishes, set_aside=set_aside or SetAside.of(), need_attributes=table, **columns)
        people.check()
        return people

    def __len__(self) -> int:
        return self.ids.size

    def check(self) -> None:
        """Raise ValueError naming what is wrong and what to give instead."""
        check_columns(self, len(self), "people")
        require(len(set(self.ids)) == len(self), "people.ids: give each person an id of their own.")
        check_places(self.latitude, self.longitude, "people")
        require(within(self.travel_mode, -1, len(TRAVEL_MODES) - 1), "people.travel_mode: give 0 to 3, or -1.")
        require(within(self.readiness, -1, len(READINESS) - 1), "people.readiness: give 0 to 4, or -1.")
        require(within(self.max_minutes, 0, np.inf), "people.max_minutes: give minutes of 0 or more, or NaN.")
        require(not (self.hours_min > self.hours_max).any(), "people.hours_min: may not lie above hours_max.")
        require(not (self.facts_held & self.facts_unknown).any(), "people.facts_unknown: a fact held is not unknown.")
        require(not (self.facts_limited & ~self.facts_unknown).any(), "people.facts_limited: give facts not known.")
        check_facts(self.facts_held | self.facts_unknown, "people.facts_held or facts_unknown")
        require(self.need_attributes.size < 64, "people.need_attributes: at most 63 needs fit a mask.")
        unmeetable = self.needs >> np.uint64(self.need_attributes.size)
        require(not unmeetable.any(), "people.needs: each need has its row in need_attributes.")
        self.wishes.check(len(self))

    @cached_property
    def wish_slots(self) -> Index:
        """Shape (n, most wishes of one person): rows of `wishes`, -1 where there are no more."""
        return slots(self.wishes.owner, len(self))

    @cached_property
    def on_sphere(self) -> Doubles:
        """Shape (3, n): homes as points of the unit sphere."""
        return on_sphere(self.latitude, self.longitude)

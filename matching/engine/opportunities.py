"""The opportunity side: what is offered, where, to whom, and with which support."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.engine.columns import (
    Amounts,
    Bools,
    Categories,
    Codes,
    Column,
    Counts,
    Days,
    Doubles,
    Flags,
    Index,
    Ints,
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
from matching.engine.facts import check_facts


@dataclass(frozen=True)
class Kind:
    """A kind of opportunity: code, label for sentences, and the readiness it suits (indexes into READINESS).

    An enabler (driving lessons, work clothes ...) is never ranked by itself; it is named as what would fix a barrier.
    """

    code: str
    label: str
    counts_as_eet: bool = True
    ready_low: int = 0
    ready_high: int = 4
    enabler: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """Names that sentences use; where one is missing the sentence does without it.

    areas: by code. categories, needs, attributes: by index or bit.
    """

    areas: Mapping[int, str] = field(default_factory=dict)
    categories: Sequence[str] = ()
    needs: Sequence[str] = ()
    attributes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Opportunities:
    """m opportunities. Their sites are one flattened list: site k belongs to opportunity `site_owner[k]`, ascending."""

    kinds: tuple[Kind, ...]
    vectors: csr_matrix
    site_owner: Ints
    site_latitude: Doubles
    site_longitude: Doubles
    words: Words
    ids: Texts
    titles: Texts
    kind: Ordinals  # index into kinds
    open: Annotated[Flags, Column(np.bool_, True)]
    closes_on: Days  # last day to apply
    starts_on: Days
    born_from: Days  # the age window, as first and last birthday that fit; an unknown end is open
    born_to: Days
    requires: Masks  # essential facts
    desires: Masks  # facts that count for it, and shut nobody out
    gives: Masks  # facts it leads to, for what would fix a barrier; 0 not said
    area_required: Codes  # code of the council its people must live in; -1 any
    occupation: Codes
    category: Categories
    remote: Flags
    national: Flags
    hours: Amounts  # a week
    support_yes: Masks  # attributes offered; in neither mask: not said
    support_no: Masks
    recent_introductions: Counts  # of its employer, for a fair turn among equals
    notes: Annotated[Texts, Column(np.object_, ())]  # tuples of what is to be talked about (checks, free-text asks)

    @classmethod
    def of(
        cls,
        ids: Sequence[object],
        kinds: Sequence[Kind],
        vectors: csr_matrix,
        sites: Sequence[tuple[int, float, float]] | Doubles = (),
        words: Words | None = None,
        **known: object,
    ) -> Self:
        """Opportunities from ids, kinds, vectors, sites (opportunity, latitude, longitude) and the columns known."""
        table = np.asarray(sites, np.float64).reshape(-1, 3)
        table = table[np.argsort(table[:, 0], kind="stable")]
        places = {
            "site_owner": table[:, 0].astype(np.int32),
            "site_latitude": table[:, 1],
            "site_longitude": table[:, 2],
        }
        columns: dict[str, Any] = places | filled(cls, len(ids), {"ids": ids, **known})
        opportunities = cls(kinds=tuple(kinds), vectors=vectors, words=words or Words(), **columns)
        opportunities.check()
        return opportunities

    def __len__(self) -> int:
        return self.ids.size

    def check(self) -> None:
        """Raise ValueError naming what is wrong and what to give instead."""
        check_columns(self, len(self), "opportunities")
        require(len(set(self.ids)) == len(self), "opportunities.ids: give each opportunity an id of its own.")
        require(self.vectors.shape[0] == len(self), "opportunities.vectors: give one row an opportunity.")
        check_vectors(self.vectors, "opportunities")
        require(len(self.kinds) <= 64, "opportunities.kinds: at most 64 kinds fit a mask.")
        require(within(self.kind, 0, len(self.kinds) - 1), "opportunities.kind: give an index of kinds.")
        require(
            within(self.site_owner, 0, len(self) - 1), "opportunities.site_owner: give the index of an opportunity."
        )
        require(
            (np.diff(self.site_owner) >= 0).all(), "opportunities.site_owner: put sites in the order of their owners."
        )
        check_places(self.site_latitude, self.site_longitude, "opportunities.site")
        check_facts(self.requires | self.desires | self.gives, "opportunities.requires, desires or gives")
        require(not (self.support_yes & self.support_no).any(), "opportunities.support_no: an attribute is yes or no.")

    @cached_property
    def site_slots(self) -> Index:
        """Shape (m, most sites of one): rows of the sites, -1 where there are no more."""
        return slots(self.site_owner, len(self))

    @cached_property
    def turn(self) -> Ints:
        """Shape (m,): place in the order among equal scores: fewer recent introductions first, then id."""
        order = sorted(range(len(self)), key=lambda j: (self.recent_introductions[j], self.ids[j]))
        turn = np.empty(len(self), np.int32)
        turn[order] = np.arange(len(self))
        return turn

    @cached_property
    def sites_on_sphere(self) -> Doubles:
        """Shape (3, sites): sites as points of the unit sphere."""
        return on_sphere(self.site_latitude, self.site_longitude)


def has_kind(masks: NDArray[np.uint64], opportunities: Opportunities, j: Index) -> Bools:
    """Whether a mask of kinds holds the kind of the opportunity, a pair."""
    return (masks >> opportunities.kind[j].astype(np.uint64) & np.uint64(1)).astype(np.bool_)

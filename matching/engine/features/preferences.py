"""Preferences: the kinds of offer the person wants, and hours they can do."""

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.eligibility import hours_outside, hours_unclear
from matching.engine.opportunities import Opportunities, has_kind
from matching.engine.people import People

KIND_SHARE = 0.75
HALF = 0.5
"""What the half that is not known counts, when the other half is known."""


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """0.75 x kind wanted + 0.25 x hours fit, 0.5 for the one not known; NaN where neither is known."""
    wanted, hours = _kind(people, i, opportunities, j), _hours(people, i, opportunities, j)
    known = np.where(np.isnan(wanted), HALF, wanted) * KIND_SHARE + np.where(np.isnan(hours), HALF, hours) * (
        1.0 - KIND_SHARE
    )
    return np.where(np.isnan(wanted) & np.isnan(hours), np.nan, known)


def _kind(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    wanted = people.kinds_wanted[i]
    return np.where(wanted == 0, np.nan, has_kind(wanted, opportunities, j))


def _hours(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    fits = ~hours_outside(people, i, opportunities, j)
    return np.where(hours_unclear(people, i, opportunities, j), np.nan, fits)


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair."""
    wanted = _kind(people, np.array([i]), opportunities, np.array([j]))[0]
    hours = _hours(people, np.array([i]), opportunities, np.array([j]))[0]
    if np.isnan(wanted) and np.isnan(hours):
        return "Kinds and hours wanted are not known yet, so the usual value is counted."
    return f"{_kind_words(wanted, opportunities.kinds[opportunities.kind[j]].label)}; {_hours_words(hours)}."


def _kind_words(wanted: float, label: str) -> str:
    if np.isnan(wanted):
        return "Kinds wanted are not known yet"
    return (
        f"Asked for this kind of offer ({label})" if wanted else f"Asked for other kinds of offer than this ({label})"
    )


def _hours_words(hours: float) -> str:
    if np.isnan(hours):
        return "whether the hours fit is not known yet"
    return "the hours fit" if hours else "the hours do not fit"

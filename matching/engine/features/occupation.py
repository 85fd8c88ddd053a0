"""Occupation: how near the work hoped for is to the work offered, by official occupation and by career category."""

import numpy as np

from matching.engine.columns import Doubles, Index
from matching.engine.features.wording import discount
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.phrases import named, quoted

NEARNESS = ((1, 1.0, "the same occupation"), (10, 0.7, "a near occupation"), (100, 0.4, "related work"),
            (1000, 0.2, "the same broad group of work"))  # fmt: skip
"""Unit, minor, sub-major and major group: leading digits shared of a code of four digits."""
SAME_CATEGORY = 0.6


def score(people: People, i: Index, opportunities: Opportunities, j: Index) -> Doubles:
    """Best over the wishes of nearness x discount; NaN where neither occupation nor category is known on both sides."""
    best = np.full(np.broadcast_shapes(np.shape(i), np.shape(j)), np.nan)
    for wish in people.wish_slots.T:
        best = np.fmax(best, _of_wish(people, wish[i], opportunities, j))
    return best


def _of_wish(people: People, wish: Index, opportunities: Opportunities, j: Index) -> Doubles:
    occupation = _by_occupation(people.wishes.occupation[wish], opportunities.occupation[j])
    category = _by_category(people.wishes.category[wish], opportunities.category[j])
    nearness = np.fmax(occupation, category) * discount(people, wish)
    return np.where(wish >= 0, nearness, np.nan)


def _by_occupation(wished: Index, offered: Index) -> Doubles:
    nearness = np.zeros(np.broadcast_shapes(wished.shape, offered.shape))
    for digits, value, _ in reversed(NEARNESS):
        nearness[wished // digits == offered // digits] = value
    return np.where((wished >= 0) & (offered >= 0), nearness, np.nan)


def _by_category(wished: Index, offered: Index) -> Doubles:
    return np.where((wished >= 0) & (offered >= 0), np.where(wished == offered, SAME_CATEGORY, 0.0), np.nan)


def sentence(people: People, i: int, opportunities: Opportunities, j: int) -> str:
    """Why, for one pair."""
    wishes = people.wish_slots[i][people.wish_slots[i] >= 0]
    if not wishes.size:
        return "No wish is stated yet, so the usual value is counted."
    near = _of_wish(people, wishes, opportunities, np.array([j]))
    if np.isnan(near).all():
        return "The occupation is not known yet on one side, so the usual value is counted."
    wish = wishes[np.nanargmax(near)]
    return f"Hoped for {quoted(people.wishes.texts[wish])}; this is {_relation(people, wish, opportunities, j)}."


def _relation(people: People, wish: int, opportunities: Opportunities, j: int) -> str:
    wished, offered = people.wishes.occupation[wish], opportunities.occupation[j]
    shared = [row[1:] for row in NEARNESS if wished // row[0] == offered // row[0] and min(wished, offered) >= 0]
    same_category = people.wishes.category[wish] == opportunities.category[j] >= 0
    if same_category and (not shared or shared[0][0] < SAME_CATEGORY):
        return f"in the same field, {quoted(field)}" if (field := _field(opportunities, j)) else "in the same field"
    return shared[0][1] if shared else "another kind of work"


def _field(opportunities: Opportunities, j: int) -> str:
    return named(opportunities.words.categories, opportunities.category[j])

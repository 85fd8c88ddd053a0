"""Small situations told in words: a person or an offer is a dict of what is known; all else is not known yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from matching.engine.columns import columns_of
from matching.engine.facts import KNOWN_FACTS, mask_of
from matching.engine.profiles import Kind, Opportunities, People, SetAside, Wishes, Words

DAY = date(2026, 11, 20)
KINDS = (
    Kind("job", "job", ready_low=3),
    Kind("apprenticeship", "apprenticeship", ready_low=3),
    Kind("taster", "taster", False, 0, 2),
    Kind("functional_skills", "functional skills", ready_low=1, ready_high=3),
    Kind("driving_lessons", "driving lessons", False, enabler=True),
    Kind("travel_card", "travel card", False, enabler=True),
    Kind("device_data", "laptop and data", False, enabler=True),
)
KIND = {kind.code: k for k, kind in enumerate(KINDS)}
VOCABULARY = ("car", "vehicle", "repair", "care", "people", "kitchen", "garden")
NEEDS = ("A quiet place", "One named person", "Help with fares")
NEED_ATTRIBUTES = (0b001, 0b010, 0b100)
BRADFORD = (53.795, -1.759)
CAR, CARE = (
    {"text": "car repair", "occupation": 5231, "category": 9},
    {"text": "care people", "occupation": 6145, "category": 20},
)


def north_of_bradford(km: float) -> tuple[float, float]:
    """A place so far due north."""
    return BRADFORD[0] + km / 111.1949, BRADFORD[1]


def facts(**held: bool) -> dict[str, int]:
    """Columns of a person whose facts are all known: those named true are held."""
    return {"facts_held": mask_of(code for code, yes in held.items() if yes), "facts_unknown": 0}


def vectors(texts: Sequence[str]) -> csr_matrix:
    """Counts of the words of a tiny vocabulary, rows of length 1."""
    counts = np.array([[text.lower().split().count(word) for word in VOCABULARY] for text in texts], np.float32)
    counts = counts.reshape(len(texts), len(VOCABULARY))
    length = np.linalg.norm(counts, axis=1, keepdims=True)
    return csr_matrix(np.divide(counts, length, out=np.zeros_like(counts), where=length > 0))


def people(*persons: dict[str, Any], set_aside: SetAside | None = None) -> People:
    """People told row by row. `home` is a place, `wishes` a list of dicts with text, occupation, category."""
    rows = [{"ids": f"p{k}", **_place(person)} for k, person in enumerate(persons)]
    told = [(k, rank, wish) for k, person in enumerate(persons) for rank, wish in enumerate(person.get("wishes", ()))]
    wishes = Wishes.of(
        vectors([wish.get("text", "") for _, _, wish in told]),
        owner=[k for k, _, _ in told],
        rank=[rank for _, rank, _ in told],
        texts=[wish.get("text", "") for _, _, wish in told],
        occupation=[wish.get("occupation", -1) for _, _, wish in told],
        category=[wish.get("category", -1) for _, _, wish in told],
    )
    columns = _columns(People, rows, {"wishes", "home"})
    return People.of(wishes=wishes, set_aside=set_aside, need_attributes=NEED_ATTRIBUTES, **columns)


def offers(*told: dict[str, Any]) -> Opportunities:
    """Offers told row by row. `text` is what is read, `sites` a list of places, `kind` a code."""
    rows = [{"ids": f"o{k}", **offer, "kind": KIND[offer.get("kind", "job")]} for k, offer in enumerate(told)]
    sites = [(k, *place) for k, offer in enumerate(told) for place in offer.get("sites", ())]
    return Opportunities.of(
        kinds=KINDS,
        vectors=vectors([offer.get("text", "") for offer in told]),
        sites=sites,
        words=Words(needs=NEEDS, areas={32: "Bradford"}, attributes=("a quiet room", "a mentor", "fares")),
        **_columns(Opportunities, rows, {"text", "sites"}),
    )


def _place(person: dict[str, Any]) -> dict[str, Any]:
    home = person.get("home")
    return {**person, "latitude": home[0], "longitude": home[1]} if home else person


def _columns(cls: type, rows: list[dict[str, Any]], beside: set[str]) -> dict[str, list[Any]]:
    names = {name for row in rows for name in row} - beside
    table = columns_of(cls)
    return {"ids": []} | {name: [row.get(name, table[name].unknown) for row in rows] for name in names}


ALL_FACTS = {"facts_held": KNOWN_FACTS, "facts_unknown": 0}
"""A person of whom every fact is held."""

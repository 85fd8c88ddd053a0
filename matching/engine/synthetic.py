"""Invented people and opportunities from a seed, for the benchmark, the tests and a first try."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.engine.columns import UNKNOWN_DAY, Bits, Doubles, Index, day_number
from matching.engine.facts import FACTS, SCALES, level_bits, level_required, mask_of
from matching.engine.people import TRAVEL_MODES
from matching.engine.profiles import Kind, Opportunities, People, SetAside, Wishes, Words

DAY = date(2026, 11, 20)
KINDS = (
    Kind("job", "job", ready_low=3),
    Kind("council_ringfenced", "council job", ready_low=3),
    Kind("apprenticeship", "apprenticeship", ready_low=3),
    Kind("foundation_apprenticeship", "foundation apprenticeship", ready_low=2),
    Kind("course", "course", ready_low=2),
    Kind("functional_skills", "functional skills", ready_low=1, ready_high=3),
    Kind("pre_employment", "pre-employment programme", ready_low=2, ready_high=3),
    Kind("taster", "taster", False, 0, 2),
    Kind("work_experience", "work experience", False, 1, 3),
    Kind("mentoring", "mentoring", False),
    Kind("driving_lessons", "driving lessons", False, enabler=True),
    Kind("travel_card", "travel card", False, enabler=True),
)
CENTRE = (53.79, -1.75)
KM_PER_DEGREE, SPREAD_KM = 111.2, 6.0
PEOPLE_IN_A_COUNCIL = 300
UNIT_GROUPS = np.array(
    [1223, 2136, 3131, 3443, 4122, 4159, 5231, 5241, 5315, 5434, 6121, 6131, 6145, 6221, 7111, 8211, 9233, 9272]
)
WORDS_OF_A_TEXT, COLUMNS = (40, 70), 20_000
NEEDS = ("flexible hours", "a quiet place", "one named person", "help with fares", "a gradual start")
NEED_ATTRIBUTES = (0b11, 0b100, 0b11000, 0b1100000, 0b10000000)


def synthetic(n: int, m: int, seed: int) -> tuple[People, Opportunities]:
    """n people and m opportunities over one council for each 300 people; about a fifth of the facts is not known."""
    random = np.random.default_rng(seed)
    centres = random.normal(0, 20, (max(1, n // PEOPLE_IN_A_COUNCIL), 2)) / KM_PER_DEGREE + CENTRE
    return _people(random, n, m, centres), _opportunities(random, m, centres)


def _people(random: np.random.Generator, n: int, m: int, centres: Doubles) -> People:
    area = random.integers(0, len(centres), n)
    home = _with_unknown(random, _around(random, centres[area]), np.nan, 0.1)
    held, unknown = _facts(random, n)
    hours = random.choice([16.0, 25.0, 30.0, 37.0, 40.0], n)
    return People.of(
        [f"person-{k:06d}" for k in range(n)],
        _wishes(random, n),
        SetAside.of(person=random.integers(0, max(n, 1), min(n, m)), opportunity=random.permutation(m)[: min(n, m)]),
        NEED_ATTRIBUTES,
        born_on=_with_unknown(random, day_number(DAY) - random.integers(16 * 365, 25 * 365, n), UNKNOWN_DAY, 0.05),
        latitude=home[:, 0],
        longitude=home[:, 1],
        travel_mode=random.choice(np.arange(-1, len(TRAVEL_MODES)), n, p=(0.1, 0.2, 0.05, 0.55, 0.1)),
        max_minutes=_with_unknown(random, random.choice([20.0, 30.0, 45.0, 60.0, 90.0], n), np.nan, 0.2),
        facts_held=held,
        facts_unknown=unknown,
        area=_with_unknown(random, area, -1, 0.05),
        hours_max=_with_unknown(random, hours, np.nan, 0.3),
        hours_min=_with_unknown(random, hours / 2, np.nan, 0.3),
        readiness=random.integers(-1, 5, n),
        kinds_wanted=_masks(random, n, len(KINDS), 0.25) * (random.random(n) < 0.7),
        kinds_paused=_masks(random, n, len(KINDS), 0.02),
        needs=_masks(random, n, len(NEEDS), 0.2),
    )


def _opportunities(random: np.random.Generator, m: int, centres: Doubles) -> Opportunities:
    area = random.integers(0, len(centres), m)
    remote = random.random(m) < 0.05
    window = day_number(DAY) - np.array([25, 16]) * 365
    aged = random.random(m) < 0.5
    yes = _masks(random, m, 8, 0.2)
    occupation, topic = _occupations(random, m)
    return Opportunities.of(
        [f"offer-{k:06d}" for k in range(m)],
        KINDS,
        _texts(random, topic, WORDS_OF_A_TEXT[1]),
        _sites(random, centres[area], np.flatnonzero(~remote)),
        Words(needs=NEEDS, areas={k: f"council {k + 1}" for k in range(len(centres))}),
        titles=[f"Offer {k}" for k in range(m)],
        kind=random.integers(0, len(KINDS), m),
        open=random.random(m) < 0.95,
        closes_on=np.where(random.random(m) < 0.5, day_number(DAY) + random.integers(-5, 60, m), UNKNOWN_DAY),
        starts_on=np.where(random.random(m) < 0.5, day_number(DAY) + random.integers(1, 90, m), UNKNOWN_DAY),
        born_from=np.where(aged, window[0], UNKNOWN_DAY),
        born_to=np.where(aged, window[1] - random.choice([0, 2, 3], m) * 365, UNKNOWN_DAY),
        requires=_requirements(random, m),
        desires=_requirements(random, m),
        area_required=np.where(random.random(m) < 0.4, area, -1),
        occupation=occupation,
        category=np.where(random.random(m) < 0.9, topic % 25, -1),
        remote=remote,
        hours=_with_unknown(random, random.choice([8.0, 16.0, 20.0, 30.0, 37.0], m), np.nan, 0.1),
        support_yes=yes * (random.random(m) < 0.6),
        support_no=~yes & _masks(random, m, 8, 0.2),
        recent_introductions=random.poisson(1.0, m),
    )


def _wishes(random: np.random.Generator, n: int) -> Wishes:
    count = random.choice(4, n, p=(0.1, 0.4, 0.3, 0.2))
    owner = np.repeat(np.arange(n), count)
    occupation, topic = _occupations(random, owner.size)
    return Wishes.of(
        _texts(random, topic, WORDS_OF_A_TEXT[0]),
        owner=owner,
        occupation=occupation,
        category=np.where(random.random(owner.size) < 0.9, topic % 25, -1),
        rank=np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count),
        texts=[f"Wish {k}" for k in topic],
    )


def _occupations(random: np.random.Generator, rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unit group (a fifth not known) and topic of the words."""
    topic = random.integers(0, UNIT_GROUPS.size, rows)
    return np.where(random.random(rows) < 0.8, UNIT_GROUPS[topic], -1), topic


def _texts(random: np.random.Generator, topic: NDArray[np.int64], words: int) -> csr_matrix:
    """Rows of length 1: half of the words belong to the topic, half to any text."""
    columns = (random.pareto(1.0, (topic.size, words)) * 50).astype(np.int64) % COLUMNS
    of_topic = random.random((topic.size, words)) < 0.5
    columns = np.where(of_topic, (columns % 200 + topic[:, None] * 200 + 1000) % COLUMNS, columns)
    vectors = csr_matrix(
        (random.random(columns.size), columns.ravel(), np.arange(0, columns.size + 1, words)),
        shape=(topic.size, COLUMNS),
    )
    vectors.sum_duplicates()
    length = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    vectors.data /= np.repeat(length, np.diff(vectors.indptr))
    return vectors.astype(np.float32)


def _facts(random: np.random.Generator, n: int) -> tuple[Bits, Bits]:
    """Masks held and unknown: levels up their ladders, the rest by chance, a fifth of all not known."""
    held = _masks(random, n, len(FACTS), 0.7) & np.uint64(
        mask_of(fact.code for fact in FACTS if not fact.code.startswith(tuple(SCALES)))
    )
    for scale in SCALES:
        held |= np.array([level_bits(scale, level)[0] for level in range(9)], np.uint64)[random.integers(0, 9, n)]
    unknown = _masks(random, n, len(FACTS), 0.2)
    return held & ~unknown, unknown


def _requirements(random: np.random.Generator, m: int) -> Bits:
    """Most offers ask for nothing; others for a level, a licence, papers or a status."""
    asks = [level_required("english", 4), level_required("maths", 4), level_required("overall", 5)]
    asks += [mask_of([code]) for code in ("licence_full", "right_to_work", "photo_id", "ehc_plan", "experience")]
    asked = random.random((m, len(asks))) < 0.12
    return np.asarray(np.bitwise_or.reduce(asked * np.array(asks, np.uint64), axis=1))


def _sites(random: np.random.Generator, centres: Doubles, owners: Index) -> NDArray[np.float64]:
    """Rows of owner, latitude, longitude: one site mostly, sometimes three, sometimes none that is known."""
    owner = np.repeat(owners, random.choice([0, 1, 3], owners.size, p=(0.05, 0.85, 0.1)))
    return np.column_stack([owner, _around(random, centres[owner])])


def _around(random: np.random.Generator, centres: Doubles) -> Doubles:
    return centres + random.normal(0, SPREAD_KM / KM_PER_DEGREE, centres.shape)


def _with_unknown(random: np.random.Generator, values: NDArray[Any], unknown: float, share: float) -> NDArray[Any]:
    return np.where(random.random((len(values), *[1] * (values.ndim - 1))) < share, unknown, values)


def _masks(random: np.random.Generator, rows: int, bits: int, share: float) -> Bits:
    chosen = random.random((rows, bits)) < share
    return np.asarray(np.bitwise_or.reduce(chosen << np.arange(bits, dtype=np.uint64), axis=1))

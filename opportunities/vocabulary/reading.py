"""What a young person's words, or an opportunity's title, say about work: occupations and career categories.

Every reading keeps the words as spoken, says how sure it is and why, and can be corrected by a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from scipy.sparse import csr_matrix, diags

from opportunities.vocabulary import spelling, title_index
from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES
from opportunities.vocabulary.occupations import plain_name, unit_group_categories, unit_groups
from opportunities.vocabulary.text_vectors import opening, said_about_work
from opportunities.vocabulary.wording import content_words
from opportunities.vocabulary.worries import is_worry

MOST = 3  # occupations and categories of one reading
LEAST_CERTAINTY = 0.15  # below this an occupation is a guess: it is not shown, and counts for nothing
LEAST_OF_TITLE = 0.2  # the same of an opportunity's title, which nobody reads again
LEAST_OF_CATEGORY = 0.05
CATEGORY_ALONE = 0.3  # a category is read without an occupation from here
SURE = 0.4  # below this the sentence says that we are less sure
TITLE_IN_READING = 0.7  # share of the title, against the description, when an opportunity's occupation is read


class WishState(StrEnum):
    WISH = "wish"
    NO_WISH = "no_wish"
    WORRY = "worry"


@dataclass(frozen=True, slots=True)
class OccupationReading:
    """One occupation read from words: SOC 2010 unit group (1115..9279), its nearest official title, certainty 0..1."""

    unit_group: int
    title: str
    certainty: float


@dataclass(frozen=True, slots=True)
class CategoryReading:
    """One career category (a code of career_categories.CATEGORIES) with certainty 0..1."""

    code: str
    certainty: float


@dataclass(frozen=True, slots=True)
class WishReading:
    """How a young person's words are read. `original` is kept as spoken, `repaired` is it with its spelling mended;
    up to three occupations and categories, surest first, and none unless the state is 'wish'."""

    original: str
    repaired: str
    state: WishState
    occupations: tuple[OccupationReading, ...]
    categories: tuple[CategoryReading, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class TitleReading:
    """How an opportunity's words are read: the surest occupation and category, None where the words say neither."""

    occupation: OccupationReading | None
    category: CategoryReading | None


Readings = tuple[tuple[OccupationReading, ...], tuple[CategoryReading, ...]]


def read_wishes(texts: Sequence[str], meant: Sequence[str] = ()) -> list[WishReading]:
    """One reading for each text, in order. A worry is not read at all: its words go to a person.

    `meant`: the same texts in everybody's words, where a council has words of its own; the sentences quote `texts`.
    """
    repaired = spelling.repair_all(meant or texts)
    said = list(map(said_about_work, texts, repaired))
    readings = _readings(title_index.vectors(said))
    return [_wish_reading(*row) for row in zip(texts, repaired, said, readings, strict=True)]


def read_wish(text: str) -> WishReading:
    """As `read_wishes`, for one text."""
    return read_wishes([text])[0]


def read_titles(titles: Sequence[str], descriptions: Sequence[str] = ()) -> list[TitleReading]:
    """One reading for each title of an opportunity, with its description where there is one ("" where not)."""
    heads = title_index.vectors(map(content_words, titles))
    bodies = title_index.vectors(map(content_words, map(opening, descriptions or [""] * len(titles))))
    readings = _readings(title_index.unit_rows(heads * TITLE_IN_READING + bodies * (1 - TITLE_IN_READING)))
    return [_title_reading(*row) for row in readings]


def _title_reading(occupations: tuple[OccupationReading, ...], categories: tuple[CategoryReading, ...]) -> TitleReading:
    first = next((one for one in occupations if one.certainty >= LEAST_OF_TITLE), None)
    kinds = categories if first else _alone(categories)
    return TitleReading(first, next(iter(kinds), None))


def read_title(title: str, description: str = "") -> TitleReading:
    """As `read_titles`, for one opportunity."""
    return read_titles([title], [description])[0]


def _wish_reading(original: str, repaired: str, said: str, readings: Readings) -> WishReading:
    if is_worry(original, repaired):
        return WishReading(original, repaired, WishState.WORRY, (), (), _WORRY_SENTENCE)
    if not said:
        return WishReading(original, repaired, WishState.NO_WISH, (), (), _no_wish_sentence(original))
    return WishReading(original, repaired, WishState.WISH, *readings, _sentence(original, said, *readings))


def _readings(vectors: csr_matrix) -> Iterator[Readings]:
    """Occupations and categories of each row. Certainty of an occupation is its share of the nearest titles' votes
    times the likeness of the nearest; of a category the mean of what the occupations and the profile titles say."""
    official, profiles = title_index.official(), title_index.profiles()
    nearest, near_profiles = official.nearest(vectors), profiles.nearest(vectors)
    groups = _certainty(official.votes(nearest), nearest)
    categories = (
        title_index.product(groups, _categories_of_groups()) + _certainty(profiles.votes(near_profiles), near_profiles)
    ) / 2
    for row in range(vectors.shape[0]):
        occupations = _occupations(groups[row], nearest[row], official)
        yield occupations, _categories(categories[row], occupations)


def _certainty(votes: csr_matrix, nearest: csr_matrix) -> csr_matrix:
    likeness = diags(nearest.max(axis=1).toarray().ravel(), dtype=np.float32)
    return title_index.product(likeness, title_index.unit_rows(votes, norm="l1"))


@cache
def _categories_of_groups() -> csr_matrix:
    """float32 (369, 25): each unit group's shares of the career categories. Sparse, so that a row's products do not
    depend on the rows beside it."""
    shares = np.zeros((len(unit_groups()), len(CATEGORIES)), dtype=np.float32)
    for row, unit_group in zip(shares, unit_groups(), strict=True):
        for code, share in unit_group_categories()[unit_group].items():
            row[BY_CODE[code].index] = share
    return csr_matrix(shares)


def _occupations(
    certainty: csr_matrix, nearest: csr_matrix, titles: title_index.Titles
) -> tuple[OccupationReading, ...]:
    codes, groups = tuple(unit_groups()), titles.meanings[nearest.indices].indices
    found = []
    for column, sureness in _surest(certainty, LEAST_CERTAINTY):
        mine = np.flatnonzero(groups == column)
        best = nearest.indices[mine[np.argmax(nearest.data[mine])]]
        found.append(OccupationReading(codes[column], titles.names[best], sureness))
    return tuple(found)


def _categories(certainty: csr_matrix, occupations: tuple[OccupationReading, ...]) -> tuple[CategoryReading, ...]:
    """Those of the surest occupation first, so that the two never say different things."""
    found = tuple(
        CategoryReading(CATEGORIES[column].code, sureness) for column, sureness in _surest(certainty, LEAST_OF_CATEGORY)
    )
    if not occupations:
        return _alone(found)
    agreeing = unit_group_categories()[occupations[0].unit_group]
    return tuple(sorted(found, key=lambda one: one.code not in agreeing))


def _alone(categories: tuple[CategoryReading, ...]) -> tuple[CategoryReading, ...]:
    return tuple(one for one in categories if one.certainty >= CATEGORY_ALONE)


def _surest(certainty: csr_matrix, least: float) -> list[tuple[int, float]]:
    """Columns and values of one row that are at `least` so sure, surest first; of equals, the earlier column."""
    pairs = zip(certainty.indices.tolist(), certainty.data.tolist(), strict=True)
    ordered = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [(column, min(sureness, 1.0)) for column, sureness in ordered if sureness >= least]


def _sentence(
    original: str, said: str, occupations: tuple[OccupationReading, ...], categories: tuple[CategoryReading, ...]
) -> str:
    quoted = f"You said \u201c{original.strip()}\u201d"
    if categories and not occupations:
        return f"{quoted}; we are less sure, it may be in the field \u201c{BY_CODE[categories[0].code].label}\u201d."
    if not occupations:
        return f"{quoted}; we do not know these words yet. Please tell us in other words."
    first = occupations[0]
    group = plain_name(first.unit_group)
    how = "read that as" if first.certainty >= SURE else "are less sure, it may be"
    because = "it is" if said == content_words(first.title) else "it is close to"
    return f"{quoted}; we {how} \u201c{group}\u201d, because {because} the official title \u201c{first.title}\u201d."


def _no_wish_sentence(original: str) -> str:
    quoted = f"You said \u201c{original.strip()}\u201d" if original.strip() else "You have not said yet"
    return f"{quoted}; we read no wish in it, and that is fine: we show a wide choice."


_WORRY_SENTENCE = "These words may be about safety, so we do not read them as a wish. A person will read them."

"""Words of a wish that may be about safety: asked of the person's adviser on the day, and shown in no report (A10)."""

from collections.abc import Iterable, Iterator

from aspirations.people.models import YoungPerson
from config.imports.report import WITHHELD, Problem
from config.imports.source import Cells
from opportunities.vocabulary.spelling import repair_all
from opportunities.vocabulary.worries import is_worry

WISHES = ("Wish 1", "Wish 2", "Wish 3")


def worries_among(rows: Iterable[Cells]) -> frozenset[str]:
    """The different wishes of these rows that may be a worry, found in one batch."""
    said = list(dict.fromkeys(words for cells in rows for words in wishes_of(cells).values()))
    return frozenset(words for words, repaired in zip(said, repair_all(said), strict=True) if is_worry(words, repaired))


def worries_to_read(cells: Cells, worries: frozenset[str], person: YoungPerson) -> Iterator[Problem]:
    """One question for each worry. Its words stay out: whoever loads the file may not open the record."""
    for column, words in wishes_of(cells).items():
        if words in worries:
            sentence = f"These words may be about safety. A person reads them today: {person.adviser}."
            yield Problem(column, WITHHELD, sentence, owner=person.adviser)


def wishes_of(cells: Cells) -> dict[str, str]:
    """By column, those that are given."""
    said = {column: str(cells.get(column, "")).strip() for column in WISHES}
    return {column: words for column, words in said.items() if words}

"""What a first page is made of: a heading, one sentence a person could say aloud, and a table where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Section:
    """`rows` are cells in the order of `columns`; the first 25 are shown and the caption says of how many."""

    heading: str
    sentence: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()
    caption: str = ""

    @property
    def labelled_rows(self) -> list[list[tuple[str, object]]]:
        """Each cell with its column's name, which stands beside it on a small screen."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def table(heading: str, sentence: str, columns: Sequence[str], rows: Sequence[Sequence[object]], order: str) -> Section:
    """A section with a table, its order stated."""
    caption = f"The first {SHOWN} of {len(rows)}, {order}" if len(rows) > SHOWN else f"{len(rows)}, {order}"
    return Section(heading, sentence, columns, rows[:SHOWN], caption)

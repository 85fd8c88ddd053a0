"""The known references that one slip of the keyboard makes another reference of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

MOST_NAMED = 3


def without_one(text: str) -> Iterator[str]:
    """The text, and the text with each letter left out: two texts one slip apart share one of these."""
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]


class Nearest:
    """Look-up without comparing with every reference, so that ten thousand unknown ones are answered at once."""

    def __init__(self, known: Iterable[str]) -> None:
        self.by_shape: dict[str, set[str]] = defaultdict(set)
        for reference in known:
            for shape in without_one(reference.casefold()):
                self.by_shape[shape].add(reference)

    def to(self, text: str) -> list[str]:
        """The first three, in alphabetical order, that are a letter too many, too few, other or out of place away."""
        shapes = without_one(text.casefold())
        found = set().union(*(self.by_shape[shape] for shape in shapes if shape in self.by_shape))
        return sorted(found)[:MOST_NAMED]

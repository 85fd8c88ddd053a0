"""A council's synonyms laid over what was said, before anything is read (A3)."""

import re
from collections.abc import Iterable, Sequence

from aspirations.synonyms.models import Synonym
from opportunities.vocabulary.reading import WishReading, read_wishes

APOSTROPHE = "['`\u2018\u2019]?"


class Meanings:
    """Words of a council to plain words; longer ones go before shorter ones, and what was put in is not read again."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        longest_first = sorted(pairs, key=lambda pair: -len(pair[0]))
        self.means = [means for _, means in longest_first]
        either = "|".join(f"({_spelt(words)})" for words, _ in longest_first)
        self.pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE) if either else None

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Each text with the council's words in plain ones; the text itself where none stands in it."""
        pattern = self.pattern
        return [pattern.sub(self._meant, text) if pattern else text for text in texts]

    def stand_in(self, text: str) -> bool:
        return self.pattern is not None and self.pattern.search(text) is not None

    def _meant(self, found: re.Match[str]) -> str:
        return self.means[(found.lastindex or 1) - 1]

    def read(self, texts: Sequence[str]) -> list[WishReading]:
        """As `read_wishes`, in this council's words; the sentence quotes what was said."""
        return read_wishes(texts, self(texts))


def meanings_of(council_id: int | None) -> Meanings:
    rows = Synonym.objects.filter(council=council_id, ended_at=None)
    return Meanings(rows.values_list("plain", "means"))


def _spelt(words: str) -> str:
    """The plain words as they may be written: any signs between them, and an apostrophe anywhere in them."""
    return r"[\W_]+".join(APOSTROPHE.join(map(re.escape, word)) for word in words.split())

"""Words in a wish that may be about safety: self-harm, abuse, exploitation. They go to a person and are never read.

A small list on purpose: it looks for somebody speaking of themselves, or another telling what they said ("she says she
wants to hurt herself"), so that wishes to help others ("domestic abuse worker", "suicide prevention") stay wishes. It
is no substitute for a person who reads. Pure: no Django."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from opportunities.vocabulary.wording import plain

TABLE = Path(__file__).parent / "data" / "worries.toml"
KINDS = ("self_harm", "abuse", "exploitation")


def is_worry(*wordings: str) -> bool:
    """Whether a text may speak of harm to the one who wrote it. Give it as written and with its spelling repaired."""
    return any(_worries().search(plain(wording)) for wording in wordings)


@cache
def _worries() -> re.Pattern[str]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    said = "|".join(pattern for kind in KINDS for pattern in table[kind])
    return re.compile(rf"{table['alone']}|\b(?:{_filled(said, table['words'])})\b")


def _filled(pattern: str, words: dict[str, Any]) -> str:
    """With the patterns that its {names} stand for; these may hold names too."""
    while found := re.search(r"\{([a-z_]+)\}", pattern):
        pattern = pattern.replace(found[0], words[found[1]])
    return pattern

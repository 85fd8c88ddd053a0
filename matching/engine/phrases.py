"""Turns of phrase that sentences share. Each sentence stays under 25 words, so quoted words are cut after seven."""

from collections.abc import Sequence
from datetime import date

QUOTED_WORDS = 7


def quoted(text: str) -> str:
    """Someone's own words or a title in quotation marks."""
    words = str(text).split()
    return f"“{' '.join(words[:QUOTED_WORDS])}{' …' if len(words) > QUOTED_WORDS else ''}”"


def day_in_words(day: date) -> str:
    """Such as 3 November 2026."""
    return f"{day.day} {day:%B %Y}"


def listed(names: Sequence[str]) -> str:
    """Such as "a, b and c"."""
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def named(names: Sequence[str], index: int) -> str:
    """The name at the index, or "" where there is none."""
    return names[index] if 0 <= index < len(names) else ""

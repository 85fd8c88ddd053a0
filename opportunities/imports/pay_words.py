"""Pay that stays in words on purpose: ranges, bands, "competitive", the minimum wage. Other words are asked about."""

import re

SPAN = r"\d\s*k?\s*(?:-|–|to|and|or)\s*£?\s*\d"
OPEN = (
    "above", "agreed", "band", "between", "competitive", "depend", "discuss", "expenses", "from", "grade",
    "living wage", "minimum", "negotiable", "none", "point", "pro rata", "scale", "tbc", "training allowance",
    "unpaid", "up to", "volunt",
)  # fmt: skip
STAYS = re.compile(rf"{SPAN}|\b(?:{'|'.join(OPEN)})", re.IGNORECASE)


def stays_in_words(words: str) -> bool:
    """Whether the words are known to give no one amount, so that there is nothing to ask."""
    return not words or STAYS.search(words) is not None

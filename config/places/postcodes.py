"""Reading postcodes as people type them, and finding where they are."""

import re
from collections.abc import Iterable

from config.places.models import Postcode

SHAPE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")


def normalise(text: str) -> str | None:
    """'bd11hx ' -> 'BD1 1HX'; None when it cannot be a full UK postcode."""
    found = SHAPE.match(re.sub(r"[^A-Z0-9]", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else None


def look_up(texts: Iterable[str]) -> dict[str, Postcode]:
    """The known postcodes among these texts, by the text as given. One query, whatever the number."""
    codes = {text: code for text in texts if (code := normalise(text))}
    known = Postcode.objects.in_bulk(set(codes.values()))
    return {text: known[code] for text, code in codes.items() if code in known}

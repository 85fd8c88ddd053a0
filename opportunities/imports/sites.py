"""Places as files name them: a postcode, or an address with one at its end. Positions come from postcodes only."""

import re
from collections.abc import Iterable, Mapping

from config.places.models import Postcode
from config.places.postcodes import look_up, normalise
from opportunities.imports.offer import Site

POSTCODE_AT_END = re.compile(r"[\s,]*\b([A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2})\s*$", re.IGNORECASE)
LONGEST_ADDRESS = 300


def split_address(text: str) -> tuple[str, str]:
    """(address, postcode) of "Mill Lane, Ilkley LS29 8AA"; the postcode is "" where the text does not end with one."""
    whole = normalise(text)
    found = POSTCODE_AT_END.search(text)
    if whole:
        return "", whole
    if found:
        return text[: found.start()].strip(" ,")[:LONGEST_ADDRESS], normalise(found[1]) or ""
    return text.strip()[:LONGEST_ADDRESS], ""


def unknown_place(text: str, code: str) -> str:
    """What is said of a place that cannot be put on the map; `code` is its postcode, "" where it has none."""
    why = f"We do not know the postcode {code}." if code else f"“{text[:80]}” does not end with a full postcode."
    return f"{why} Please check it: until then the place is not on the map."


class KnownPostcodes:
    """The postcodes of one file, looked up in one query."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.by_code: Mapping[str, Postcode] = look_up({split_address(text)[1] for text in texts} - {""})

    def site(self, text: str) -> Site:
        """The place; its location is None where the postcode is missing, unknown or without a position."""
        address, postcode = split_address(text)
        known = self.by_code.get(postcode)
        return Site(address, postcode, known.location if known else None)

    def knows(self, postcode: str) -> bool:
        return postcode in self.by_code

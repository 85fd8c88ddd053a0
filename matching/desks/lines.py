"""What waits for somebody, as the first pages show it (`templates/desks/lines.html`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: a sentence, where to do it, and a tag with its colour."""

    sentence: str
    action: str
    href: str
    tag: str = ""
    colour: str = "grey"

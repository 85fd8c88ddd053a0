"""What the page of somebody without work of their own is made of: a heading and one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    sentence: str

"""Whether the words around a phrase ask it of the person, refuse it, tell it of others, or leave something else to do.

Pure: what is read are the sentence, its part around the phrase, and the heading above. The words are `asking.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from opportunities.advert_reading.plain_words import pattern
from opportunities.advert_reading.sentences import Sentence
from opportunities.advert_reading.tables import rows_of

SHORT = 14  # words of a line that asks without a verb
_REFUSES = re.compile(r"\b(?:no|not|never|without|nor)\b|n’t\b")
_REFUSES_A_LIST = re.compile(
    r"(?:\b(?:do|does|will|did) not|n’t) (?:need|require|ask|expect|want|have to)\b|\b(?:need not|no need|without)\b"
)
_NEXT_OF_A_LIST = re.compile(r"(?:or |and )?(?:an?|the|any|own|full|experience|references?|qualifications?)\b")
ASKING_PLACES = ("essential", "desirable")


@dataclass(frozen=True, slots=True)
class Asking:
    """start..end: the part of the sentence around the phrase. `is_sure`: its own words or its heading say must or nice
    to have."""

    start: int
    end: int
    asked: bool
    refused: bool
    of_others: bool
    essential: bool
    or_else: bool
    is_sure: bool


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    shapes = {"refused_before": "(?:{})$", "refused_after": "^(?:{})"}
    return {name: pattern(shapes.get(name, "{}").format("|".join(words))) for name, words in rows_of("asking").items()}


def _must_or_nice(part: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether the part says must, or nice to have; where it says both, the one nearer to the phrase counts."""
    must, nice = (_distance(cue, part, first, last) for cue in ("essential", "desirable"))
    if must is None or nice is None:
        return must is not None, nice is not None
    return must < nice, nice <= must


def _distance(cue: str, part: str, first: int, last: int) -> int | None:
    places = [max(found.start() - last, first - found.end(), 0) for found in _cues()[cue].finditer(part)]
    return min(places, default=None)


def _says(cue: str, words: str) -> bool:
    return _cues()[cue].search(words) is not None


def asking(sentence: Sentence, first: int, last: int) -> Asking:
    """How the phrase at first..last of the sentence is meant."""
    start, end = _part(sentence.words, first, last)
    part, before, after = sentence.words[start:end], sentence.words[start:first], sentence.words[last:end]
    must, nice = _must_or_nice(part, first - start, last - start)
    under_asking = sentence.under in ASKING_PLACES
    bare = not sentence.under and (len(sentence.words.split()) <= SHORT or not _says("verb", sentence.words))
    return Asking(
        start=start,
        end=end,
        asked=must or nice or under_asking or bare or _says("asked", part) or _goes_on(sentence.words[:start], part),
        refused=_is_refused(sentence.words, part, before, after)
        or (not must and not nice and _refusal_goes_on(sentence.words[:start], part)),
        of_others=not must
        and (sentence.under in ("offer", "about") or (not nice and (_is_of_the_firm(part) or _says("duty", before)))),
        essential=not nice and (must or sentence.under != "desirable"),
        or_else=_says("or_else", after) or _says("or_else", before) or _says("either", before),
        is_sure=must or nice or under_asking,
    )


def _part(words: str, first: int, last: int) -> tuple[int, int]:
    """The part between the cuts ("but", a comma before another ask) on both sides of the phrase."""
    start, end = 0, len(words)
    for cut in _cues()["cuts"].finditer(words):
        if cut.end() <= first:
            start = cut.end()
        elif cut.start() >= last:
            return start, cut.start()
    return start, end


def _goes_on(before: str, part: str) -> bool:
    """Whether the part is one more of what was asked before it in its sentence: "you have X, and Y"."""
    return _says("asked", before) and not _says("firm", part) and not _REFUSES.search(before)


def _refusal_goes_on(before: str, part: str) -> bool:
    """Whether the part is one more of what was refused before it: "you need no experience, a licence or a degree"."""
    return _REFUSES_A_LIST.search(before) is not None and _NEXT_OF_A_LIST.match(part) is not None


def _is_of_the_firm(part: str) -> bool:
    return _says("firm", part) and not _says("person", part)


def _is_refused(words: str, part: str, before: str, after: str) -> bool:
    if _says("shut_out", words):
        return False
    nice = _says("desirable", part.replace("not essential", ""))
    is_refused = _says("refused_before", before) or (_says("refused_after", after) and not nice)
    return is_refused or _says("open_to_all", after)

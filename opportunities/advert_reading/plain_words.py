"""An advert's text made plain letter by letter, so that every place in it is a place in the text as written. Pure."""

import re

_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTED.split(" "), start=1)}
NUMBER_WORDS |= {"a couple of": 2, "twenty one": 21, "twenty five": 25, "thirty": 30, "thirty seven": 37, "forty": 40}
_LONGEST_FIRST = sorted((word.replace(" ", "[ -]") for word in NUMBER_WORDS), key=len, reverse=True)
NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(_LONGEST_FIRST)})"
_BLOCK = re.compile(r"<\s*/?\s*(?:p|br|li|ul|ol|div|tr|td|h[1-6]|table)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_ENTITY = re.compile(r"&(?:#\d{1,5}|[a-z]{2,8});", re.IGNORECASE)
_ENTITIES = {"&pound;": "£", "&amp;": "&", "&rsquo;": "’", "&lsquo;": "’", "&#39;": "’", "&apos;": "’", "&#163;": "£"}
_ENTITIES |= {"&ndash;": "-", "&mdash;": "-", "&bull;": "•", "&middot;": "•", "&quot;": '"', "&#8217;": "’"}
_ALIKE = str.maketrans({"'": "’", "‘": "’", "`": "’", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\t": " ", "·": "•"})
_ALIKE |= str.maketrans({"\r": "\n", "●": "•", "▪": "•", "\u200b": " ", "\u2011": "-", "\u2022": "•"})


def plain_letters(text: str) -> str:
    """Lower case without mark-up, dashes and apostrophes of one kind. Exactly as long as the text."""
    shown = _TAG.sub(_blank, text) if "<" in text else text
    shown = _ENTITY.sub(_letter, shown) if "&" in shown else shown
    lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in shown)
    return lower.translate(_ALIKE).replace("\\n", "\n ")


def _blank(tag: re.Match[str]) -> str:
    return ("\n" if _BLOCK.match(tag[0]) else " ").ljust(len(tag[0]))


def _letter(entity: re.Match[str]) -> str:
    return _ENTITIES.get(entity[0].lower(), " ").ljust(len(entity[0]))


def number_of(words: str | None) -> float | None:
    """A number in digits or words: "5", "two", "a couple of"; None where it is none."""
    tidy = " ".join((words or "").replace("-", " ").split())
    if re.fullmatch(r"\d+(?:\.\d+)?", tidy):
        return float(tidy)
    return NUMBER_WORDS.get(tidy)


def pattern(words: str) -> re.Pattern[str]:
    """A pattern of the tables: <n> a number, <3> up to three words, a space any white space."""
    spaced = re.sub(r" (\?)?", lambda space: "[ ]*" if space[1] else "[ ]+", _shielded(words))
    spaced = re.sub(r"<(\d+)>(?:\[ \]\+)?", r"(?:[^\\s,.;:()]+[ ]+){0,\1}", spaced)
    return re.compile(_unshielded(spaced).replace("<n>", NUMBER))


def _shielded(words: str) -> str:
    """Spaces inside [character classes] and lookbehinds stay single spaces."""
    return re.sub(r"\[[^\]]*\]|\(\?<[=!][^)]*\)", lambda part: part[0].replace(" ", "\x00"), words)


def _unshielded(words: str) -> str:
    return words.replace("\x00", " ")

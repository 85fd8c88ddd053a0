"""Words made alike before they are compared: case, accents, punctuation, everyday and Bradford words, words of mode.

The table is data: `data/own_wording.csv` (words, plain, kind). Kind `dialect` is always read as its plain words;
`interest` only where it ends what is said, since in "driving instructor" the instructor names the job; `alone` only
where it is all that is said ("pilot", but not "drone pilot"); `filler` says nothing about work, `vague` ("money")
nothing by itself; `safety` is vague too, listed so that repair leaves what worries.py looks for. Pure: no Django."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

_APOSTROPHES = re.compile("['`\u2018\u2019]")
_IT = re.compile(r"\bIC?T\b")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_MODE = re.compile(
    r"\b(?:(?:(?:foundation|intermediate|advanced|higher|degree|modern) )?apprentice(?:ship)?s?|trainee(?:ship)?s?"
    r"|t levels?|levels? [0-8](?: (?:and|or|to) [0-8])?|entry level|full time|part time|term time(?: only)?|fixed term"
    r"|temporary|permanent|work experience|(?:industry )?placement|internship|vacanc(?:y|ies)|ring fenced"
    r"|care leavers? (?:only|welcome))\b"
)
# "I don't want shop work": what is refused is left out, up to the end of the clause; "not sure" refuses nothing, "no
# shops" does and "no idea" does not; what somebody used to want stands before what they want now.
_REFUSED = re.compile(
    r"\bused to\b.*?(?=\bnow\b)|(?P<sign>\b(?:do not|don.?t|doesn.?t|does not|dnt) (?:want|wanna|like|fancy)"
    r"|\bnever (?:again|want)|\bhates?|\b(?:can.?t|cannot) stand|\b(?:sick|bored|tired|fed up|done) (?:of|with|wi)"
    r"|\b(?:scared|afraid|frightened|terrified|allergic|faint(?:ing)?) (?:of|to|at)"
    r"|\bno(?: more|t)?(?: really| that| too)? (?:bothered|fussed|keen|into|interested) (?:about|on|in|with)"
    r"(?! (?:what|which|where|how|when|who|it|that)\b)|\b(?:nothing|nowt) (?:with|wi|in|to do wi(?:th)?|around)\b"
    r"|\bno (?!idea|clue|one|where|way|longer|matter|preferences?|problems?|worries|experience|skills?|grades"
    r"|qualifications?|qualis|gcses?|rush|thanks?|thank|jobs?|work|money|chance|stress|bother|license|licence|car\b|id\b)"
    r"|\b(?:anything?|everything|owt) (?:but|bar|except)|(?<!if )(?<!why )\bnot (?!sure|fussed|bothered|really|only"
    r"|just|bad|too|got|passed|done|had|been|yet))\b"
    r".*?(?=\b(?:but|maybe|rather|instead|want|wanna|would|just|so)\b|[,.;!?\n]|$)",
    re.IGNORECASE,
)
# "Whatever you think is best", "still thinking": words that put the question off, though some of them name work too.
_PUT_OFF = re.compile(rf"\b(?:{'|'.join((DATA / 'put_off.txt').read_text(encoding='utf-8').splitlines()[1:])})(?!\w)")
_PAUSE = re.compile(r"[,;!?\n]+|\.+(?=\s|$)")
ENDS = frozenset({
    "and", "or", "but", "so", "in", "on", "at", "with", "for", "from", "by", "into", "when", "where", "who", "that",
    "which", "if", "while", "after", "before", "not", "no", "as", "than", "to", "all", "is", "are", "was", "were", "i",
    "they", "it", "he", "she", "we", "you",
})  # fmt: skip
"""What stands before one of these ends what is said, as what stands last does: "trains and boats" and, where somebody
speaks of themselves, "beats in me room"."""
LISTS = frozenset({"and", "or"})
SAYS_NOTHING_ALONE = frozenset({"vague", "safety"})
STOP_WORDS = frozenset((DATA / "stop_words.txt").read_text(encoding="utf-8").split())
SPEECH_WORDS = frozenset((DATA / "speech_words.txt").read_text(encoding="utf-8").split()) | STOP_WORDS
"""Words that say nothing about work where somebody speaks of themselves ("mum", "brilliant", "Tuesday")."""


def plain(text: str) -> str:
    """Lower case, no accents, apostrophes closed up, everything else that is not a letter or digit one space."""
    lower = _with_it_in_full(text).casefold()
    bare = lower if lower.isascii() else _without_accents(lower)
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", bare).replace("&", " and ")).strip()


def _with_it_in_full(text: str) -> str:
    """ "IT" is work and "it" is not, which capitals tell unless the whole text is in capitals."""
    shouted = text.isupper() and " " in text.strip() and not text.startswith("IT ")
    return text if shouted else _IT.sub("information technology", text)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The plain words of a text, in order."""
    return plain(text).split()


def strip_mode_words(text: str) -> str:
    """A plain text without words that say how the work is held ("apprentice", "level 2", "full time"), not what it is;
    the text itself where nothing else would be left."""
    return " ".join(_MODE.sub(" ", text).split()) or text


def content_words(text: str) -> str:
    """Plain words of a title or description that say something about the work."""
    return " ".join(word for word in strip_mode_words(plain(text)).split() if word not in STOP_WORDS)


@cache
def own_wording() -> dict[str, tuple[str, str]]:
    """Words -> (plain words, kind), as shipped."""
    with (DATA / "own_wording.csv").open(encoding="utf-8", newline="") as file:
        return {row["words"]: (row["plain"], row["kind"]) for row in csv.DictReader(file)}


@cache
def _longest_phrase() -> int:
    return max(words.count(" ") + 1 for words in own_wording())


def _segments(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Runs of words with their plain words and kind; the longest phrase of the table first, other words one by one."""
    start = 0
    while start < len(words):
        for length in range(min(_longest_phrase(), len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            if found := own_wording().get(phrase):
                yield phrase, *found
                break
        else:
            yield phrase, phrase, "stop" if phrase in SPEECH_WORDS else "other"
        start += length


def _without_dialect(words: Sequence[str]) -> list[str]:
    read = (meaning if kind == "dialect" else phrase for phrase, meaning, kind in _segments(words))
    return " ".join(read).split()


def without_refused(text: str) -> str:
    """A wish as written, without the work that it turns down."""
    return _REFUSED.sub(" ", text)


def refused(text: str) -> tuple[str, ...]:
    """The parts of a wish, as written, that say what is not wanted: "dont want shop work"."""
    return tuple(words for found in _REFUSED.finditer(text) if (words := found[0].strip()))


def turned_down(text: str) -> str:
    """The work that a wish turns down, without the words that do so: "gardening, no shops" is "shops". What somebody
    used to do is behind them, not turned down."""
    return " and ".join(
        found[0].removeprefix(found["sign"]).strip() for found in _REFUSED.finditer(text) if found["sign"]
    )


def wish_words(text: str) -> str:
    """What a wish says about work, in plain words: "summat with cars innit" is "car vehicle motor"; "" if nothing."""
    words = " ".join(phrase for phrase, kind in _said(text) if kind != "stop")
    meaning, kind = own_wording().get(words, ("", ""))
    return meaning if kind == "alone" else words


def wish_phrase(text: str) -> str:
    """As `wish_words`, with the small words between: "i wanna look after old people" is "look after older people"."""
    said = _said(text)
    while said and said[0][1] == "stop":
        said.pop(0)
    return " ".join(phrase for phrase, _ in said)


def _said(text: str) -> list[tuple[str, str]]:
    """What a wish says about work, in order, each with its kind; nothing where all of it is vague."""
    said: list[tuple[str, str]] = []
    kinds: set[str] = set()
    plain_words = _without_dialect(
        tokens(_PUT_OFF.sub(" ", strip_mode_words(plain(_PAUSE.sub(" and ", without_refused(text))))))
    )
    segments = list(_segments(plain_words))
    ends = ENDS if any(kind == "filler" for *_, kind in segments) else LISTS
    for phrase, meaning, kind in reversed(segments):
        if kind in ("interest", "alone", "other", *SAYS_NOTHING_ALONE):
            ends_it = kinds <= {"interest", *SAYS_NOTHING_ALONE}
            said.append((meaning if kind == "interest" and ends_it else phrase, kind))
            kinds.add(kind)
        elif kind == "stop" and kinds:
            said.append((phrase, kind))
            kinds = set() if phrase in ends else kinds
    return said[::-1] if {kind for _, kind in said} - SAYS_NOTHING_ALONE - {"stop"} else []

"""Clean search words made as young people type them, to measure how well the reading holds up: slips of the thumb on a
keyboard, and everyday frames around the words. The same seed gives the same texts. Pure: no Django."""

from collections.abc import Callable, Sequence

import numpy as np

from opportunities.vocabulary.wording import plain

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FRAMES = (
    "i want to be a {}",
    "wanna do {} innit",
    "summat like {}",
    "id love to do {} tbh",
    "maybe {} idk",
    "{} or owt like that",
    "i wanna work in {} cuz im good at it",
    "anything with {} really",
    "im well into {}",
    "get me a job doing {} pls",
)


def _neighbours(letter: str) -> str:
    row = next(row for row in _ROWS if letter in row)
    at = row.index(letter)
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]


def _slip(letters: list[str], at: int, random: np.random.Generator) -> None:
    """One slip in place: a neighbouring key, one key too many, one too few, two swapped."""
    near = str(random.choice(list(_neighbours(letters[at]))))
    kind = random.integers(4)
    if kind == 0:
        letters[at] = near
    elif kind == 1:
        letters.insert(at, near)
    elif kind == 2:
        del letters[at]
    else:
        letters[at : at + 2] = letters[at : at + 2][::-1]


def slips(text: str, one_in: float, random: np.random.Generator) -> str:
    """The text in lower case with a slip for every `one_in` letters, at least one."""
    letters = list(text.casefold())
    typed = [at for at, letter in enumerate(letters) if letter.isascii() and letter.isalpha()]
    for _ in range(max(1, round(len(typed) / one_in))):
        there = [at for at, letter in enumerate(letters) if letter.isascii() and letter.isalpha()]
        if len(there) < 3:
            break
        _slip(letters, int(random.choice(there)), random)
    return "".join(letters)


def _framed(text: str, random: np.random.Generator) -> str:
    return str(random.choice(FRAMES)).format(plain(text))


KINDS: dict[str, Callable[[str, np.random.Generator], str]] = {
    "clean": lambda text, random: text,
    "typo8": lambda text, random: slips(text, 8, random),
    "typo4": lambda text, random: slips(text, 4, random),
    "phrasing": _framed,
    "phrasing+typo": lambda text, random: slips(_framed(text, random), 12, random),
}


def perturbed(texts: Sequence[str], kind: str, *, seed: int) -> list[str]:
    """The texts changed in one of the KINDS."""
    random = np.random.default_rng(seed)
    return [KINDS[kind](text, random) for text in texts]

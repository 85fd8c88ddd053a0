"""Every sentence that the own page can show is read by an eleven-year-old, and names nothing it must not (screens.md).

The measure is the Flesch-Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others,
1975). Own words, titles, names and days are not ours and are left out.
"""

import re
from html import unescape
from pathlib import Path

import pytest

from config.reference.vocabulary import terms
from matching.desks.own_page import forms, views, why, wishes, words
from matching.nominations.states import NOMINATION
from opportunities.vocabulary.kinds import kinds

HARDEST = 6
TEMPLATES = Path(wishes.__file__).parents[2] / "templates" / "own_page"
FOR_THE_ADVISER = {"link.html", "made.html"}
FORBIDDEN = re.compile(
    r"\b(?:NEET|EET|care|leaver|leavers|placement|pathway|panel|nominat\w*|eligible|score|points?|vulnerable|case)\b",
    re.IGNORECASE,
)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e or ed at the end; at least one."""
    word = re.sub(r"[^a-z]", "", word.lower())
    word = (
        re.sub(r"(?<![lr])(?:es|ed)$", "", word) if not re.search(r"(?:ted|ded|ses|ces|ges|ches|shes)$", word) else word
    )
    word = re.sub(r"(?<=[^aeiouy])e$", "", word) if not word.endswith("le") else word
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(sentence: str) -> float:
    said = re.findall(r"[A-Za-z’']+|\d+", sentence)
    return 0.39 * len(said) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def sentences_of(text: str) -> list[str]:
    """Those that end as sentences do: a lone label is no sentence."""
    return [part.strip() for part in re.findall(r"[^.?!]+[.?!]", text) if len(part.split()) > 1]


def template_text(path: Path) -> str:
    """What is written in a template; a tag in a sentence becomes a short word, a block tag ends one."""
    text = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "Sam", path.read_text(), flags=re.DOTALL), flags=re.DOTALL)
    parts = re.split(r"</?(?:p|li|ul|ol|h\d|dt|dd|dl|div|section|summary|details|form|footer|header)\b[^>]*>", text)
    return "\n".join(" ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in parts)


def everything_said() -> dict[str, list[str]]:
    """Where it stands -> sentences."""
    lists = {name: getattr(words, name) for name in ("KINDS", "GIVES", "STANDS", "TOLD")}
    said = {name: [one for text in table.values() for one in sentences_of(text)] for name, table in lists.items()}
    said["ASK"] = [*(ask for ask, _ in words.ASK.values()), words.PAPERS, *sentences_of(words.SOMETHING)]
    said["why"] = [*why.GROUPS.values(), *why.VIEWS.values()]
    said["views"] = sentences_of(views.READ_TODAY)
    said["questions"] = [question.heading for question in wishes.QUESTIONS]
    said["form"] = [text for form in (forms.AnswerForm, forms.WrongForm) for text in form_words(form)]
    said |= {
        path.name: [one for line in template_text(path).split("\n") for one in sentences_of(line)]
        for path in TEMPLATES.glob("*.html")
        if path.name not in FOR_THE_ADVISER
    }
    return said


def form_words(form: type) -> list[str]:
    made = form(adviser="Sam") if form is forms.AnswerForm else form()
    texts = [str(field.label) for field in made.fields.values()]
    texts += [hint for field in made.fields.values() for hint in getattr(field, "hints", {}).values()]
    return [one for text in texts for one in sentences_of(text)]


def test_the_measure_tells_plain_from_hard() -> None:
    assert grade("You can change your mind.") < 3
    assert grade("Your nomination is awaiting consideration by the multidisciplinary panel.") > 12
    assert [syllables(word) for word in ("page", "little", "asked", "started", "council", "people")] == [
        1,
        2,
        1,
        2,
        2,
        2,
    ]


def test_every_sentence_is_plain() -> None:
    said = everything_said()
    assert sum(map(len, said.values())) > 120, "the test reads what the page shows"
    hard = {
        f"{where}: {one}": round(grade(one.replace("{adviser}", "Sam")), 1)
        for where, found in said.items()
        for one in found
        if grade(one.replace("{adviser}", "Sam")) > HARDEST
    }
    assert hard == {}


def test_no_word_that_gives_away_or_judges() -> None:
    said = [one for found in everything_said().values() for one in found]
    said += [*words.REASONS.values(), *words.FIELDS.values(), *wishes.KINDS.values()]
    assert [one for one in said if FORBIDDEN.search(one)] == []
    assert [one for one in said if "!" in one] == []


@pytest.mark.django_db
def test_nothing_that_can_be_shown_is_without_words() -> None:
    """Every state, every kind that is an offer, every reason in use has its plain words."""
    assert set(NOMINATION.labels) == set(words.STANDS)
    assert {code for code, kind in kinds().items() if not kind.is_enabler} == set(words.KINDS)
    assert set(words.GIVES) <= set(terms("support_attributes"))
    assert set(words.REASONS) <= set(terms("reasons"))

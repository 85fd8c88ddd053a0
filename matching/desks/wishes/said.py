"""Answers in words, a row for each question: for checking them, and for comparing one time with another (A3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from aspirations.audits.drafts import facts_in
from aspirations.models import AspirationAudit
from aspirations.people.field_groups import Right
from matching.desks.wishes.questions import Question
from matching.desks.young_person import told
from matching.desks.young_person.timeline import Lists

FACTS_OF = {"levels": ("English", "Maths", "Highest level")}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one question, "" where nothing is; `quoted` where it is in the person's own words."""

    question: Question
    known: str
    quoted: tuple[str, ...] = ()
    gone_through: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.known or self.quoted)


@dataclass(frozen=True, slots=True)
class Change:
    before: Answer
    after: Answer

    @property
    def differs(self) -> bool:
        return (self.before.known, self.before.quoted) != (self.after.known, self.after.quoted)


def answers_in_words(
    questions: Sequence[Question],
    answers: dict[str, Any],
    rights: dict[str, Right],
    coded: Lists,
    gone_through: Iterable[str] = (),
) -> list[Answer]:
    """A row for each question, in their order."""
    audit, been = AspirationAudit(**facts_in(answers)), set(gone_through)
    facts = {
        fact.name: fact.known
        for fact in chain(
            told.ready_for(audit, coded),
            told.circumstances(audit),
            told.right_to_work(audit, rights.get("right_to_work")),
            told.support(audit, rights, coded),
        )
    }

    def in_facts(question: Question) -> str:
        if question.name not in FACTS_OF:
            return facts.get(question.short, "")
        return ". ".join(f"{name}: {facts[name]}" for name in FACTS_OF[question.name] if facts[name])

    quoted = {"wishes": tuple(answers.get("wishes") or ()), "strengths": tuple(filter(None, [audit.strengths]))}
    known = {"home": audit.postcode, "circumstances": _also(audit, facts.get("Also told us", ""))}
    return [
        Answer(
            question,
            known.get(question.name) or in_facts(question),
            quoted.get(question.name, ()),
            question.name in been,
        )
        for question in questions
    ]


def _also(audit: AspirationAudit, circumstances: str) -> str:
    said = [circumstances]
    said += ["On benefits"] if audit.on_benefits == "yes" else []
    said += ["No benefits"] if audit.on_benefits == "no" else []
    said += ["Has an education, health and care plan"] if audit.ehc_plan == "yes" else []
    said += ["No education, health and care plan"] if audit.ehc_plan == "no" else []
    return ". ".join(filter(None, said))

"""Phrases of one opportunity that shut people out, in its description and its needs, marked in their sentence (O4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from opportunities.advert_reading.clauses import Clause, find_clauses, labels
from opportunities.advert_reading.requirements import requirements_of
from opportunities.models import Opportunity, Requirement

AROUND = 90  # letters of the sentence shown on each side
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """A clause with the words around it. `asked`: what it asks as (type, value), of `Requirement`; none where it asks
    nothing that can be counted."""

    clause: Clause
    before: str
    words: str
    after: str
    asked: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return labels()[self.clause.label].name

    @property
    def as_kept(self) -> dict[str, str]:
        """What the review keeps of it."""
        return {"label": self.clause.label, "words": self.words}


def findings_of(opportunity: Opportunity) -> list[Finding]:
    """Those of the description in its order, then those of each need; the same words once."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in (*_in_text(opportunity.description), *_in_needs(opportunity)):
        found.setdefault((finding.clause.label, finding.words.casefold()), finding)
    return list(found.values())


def _in_text(text: str) -> Iterator[Finding]:
    for clause in find_clauses(text):
        if clause.is_barrier:
            before, after = text[: clause.start], text[clause.end :]
            start = max((end.end() for end in _SENTENCE_ENDS.finditer(before)), default=0)
            stop = _SENTENCE_ENDS.search(after)
            yield Finding(
                clause,
                before[start:][-AROUND:].lstrip("-•* "),
                clause.words,
                (after[: stop.start() + 1] if stop else after)[:AROUND].rstrip(),
                tuple((one.type, one.value) for one in requirements_of([clause])),
            )


def _in_needs(opportunity: Opportunity) -> Iterator[Finding]:
    for need in opportunity.requirements.all():
        clauses = [clause for clause in find_clauses(need.words) if clause.is_barrier]
        if clauses:
            yield _of_need(need, clauses[0])


def _of_need(need: Requirement, clause: Clause) -> Finding:
    """The whole need is marked: it stands by itself, and is a must or not as it was posted."""
    as_posted = replace(clause, essential=need.essential, or_else=False)
    asked = ((need.type, need.value),) if need.type != Requirement.Type.OTHER else ()
    return Finding(as_posted, "", need.words, "", asked)

"""Locks that cannot all be kept, in a sentence that says the way out."""

from config.refusal import Refused
from matching.engine.claims import Choices, Conflict, conflicts
from matching.engine.phrases import listed
from matching.panel.plan.pool import Pool
from matching.panel.plan.reasons import counted

NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def check_no_conflict(found: Pool, choices: Choices) -> None:
    """Raises Refused with the first reason, the names and what to unlock."""
    for conflict in conflicts(found.claims, choices):
        raise Refused(_in_words(conflict, found))


def _in_words(conflict: Conflict, found: Pool) -> str:
    names = [found.items[i].person.called for i in conflict.people]
    offers = [f"“{found.opportunities[j].title}”" for j in conflict.opportunities]
    if conflict.why == "one_person":
        return f"{names[0]} is locked to {listed(offers)}. Unlock one."
    if conflict.why == "impossible":
        return f"{names[0]} is locked to {offers[0]}, which is not possible any more. Unlock it."
    places = int(found.claims.places[conflict.opportunities[0]])
    want = f"{NUMBERS.get(len(names), len(names))} locks want {counted(places).replace('1 place', 'one place')}"
    return f"{want} of {offers[0]}: {listed(names)}. Unlock one."

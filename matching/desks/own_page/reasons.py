"""Why this offer, in three to five plain sentences that quote the person, and what we do not know yet (M3, A8)."""

import math
from collections.abc import Iterator, Sequence

from aspirations.models import Aspiration, AspirationAudit
from matching.desks.own_page import words
from matching.engine.explanation import Explanation
from opportunities.models import Opportunity
from opportunities.money import WORK_FOR_PAY
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.kinds import kinds

MOST = 5
GRADES = ("level", "english", "maths")
LONGEST_QUOTE = 12
SAME_FIELD = 1
Ask = tuple[str, str]


def reasons(
    audit: AspirationAudit | None,
    wishes: Sequence[Aspiration],
    offer: Opportunity,
    explanation: Explanation,
    minutes: float,
) -> list[str]:
    """At most five, the person's own words first; what somebody else wrote down is not said to be said."""
    by = "You said" if audit is None or audit.recorded_by_id is None else "We wrote down"
    found = [
        *_said(wishes, offer, by),
        *_journey(audit, offer, minutes, by),
        *_asked(offer, explanation),
        *_wanted(audit, offer),
    ]
    found += [words.GIVES[code] for code in offer.support_given if code in words.GIVES][:2]
    found += _pay(offer)
    return found[:MOST]


def _said(wishes: Sequence[Aspiration], offer: Opportunity, by: str) -> Iterator[str]:
    """The wish that this offer is nearest to: its words where the job is alike, else no more than its field."""
    near = {id(wish): _nearness(wish, offer) for wish in wishes if wish.reading == Aspiration.Reading.WISH}
    best = max((wish for wish in wishes if near.get(id(wish))), key=lambda wish: near[id(wish)], default=None)
    if best is not None and near[id(best)] > SAME_FIELD:
        yield f"{by} “{quoted(best.own_words)}”."
    elif best is not None and best.category in BY_CODE:
        yield f"It is in “{BY_CODE[best.category].label}”, like something you want."


def _nearness(wish: Aspiration, offer: Opportunity) -> int:
    """3 the same job, 2 nearly the same, `SAME_FIELD`; 0 another."""
    if wish.occupation and wish.occupation == offer.occupation:
        return 3
    if wish.occupation and wish.occupation[:3] == offer.occupation[:3]:
        return 2
    return SAME_FIELD if wish.category and wish.category == offer.category else 0


def quoted(own_words: str) -> str:
    """As spoken; a long wish is cut between words."""
    said = own_words.split()
    return " ".join(said[:LONGEST_QUOTE]) + (" …" if len(said) > LONGEST_QUOTE else "")


def _journey(audit: AspirationAudit | None, offer: Opportunity, minutes: float, by: str) -> Iterator[str]:
    if offer.is_remote:
        yield "You can do it from home."
    elif audit and not math.isnan(minutes) and audit.travel_mode in words.BY:
        about = f"It is about {max(1, round(minutes))} minutes {words.BY[audit.travel_mode]}."
        limit = audit.travel_minutes
        yield f"{about} {by} up to {limit}." if limit is not None and minutes <= limit else about


def _asked(offer: Opportunity, explanation: Explanation) -> Iterator[str]:
    grades = [row for row in offer.requirements.all() if row.essential and row.type in GRADES]
    if not grades:
        yield "You need no grades."
    elif not {*GRADES} & {code.split("_")[0] for code in _open_codes(explanation)}:
        yield "You have the grades they ask for."


def _wanted(audit: AspirationAudit | None, offer: Opportunity) -> Iterator[str]:
    if audit and offer.kind in audit.kinds_wanted:
        yield "It is the kind of offer you asked for."
    if audit and _hours_fit(audit, offer):
        yield "The hours fit what you told us."


def _hours_fit(audit: AspirationAudit, offer: Opportunity) -> bool:
    """Where both sides have said their hours."""
    hours, least, most = offer.hours_per_week, audit.hours_least, audit.hours_most
    if hours is None or (least is None and most is None):
        return False
    return (least is None or least <= hours) and (most is None or hours <= most)


def _pay(offer: Opportunity) -> Iterator[str]:
    if offer.guaranteed_interview:
        yield "They will meet you if you say yes."
    if offer.with_training and offer.pay_amount:
        yield "You get paid while you learn."


def _open_codes(explanation: Explanation) -> list[str]:
    return [row.code for row in explanation.barriers] + [row.code for row in explanation.to_check]


def not_known(offer: Opportunity, explanation: Explanation, adviser: str) -> list[Ask]:
    """Sentences, each with the question of the own page that answers it ("" where the adviser does)."""
    found: dict[str, str] = {}
    for check in explanation.to_check:
        sentence, question = _ask(check.code, adviser)
        found.setdefault(sentence, question)
    if offer.kind in WORK_FOR_PAY and offer.pay_amount is None and not offer.pay_words:
        found.setdefault("What it pays.", "")
    if offer.starts_on is None and kinds()[offer.kind].places in ("one", "group"):
        found.setdefault("When it starts.", "")
    return list(found.items())


def _ask(code: str, adviser: str) -> Ask:
    if code in ("photo_id", "birth_certificate", "ni_number", "bank_account", "proof_of_address"):
        return words.PAPERS, ""
    known = words.ASK.get(code) or words.ASK.get(code.split("_", maxsplit=1)[0])
    return known or (words.SOMETHING.format(adviser=adviser), "")

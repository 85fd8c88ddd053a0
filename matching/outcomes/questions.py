"""What is asked at each moment and what can be answered: short sets, in words for whoever answers (R2, R5)."""

from config.accounts.models import Council
from config.reference.vocabulary import terms
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.moments import LIST

Answer = OutcomeMilestone.Answer
ANSWERS: dict[str, dict[str, str]] = {
    "start": {
        Answer.SUSTAINED: "Started as agreed",
        Answer.PART: "Started, but not all hours or days",
        Answer.DID_NOT_SHOW: "Has not come",
    },
    "going": {
        Answer.SUSTAINED: "Still here, all as agreed",
        Answer.PART: "Still here, but not all hours or days",
        Answer.MOVED_ON: "Moved on to something else",
        Answer.NOT_SUSTAINED: "Not here any more",
    },
    "end": {
        Answer.COMPLETED: "Came and finished it",
        Answer.PART: "Came for part of it",
        Answer.DID_NOT_SHOW: "Did not come",
    },
    "used": {
        Answer.COMPLETED: "Yes",
        Answer.PART: "In part",
        Answer.NOT_SUSTAINED: "No",
    },
    "home": {
        Answer.SUSTAINED: "The home is kept",
        Answer.PART: "The home is kept, with help",
        Answer.MOVED_ON: "Moved on to another home",
        Answer.NOT_SUSTAINED: "The home is not kept",
    },
}
"""By the column `answers` of the list 'follow_ups'; the first is what was hoped for."""
IN_SHORT = {"start": "Started", "going": "Still there", "end": "Finished it", "used": "Used", "home": "Home kept"}
"""What was hoped for, as the words of a button."""


def hoped_for(answers: str) -> str:
    """The code of the first answer of this set."""
    return next(iter(ANSWERS[answers]))


def choices_of(milestone: OutcomeMilestone) -> list[tuple[str, str]]:
    return list(ANSWERS[terms(LIST)[milestone.moment].attributes["answers"]].items())


def question_of(milestone: OutcomeMilestone) -> str:
    return terms(LIST, council=milestone.placement.council)[milestone.moment].attributes["asks"]


def labels(council: Council) -> dict[str, str]:
    """The moments in the council's own words, by code."""
    return {code: row.label for code, row in terms(LIST, council=council).items()}

"""The steps a nomination walks, by the route of its kind (N7), and the due step each state waits for (N5)."""

from matching.nominations.models import Nomination
from matching.nominations.states import BEFORE_INTRODUCTION
from opportunities.vocabulary.kinds import kinds

WORK = (*BEFORE_INTRODUCTION, "introduced", "in_review", "interview", "offered", "accepted", "started")
WITHOUT_INTERVIEW = tuple(step for step in WORK if step != "interview")
STEPS = {
    "work": WORK,
    "course": WORK,
    "host": WITHOUT_INTERVIEW,
    "mentor": WITHOUT_INTERVIEW,
    "guarantee": WITHOUT_INTERVIEW,
    "supply": WITHOUT_INTERVIEW,
}
EMPLOYER_ANSWER = {
    "work": "employer_answer_work",
    "host": "employer_answer_host",
    "mentor": "employer_answer_host",
    "course": "provider_answer",
    "guarantee": "guarantee_answer",
    "supply": "supply_given",
}
WAITS_FOR = {
    "shortlisted": "person_answer",
    "person_said_yes": "pa_acts",
    "nominated": "nomination_unmoved",
    "panel_agreed": "introduction",
    "interview": "interview_decision",
    "offered": "offer_answer",
}


def route_of(nomination: Nomination) -> str:
    return kinds()[nomination.opportunity.kind].route


def waits_for(nomination: Nomination, state: str) -> str | None:
    """The row of the list 'due_steps' that says when the next step is due; None where nothing is waited for."""
    if state in ("introduced", "in_review"):
        return EMPLOYER_ANSWER[route_of(nomination)]
    return WAITS_FOR.get(state)

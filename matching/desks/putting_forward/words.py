"""The steps of a nomination as staff read them: “put forward” on screen, never “nominated”."""

from matching.nominations.models import Nomination
from matching.nominations.states import ENDED as ENDED_STATES

STEPS = {
    "suggested": "Suggested, not shown yet",
    "shortlisted": "Shown, no answer yet",
    "person_said_yes": "Said yes",
    "nominated": "Put forward, for the panel",
    "panel_agreed": "Panel agreed",
    "introduced": "Introduced",
    "in_review": "Employer is looking",
    "interview": "Meeting",
    "offered": "Offered",
    "accepted": "Accepted",
    "started": "Started",
    "postponed": "Put off",
    "declined_by_person": "Not wanted this time",
    "declined_by_employer": "Employer said not this time",
    "withdrawn": "Taken back",
    "place_gone": "Place was filled or closed",
    "did_not_start": "Did not start",
}
WAITING = {
    "suggested": "{who} has not been shown this yet.",
    "shortlisted": "{who} can see this. We wait for an answer{due}; no answer is never a no.",
    "person_said_yes": "{who} said yes. Next: agree what to share, and put {who} forward{due}.",
    "nominated": "{who} is put forward. The panel decides at its next meeting.",
    "panel_agreed": "The panel agreed. Next: introduce {who} to {employer}{due}.",
    "introduced": "{employer} knows of {who}. We wait for its answer{due}.",
    "in_review": "{employer} is looking at it. We wait for its answer{due}.",
    "interview": "A time to meet is set. Next: what {employer} says{due}.",
    "offered": "{employer} offers the place. Next: {who}’s answer{due}.",
    "accepted": "{who} took the place. Next: the first day.",
    "started": "{who} started here.",
    "postponed": "Put off until {until}. It goes on where it was left.",
}
ENDED = "This has ended: {label}. It does not count against {who}, and other offers go on."


def waiting_in_words(nomination: Nomination) -> str:
    """Where it stands as a sentence a person could say: what happened, what is next, who and by when."""
    who, employer = nomination.person.called, str(nomination.opportunity.employer)
    if nomination.state in ENDED_STATES and nomination.state != "started":
        return ENDED.format(label=STEPS[nomination.state].lower(), who=who)
    due = f" by {nomination.due_on:%-d %B}" if nomination.due_on else ""
    until = f"{nomination.postponed_until:%-d %B}" if nomination.postponed_until else ""
    return WAITING[nomination.state].format(who=who, employer=employer, due=due, until=until)

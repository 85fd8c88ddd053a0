"""What an answer is told to be, on the page after it: what happened, what is next, who and by when."""

from matching.desks.nominees.people import Nominee
from matching.nominations.answering import FIRST_IN_LINE, INTERVIEW, MORE_TIME, OFFER, Answer
from matching.nominations.models import Nomination


def heading_after(answer: Answer, who: str) -> str:
    if answer.choice == INTERVIEW:
        return f"Sent. {who} is invited to an interview."
    if answer.choice == OFFER:
        return f"Sent. {who} has your offer."
    if answer.choice == MORE_TIME:
        return "Sent. You have one more week."
    if answer.choice == FIRST_IN_LINE:
        return f"Sent. {who} is first in line."
    if answer.until:
        return f"Sent. We come back to you on {answer.until:%-d %B}."
    return "Sent. Thank you for telling us."


def next_after(answer: Answer, nomination: Nomination) -> str:
    adviser = nomination.person.adviser.name
    due = f" by {nomination.due_on:%A %-d %B}" if nomination.due_on else ""
    if answer.choice == INTERVIEW:
        if answer.at is None:
            return f"{adviser} will call you with two times that suit{due}."
        return f"{adviser} passes on the time and the place. Tell us how it went{due}."
    if answer.choice == OFFER:
        return f"{adviser} asks them. You hear{due}."
    if answer.choice == MORE_TIME:
        return f"Please answer{due}."
    if answer.choice == FIRST_IN_LINE:
        return f"If a place comes back, {adviser} calls you."
    return "They hear it in kind words, from somebody they know. Nothing more is asked of you."


def standing(nominee: Nominee) -> str:
    """Where it stands, when nothing is asked of the employer now."""
    nomination, adviser = nominee.nomination, nominee.nomination.person.adviser.name
    due = f" You hear by {nomination.due_on:%-d %B}." if nomination.due_on else ""
    return {
        "offered": f"You offered a place.{due} To change the offer, call {adviser}.",
        "accepted": f"Said yes to your offer. {adviser} agrees the first day with you.",
        "started": "Started with you. We ask how it goes after 13, 26 and 52 weeks.",
    }.get(nomination.state, "")

"""Allowed moves of a nomination (N1). The steps in use depend on the route of the kind (N7, `routes.py`)."""

from config.states import Move, StateTable

LABELS = {
    "suggested": "Suggested",
    "shortlisted": "Shortlisted",
    "person_said_yes": "Young person said yes",
    "nominated": "Nominated",
    "panel_agreed": "Panel agreed",
    "introduced": "Introduced",
    "in_review": "In review",
    "interview": "Interview",
    "offered": "Offered",
    "accepted": "Accepted",
    "started": "Started",
    "postponed": "Postponed",
    "declined_by_person": "Declined by the young person",
    "declined_by_employer": "Declined by the employer",
    "withdrawn": "Withdrawn",
    "place_gone": "Place gone",
    "did_not_start": "Did not start",
}
ONWARD = (
    ("suggested", "shortlisted", "nomination_shortlisted"),
    ("shortlisted", "person_said_yes", "nomination_wanted"),
    ("person_said_yes", "nominated", "nomination_made"),
    ("nominated", "panel_agreed", "nomination_agreed"),
    ("panel_agreed", "nominated", "nomination_panel_undone"),
    ("panel_agreed", "introduced", "nomination_introduced"),
    ("introduced", "in_review", "nomination_in_review"),
    ("introduced", "interview", "nomination_interview"),
    ("introduced", "offered", "nomination_offered"),
    ("in_review", "interview", "nomination_interview"),
    ("in_review", "offered", "nomination_offered"),
    ("interview", "offered", "nomination_offered"),
    ("offered", "accepted", "nomination_accepted"),
    ("accepted", "started", "nomination_started"),
)
BEFORE_INTRODUCTION = ("suggested", "shortlisted", "person_said_yes", "nominated", "panel_agreed")
WITH_EMPLOYER = ("introduced", "in_review", "interview", "offered")
HOLDS_PLACE = ("accepted", "started")
LIVE = (*BEFORE_INTRODUCTION, *WITH_EMPLOYER, "accepted", "postponed")
ENDED = ("declined_by_person", "declined_by_employer", "withdrawn", "place_gone", "did_not_start", "started")

OVER_FOR_EMPLOYER = tuple(state for state in ENDED if state != "started")


def side_moves() -> tuple[Move, ...]:
    """Every open step can end by a no, a withdrawal or a lost place, and can wait for a date."""
    open_steps = (*BEFORE_INTRODUCTION, *WITH_EMPLOYER)
    return (
        *(Move(step, "declined_by_person", "nomination_declined_by_person", "employer") for step in open_steps),
        *(Move(step, "declined_by_employer", "nomination_declined_by_employer", "person") for step in WITH_EMPLOYER),
        *(Move(step, "withdrawn", "nomination_withdrawn", "employer") for step in (*open_steps, "accepted")),
        *(Move(step, "place_gone", "nomination_place_gone", "person") for step in open_steps),
        *(Move(step, "postponed", "nomination_postponed", "employer") for step in open_steps),
        *(Move("postponed", step, "nomination_taken_up_again") for step in open_steps),
        Move("postponed", "declined_by_person", "nomination_declined_by_person", "employer"),
        Move("postponed", "withdrawn", "nomination_withdrawn", "employer"),
        Move("postponed", "place_gone", "nomination_place_gone", "person"),
        Move("accepted", "declined_by_person", "nomination_declined_by_person", "employer"),
        Move("accepted", "declined_by_employer", "nomination_declined_by_employer", "person"),
        Move("accepted", "did_not_start", "nomination_did_not_start", "employer"),
    )


NOMINATION = StateTable("nomination", LABELS, (*(Move(*step) for step in ONWARD), *side_moves()))

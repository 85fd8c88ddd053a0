"""A panel in session, its cases waiting for a decision; and a plan for places."""

from datetime import date

from config.accounts.models import User
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.plan.models import PanelPlan, PlanRow
from matching.shortlists.weights import weights_on
from opportunities.models import Opportunity
from tests.factories.chain import at, make_adult, make_item, make_meeting, make_nomination, open_to_panel
from tests.factories.people import DAY, make_audit


def make_session(cases: int, chair: User, held_on: date = DAY) -> PanelMeeting:
    """A meeting in session with so many cases, most points first, each with a nomination that waits for the panel."""
    meeting = make_meeting("in_session", held_on, council=chair.council)
    for points in range(cases, 0, -1):
        person = make_adult(preferred_name=f"Case of {points} points")
        make_audit(person, "summat with cars, or outdoors")
        make_nomination("nominated", person=person)
        make_item(meeting, person, points=points, parts=[["months", points, "Not in EET for long."]])
    open_to_panel(meeting, chair)
    return meeting


def make_plan_row(item: AgendaItem, place: Opportunity, by: User) -> PlanRow:
    """A plan of one person and one place, which it gives them."""
    share = {"starts": 0.5, "placed": 1, "high_need_placed": 0, "high_need": 0}
    plan = PanelPlan.objects.create(
        meeting=item.meeting, version=1, pool="neet", day=DAY, drawn_up_at=at(), drawn_up_by=by,
        weights=weights_on(DAY, item.meeting.council), need_weights={"name": "need-bands", "bands": []}, curve="line",
        places=1, prices={"plan": share, "most_starts": share, "in_turn": share, "choices": {}},
        inputs={
            "people": [[str(item.person.public_id), 5]], "places": [[str(place.public_id), 1]], "pairs": [[0, 0, 60]],
        },
    )  # fmt: skip
    return PlanRow.objects.create(
        plan=plan, person=item.person, need=5, band="lower", opportunity=place, points=60, could_take=1, why="Close by."
    )

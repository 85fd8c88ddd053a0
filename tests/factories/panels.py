"""A panel in session, its cases waiting for a decision."""

from datetime import date

from config.accounts.models import User
from matching.panel.models import PanelMeeting
from tests.factories.chain import make_adult, make_item, make_meeting, make_nomination, open_to_panel
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

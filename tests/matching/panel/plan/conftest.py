"""A meeting with an agenda, its chair, and young people who said yes to the same places."""

from typing import Any

import pytest

from config.accounts.models import User
from matching.panel.models import PanelMeeting
from matching.panel.plan.models import PlanRow
from opportunities.models import Opportunity
from tests.factories.chain import make_item, make_nomination, on_the_day, open_to_panel
from tests.factories.chain import make_meeting as make_empty_meeting
from tests.factories.offers import make_employer
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

__all__ = ["on_the_day"]


@pytest.fixture
def chair() -> User:
    return make_user("panel_chair", name="Ivy Hazelgrove")


@pytest.fixture
def meeting() -> PanelMeeting:
    return make_empty_meeting("in_session")


class Situation:
    """Who is on the agenda and what they said yes to."""

    def __init__(self, meeting: PanelMeeting, chair: User) -> None:
        self.meeting, self.chair = meeting, chair

    def person(
        self, name: str, *yes_to: Opportunity, need: int = 5, state: str = "person_said_yes", **said: Any
    ) -> Any:
        """Somebody on the agenda, open to the panel, whose every fact is held."""
        adviser = make_user(council=self.meeting.council)
        person = well_known(preferred_name=name, council=self.meeting.council, on_caseload_of=adviser, **said)
        make_item(self.meeting, person, points=need)
        for offer in yes_to:
            make_nomination(state, person=person, opportunity=offer)
        open_to_panel(self.meeting, self.chair)
        return person

    def job(self, title: str, places: int = 1, **said: Any) -> Opportunity:
        return a_job(title=title, employer=make_employer(council=self.meeting.council), places=places, **said)


@pytest.fixture
def at_panel(meeting: PanelMeeting, chair: User) -> Situation:
    return Situation(meeting, chair)


def given(plan: Any) -> dict[str, str | None]:
    """Each person's name to the title of their place, or None."""
    rows = PlanRow.objects.filter(plan=plan).select_related("person", "opportunity")
    return {row.person.called: row.opportunity.title if row.opportunity else None for row in rows}


def row_of(plan: Any, name: str) -> PlanRow:
    return PlanRow.objects.select_related("plan", "person").get(plan=plan, person__preferred_name=name)

"""A main reason that does not fit the activity on record asks somebody to look (P3; vocabularies 1, rule 3)."""

import pytest

from matching.panel.activity_check import CHECK, activity_check
from matching.panel.models import PanelAction
from tests.factories.chain import make_decision, make_item, make_meeting
from tests.factories.people import DAY, make_person

pytestmark = pytest.mark.django_db
# Actions stand on lists that more people read than the reason: the words name neither the code nor the reason.
DOES_NOT_FIT = "The activity in the record does not fit the main reason. Check which is right."


@pytest.mark.parametrize(
    ("activity", "theme", "words"),
    [
        ("G5", "mental_health_first", [DOES_NOT_FIT]),
        ("G4", "confidence", [DOES_NOT_FIT]),
        ("G5", "confidence", []),
        ("F5", "mental_health_first", []),
        ("", "confidence", ["No activity is recorded: say what they do now."]),
    ],
)
def test_somebody_is_asked_to_look_where_the_two_do_not_fit(activity: str, theme: str, words: list[str]) -> None:
    person = make_person(activity=activity)
    found = activity_check(theme, person, DAY)
    assert [action.words for action in found] == words
    assert {action.type for action in found} <= {CHECK}


def test_nobody_is_asked_twice() -> None:
    person = make_person("neet")
    decision = make_decision(make_item(make_meeting(), person))
    PanelAction.objects.create(decision=decision, person=person, type=CHECK, owner_role="pa", due_on=DAY)
    assert activity_check("mental_health_first", person, DAY) == []

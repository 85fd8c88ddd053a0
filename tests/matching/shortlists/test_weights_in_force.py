"""The weights in force (M6): a council's own set by its date, whole points that add up to 100, a reason for each."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from config.accounts.models import User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.engine.weights import EXPERT_2026
from matching.shortlists.actions import draw_up
from matching.shortlists.models import WeightSet
from matching.shortlists.weights import engine_weights, set_weights, weights_on
from tests.factories.people import DAY, make_council, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
NEARER = {"wording": 20, "occupation": 20, "travel": 25, "readiness": 10, "preferences": 15, "support": 10}


@pytest.fixture
def administrator() -> User:
    return make_user("administrator")


def add(by: User, name: str = "nearer", valid_from: date = DAY, **said: Any) -> WeightSet:
    facts = {"points": NEARER, "reason": "Buses were cut.", "council": make_council(), "by": by}
    return set_weights(name=name, valid_from=valid_from, **facts | said)


def test_where_none_was_ever_set_the_experts_count_and_are_kept_once() -> None:
    first, again = weights_on(DAY, make_council()), weights_on(DAY, make_council())
    assert first == again and first.points == dict(EXPERT_2026.points) and first.reason
    assert engine_weights(first) == EXPERT_2026


def test_a_set_counts_from_its_day(administrator: User) -> None:
    own = add(administrator)
    assert weights_on(DAY, make_council()) == own
    assert weights_on(DAY - timedelta(days=1), make_council()).name == "expert-2026"


def test_the_newest_of_a_councils_own_counts_and_other_councils_keep_theirs(administrator: User) -> None:
    shared = WeightSet.objects.create(name="shared", valid_from=DAY, points=NEARER, reason="For all")
    there = make_council("E08000033", "Calder")
    assert weights_on(DAY, make_council()) == weights_on(DAY, there) == shared
    add(administrator, "older", DAY - timedelta(days=60))
    newest = add(administrator, "newer", DAY - timedelta(days=30))
    assert weights_on(DAY, make_council()) == newest
    assert weights_on(DAY, there) == shared


def test_of_two_sets_of_one_day_the_later_recorded_counts(administrator: User) -> None:
    add(administrator, "first")
    second = add(administrator, "second")
    assert weights_on(DAY, make_council()) == second


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"points": NEARER | {"travel": 26}}, "the points must add up to 100"),
        ({"points": NEARER | {"travel": 24.5, "support": 10.5}}, "give whole points of 0 or more"),
        ({"points": NEARER | {"travel": -5, "wording": 50}}, "give whole points of 0 or more"),
        ({"points": {"wording": 100}}, "give points for exactly wording, occupation, travel"),
        ({"points": NEARER | {"gender": 0}}, "give points for exactly"),
        ({"reason": " "}, "Say why the weights change"),
        ({"name": "taken"}, "A set of weights is called “taken” already: give this one a name of its own"),
    ],
    ids=["101", "halves", "less than none", "one part", "a part too many", "no reason", "name taken"],
)
def test_what_does_not_add_up_is_refused(said: dict[str, Any], sentence: str, administrator: User) -> None:
    add(administrator, "taken", DAY - timedelta(days=365))
    with pytest.raises(Refused, match=sentence):
        add(administrator, **{"name": "nearer"} | said)
    assert list(WeightSet.objects.values_list("name", flat=True)) == ["taken"]


@pytest.mark.parametrize("role", ["personal_adviser", "team_manager", "panel_chair", "virtual_school", "board_viewer"])
def test_only_an_administrator_sets_them(role: str) -> None:
    with pytest.raises(NotAllowed, match=r"is for: Administrator\."):
        add(make_user(role))


def test_nobody_sets_another_councils_weights() -> None:
    with pytest.raises(Refused, match="your own council"):
        add(make_user("administrator", council=make_council("E08000033", "Calder")))


def test_the_trail_tells_who_set_them(administrator: User) -> None:
    row = add(administrator)
    event = Event.objects.get(verb="weights_set")
    assert (event.actor, event.subject_id, event.fields) == (administrator, row.public_id, ["points"])
    assert row.recorded_by == administrator


def test_the_database_keeps_one_set_per_name_and_asks_for_a_reason() -> None:
    WeightSet.objects.create(name="shared", valid_from=DAY, points=NEARER, reason="For all")
    for name, reason, constraint in (("shared", "Again", "one_weight_set"), ("other", "", "weights_need_a_reason")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            WeightSet.objects.create(valid_from=DAY, points=NEARER, name=name, reason=reason)


def test_a_list_is_drawn_up_with_the_weights_in_force_and_names_them(administrator: User) -> None:
    well_known(), a_job()
    before = draw_up(council=make_council(), day=DAY, by=None)
    own = add(administrator)
    after = draw_up(council=make_council(), day=DAY, by=None)
    assert (before.weights.name, after.weights) == ("expert-2026", own)
    assert before.entries.get().parts[2] == 15 and after.entries.get().parts[2] == 25

"""What import contracts cannot see: foreign keys named by strings, models without a door, models without a council."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

STREET = ("config", "employers", "opportunities", "aspirations", "matching")
STAGES = ("shortlists", "nominations", "panel", "placements", "outcomes", "reports")
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in STREET]
SHOWN = (
    "BusinessEvent", "Employer", "Pledge", "Opportunity", "YoungPerson", "AspirationAudit", "EetSpell",
    "ShortlistEntry", "Nomination", "PanelMeeting", "AgendaItem", "EetPlacement", "OutcomeMilestone", "MonthlyPack",
    "Concern", "SoftOutcome", "ContactMade", "TellOnce",
)  # fmt: skip


def place(model: type[models.Model]) -> tuple[int, int]:
    """Where a model stands: its app on the street, then its stage inside matching."""
    app, room, *_ = model.__module__.split(".")
    return STREET.index(app), STAGES.index(room) if app == "matching" else 0


def foreign_keys() -> list[models.Field]:
    return [field for model in OURS for field in model._meta.get_fields() if field.concrete and field.is_relation]


@pytest.mark.parametrize("field", foreign_keys(), ids=str)
def test_foreign_keys_run_to_the_left(field: models.Field) -> None:
    target = field.related_model
    if target in OURS:
        assert place(target) <= place(field.model)


@pytest.mark.parametrize("name", SHOWN)
def test_every_model_that_is_shown_has_the_one_door(name: str) -> None:
    model = next(model for model in OURS if model.__name__ == name)
    assert hasattr(model.objects, "visible_to")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_rows_about_people_belong_to_a_council(model: type[models.Model]) -> None:
    """By a column of their own, or through the row that they hang on."""
    if "YoungPerson" not in {related.__name__ for related in reachable(model)}:
        return
    assert any(related.__name__ == "Council" for related in reachable(model))


def reachable(model: type[models.Model]) -> set[type[models.Model]]:
    """Models reached from this one by required foreign keys."""
    found: set[type[models.Model]] = set()
    waiting = [model]
    while waiting:
        current = waiting.pop()
        targets = {f.related_model for f in current._meta.fields if f.is_relation and not f.null} - found
        found |= targets
        waiting += targets
    return found | {model}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_constraints_that_people_can_meet_have_a_sentence(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and "needs" in constraint.name:
            assert constraint.violation_error_message != constraint.default_violation_error_message


def test_the_state_diagrams_are_up_to_date() -> None:
    call_command("draw_states", check=True)

"""The steps that an adviser can take with a nomination, by its state: their words, form and action (N1, N5, N7, R1)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.accounts.models import User
from config.refusal import Refused
from matching.desks.putting_forward import forms
from matching.nominations import actions, agreements
from matching.nominations.models import Nomination
from matching.nominations.routes import STEPS, route_of
from matching.nominations.states import BEFORE_INTRODUCTION, WITH_EMPLOYER
from matching.outcomes import actions as outcomes
from matching.panel import panel_actions

OPEN = (*BEFORE_INTRODUCTION, *WITH_EMPLOYER)
Act = Callable[[Nomination, dict[str, Any], User], object]


@dataclass(frozen=True, slots=True)
class Step:
    """`label` is the link's and the button's words; `target` the state it leads to, for kinds without that step."""

    code: str
    label: str
    states: tuple[str, ...]
    act: Act
    form: type[forms.StepForm] = forms.StepForm
    prefixes: str = ""
    target: str = ""
    lead: str = ""
    is_main: bool = False

    def take(self, nomination: Nomination, said: dict[str, Any], *, by: User) -> None:
        """Act on what the form read; what was left empty is not said."""
        self.act(nomination, {name: value for name, value in said.items() if value is not None}, by)


def attended(nomination: Nomination, said: dict[str, Any], by: User) -> None:
    meeting = nomination.interviews.order_by("at").last()
    if meeting is None:
        raise Refused("No time to meet is recorded yet. Set a time to meet first.")
    actions.record_attendance(meeting, attended=said["attended"] == "yes", by=by)


STEP_LIST = (
    Step("show", "Show it to them", ("suggested",), lambda n, said, by: actions.shortlist(n, by=by), is_main=True),
    Step("yes", "They said yes", ("shortlisted",), lambda n, said, by: actions.say_yes(n, by=by), is_main=True),
    Step(
        "introduce", "Introduce them to the employer", ("panel_agreed",),
        lambda n, said, by: panel_actions.introduce_as_agreed(n, by=by), is_main=True,
        lead="The employer sees what was agreed from this moment on, and nothing else.",
    ),
    Step("review", "The employer is looking at it", ("introduced",),
         lambda n, said, by: actions.take_into_review(n, by=by), target="in_review"),
    Step("interview", "Set a time to meet", ("introduced", "in_review", "interview"),
         lambda n, said, by: actions.set_interview(n, by=by, **said), forms.InterviewForm, target="interview"),
    Step("attended", "Say whether they met", ("interview",), attended,
         forms.AttendedForm),
    Step("offer", "The employer offered it", ("introduced", "in_review", "interview"),
         lambda n, said, by: actions.offer(n, by=by)),
    Step("accept", "They take the offer", ("offered",), lambda n, said, by: actions.accept(n, by=by, **said),
         forms.AcceptForm, is_main=True),
    Step("start", "It started", ("accepted",), lambda n, said, by: outcomes.start_and_follow(n, by=by, **said),
         forms.StartForm, is_main=True),
    Step("later", "Come back to it on a day", OPEN, lambda n, said, by: actions.postpone(n, by=by, **said),
         forms.UntilForm),
    Step("again", "Take it up again", ("postponed",), lambda n, said, by: panel_actions.take_up_again(n, by=by),
         is_main=True),
    Step("no", "They do not want it", (*OPEN, "postponed", "accepted"),
         lambda n, said, by: actions.decline_by_person(n, by=by, **said), forms.ReasonForm, "y_",
         lead="Saying no costs nothing. Other offers go on."),
    Step("employer-no", "The employer said not this time", (*WITH_EMPLOYER, "accepted"),
         lambda n, said, by: actions.decline_by_employer(n, by=by, **said), forms.ReasonForm, "e_"),
    Step("did-not-start", "It did not start", ("accepted",),
         lambda n, said, by: actions.did_not_start(n, by=by, **said), forms.ReasonForm, "y_ e_ c_"),
    Step("withdraw", "We take it back", (*OPEN, "postponed", "accepted"),
         lambda n, said, by: actions.withdraw(n, by=by, **said), forms.ReasonForm, "c_"),
    Step("stop-sharing", "Stop sharing", (*OPEN, "accepted", "started"),
         lambda n, said, by: agreements.stop_sharing(n, by=by),
         lead="The employer sees nothing from this moment on, and is asked to delete what it has."),
)  # fmt: skip
BY_CODE = {step.code: step for step in STEP_LIST}


def steps_of(nomination: Nomination, *, agreed: bool) -> list[Step]:
    """What can be done now, main steps first. `agreed`: an agreement to share is in force."""
    on_route = STEPS[route_of(nomination)]
    found = [
        step
        for step in STEP_LIST
        if nomination.state in step.states
        and (not step.target or step.target in on_route)
        and (step.code != "stop-sharing" or agreed)
    ]
    return sorted(found, key=lambda step: not step.is_main)

"""From what was chosen in the panel room to the decision: its nomination, its details, its action."""

from typing import Any
from uuid import UUID

from django.db import transaction

from config.accounts.models import User
from config.refusal import Refused
from matching.nominations.actions import suggest_at_panel
from matching.nominations.models import Nomination
from matching.panel.decisions import MainReason, decide
from matching.panel.models import AgendaItem, PanelDecision
from matching.panel.panel_actions import NewAction
from matching.panel.policies import check_can_decide
from opportunities.models import Opportunity

TALK = "talk_with_person"
REFER = {
    "functional_skills": "skills_assessment", "health": "health_answer", "housing": "housing_answer",
    "benefits": "better_off_check", "immigration_advice": "status_chase", "youth_project": "book_taster",
}  # fmt: skip
UNBLOCK = {"travel_card": "travel_fix", "rent_guarantor": "housing_answer", "white_goods": "housing_answer"}
OUTSIDE = {
    "adult_care": "adult_care_answer", "nhs": "health_answer", "college": "provider_answer", "dwp": "better_off_check",
    "housing": "housing_answer", "home_office": "status_chase", "justice": "release_plan", "transport": "travel_fix",
    "other_area": "other_area_answer", "hr": "review_entry_rule", "send": "support_plan", "manager": "allocate_adviser",
    "early_years": "childcare_search",
}  # fmt: skip
STEP = {"functional_skills": "skills_assessment", "course": "provider_answer", "short_course": "provider_answer"}


@transaction.atomic
def record_decision(item: AgendaItem, said: dict[str, Any], *, ready_made: str, by: User) -> PanelDecision:
    """Record what the form `said` (its cleaned data). `ready_made` is the sentence used where Why is left empty.

    Raises Refused with the field that it belongs to.
    """
    check_can_decide(item, by)
    code = said["decision"]
    why = said["why"] or ready_made
    if not why:
        raise Refused("Say why, in a sentence.", field="why")
    nomination, opened_here = put_forward(item, said["forward"], by) if code == "nominate" else (None, False)
    details = details_of(code, said) | asking(item, nomination)
    return decide(
        item,
        decision=code,
        why=why,
        reason=reason_of(said, code),
        nomination=nomination,
        details=details | ({"opened_here": True} if opened_here else {}),
        review_on=said.get("review_on"),
        actions=actions_of(item, code, said, nomination),
        by=by,
    )


def reason_of(said: dict[str, Any], code: str) -> MainReason:
    return MainReason(
        theme=said["main_theme"],
        note=said["theme_note"],
        waived_because=said["waived_because"],
        system_issue=said["issue"] if code == "escalate" else said["system_issue"],
        person_view=said["person_view"] or PanelDecision.PersonView.NOT_ASKED,
    )


def put_forward(item: AgendaItem, choice: str, by: User) -> tuple[Nomination, bool]:
    """The nomination that was chosen, opened now where nobody had begun with it; whether it was opened here."""
    what, public_id = choice.split()
    if what == "nomination":
        return Nomination.objects.get(person=item.person, public_id=UUID(public_id)), False
    opportunity = Opportunity.objects.open_to(item.meeting.council).get(public_id=UUID(public_id))
    return suggest_at_panel(person=item.person, opportunity=opportunity, by=by), True


def has_said_yes(nomination: Nomination) -> bool:
    return nomination.moves.filter(target="person_said_yes").exists()


def asking(item: AgendaItem, nomination: Nomination | None) -> dict[str, Any]:
    """Who asks the young person, where they have not said yes."""
    if nomination is None or has_said_yes(nomination):
        return {}
    return {"asker": str(item.person.adviser.public_id)}


def details_of(code: str, said: dict[str, Any]) -> dict[str, Any]:
    """What the decision also needs, in plain values: codes, ids and days."""
    names = ("kind", "referral_target", "enabler", "question", "fact", "activity", "owner", "wish_served")
    details: dict[str, Any] = {name: said[name] for name in names if said.get(name)}
    details |= {name: said[name].isoformat() for name in ("due_on", "start_on") if said.get(name)}
    if code == "escalate":
        details["owner"] = said["issue_owner"]
    if code == "now_eet":
        details["milestones"] = "with the start"
    return details


def actions_of(item: AgendaItem, code: str, said: dict[str, Any], nomination: Nomination | None) -> list[NewAction]:
    """The promise that goes with the decision: who does what until when. None where nothing has to be done."""
    kind, words = action_type(code, said, nomination)
    if not kind:
        return []
    named = User.objects.filter(council=item.meeting.council, public_id=said["owner"]) if said.get("owner") else None
    owner = named.first() if named is not None else item.person.adviser
    return [NewAction(kind, owner=owner, due_on=said.get("due_on"), words=words)]


def action_type(code: str, said: dict[str, Any], nomination: Nomination | None) -> tuple[str, str]:
    if nomination is not None:
        return ("introduce_employer" if has_said_yes(nomination) else TALK), ""
    return {
        "stepping_stone": (STEP.get(said.get("kind", ""), "book_taster"), ""),
        "refer": (REFER.get(said.get("referral_target", ""), TALK), ""),
        "unblock": (UNBLOCK.get(said.get("enabler", ""), "fund_request"), ""),
        "hear_first": (TALK, said.get("question", "")),
        "check_facts": (TALK, said.get("fact", "")),
        "escalate": (OUTSIDE.get(said.get("issue_owner", ""), TALK), said.get("question", "")),
    }.get(code, ("", ""))

"""The minutes, and one decision with everything that was seen when it was made."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import ActionScreen, Screen
from matching.panel.agenda_rows import in_words
from matching.panel.listing import counts
from matching.panel.minutes_rows import Wording, entries, late_actions
from matching.panel.models import PanelDecision
from matching.panel.policies import can_undo, has_stepped_back
from matching.panel.telling import can_tell, say_told
from matching.panel.views.shared import MeetingScreen, next_step, step_back_to

FIELDS = ("identity", "decisions", "actions")


class Minutes(MeetingScreen):
    """Drafted from what was decided; the chair agrees them. Names show while the record is open to the reader."""

    template_name = "panel/minutes.html"

    def context(self) -> dict[str, Any]:
        meeting = self.meeting
        decided, carried = entries(meeting, self.user)
        found = counts(meeting)
        seen = [entry.decision.item.person for entry in [*decided, *carried] if entry.named]
        record_view(seen, council=meeting.council, by=self.user, purpose="minutes", fields=FIELDS)
        return {
            "heading": f"Minutes, {meeting.held_on:%-d %B %Y}",
            "meeting": meeting,
            "decided": decided,
            "carried": carried,
            "unnamed": any(not entry.named for entry in decided),
            "counts": found,
            "present": meeting.present.all(),
            "late": late_actions(meeting, self.today),
            "open_cases": meeting.items.undecided().count(),
            "step": next_step(meeting, self.user),
            "step_back": step_back_to(meeting, self.user),
        }


class Decision(Screen):
    """One decision: what was decided, by whom and why, and what was on the screen."""

    may = (Permission.SEE_AGENDA, Permission.SEE_OWN_CASELOAD)
    template_name = "panel/decision.html"

    @cached_property
    def decision(self) -> PanelDecision:
        rows = PanelDecision.objects.visible_to(self.user).select_related(
            "item__person", "item__meeting__council", "decided_by", "theme_waived_by", "tells_person",
            "told_by", "nomination__opportunity__employer",
        )  # fmt: skip
        return self.one(rows, public_id=self.kwargs["decision"])

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_stepped_back(self.user, self.decision.item):
            self.template_name = "refused.html"
            return self.respond_closed()
        return self.show()

    def respond_closed(self) -> HttpResponse:
        return super().show(heading="You stepped back from this case", sentence="It is not shown to you.")

    def context(self) -> dict[str, Any]:
        if self.template_name == "refused.html":
            return {}
        made, meeting = self.decision, self.decision.item.meeting
        record_view([made.item.person], council=meeting.council, by=self.user, purpose="decision", fields=FIELDS)
        wording = Wording(meeting, self.user)
        ranking = made.snapshot.get("ranking") or {}
        return {
            "heading": f"{made.item.person.called}, {meeting.held_on:%-d %B %Y}",
            "made": made,
            "meeting": meeting,
            "label": wording.label(made),
            "reason": wording.reason(made),
            "system_issue": wording.system_issue(made),
            "actions": [wording.action(action) for action in made.actions.select_related("owner")],
            "matches": [match for match in made.snapshot.get("matches", []) if "title" in match],
            "parts": in_words(made.snapshot.get("need", {}).get("parts", [])),
            "ranking": ranking,
            "ranking_day": date.fromisoformat(ranking["day"]) if ranking else None,
            "stepped_back": User.objects.filter(public_id__in=made.snapshot.get("stepped_back", [])),
            "can_undo": can_undo(self.user, made),
            "can_tell": can_tell(self.user, made),
            "on_panel": self.user.may(Permission.SEE_AGENDA),
        }


class ToldThem(ActionScreen):
    """The adviser told the young person what was decided."""

    may = (Permission.SEE_OWN_CASELOAD,)

    def act(self) -> str:
        rows = PanelDecision.objects.visible_to(self.user).select_related("item__person", "item__meeting__council")
        decision = self.one(rows, public_id=self.kwargs["decision"])
        say_told(decision, by=self.user)
        return f"Saved: {decision.item.person.called} knows what was decided."

    def next_url(self) -> str:
        return reverse("panel_decision", kwargs={"decision": self.kwargs["decision"]})

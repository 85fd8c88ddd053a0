"""The list of parts, checking and posting, the preview, and what its owner does with an opportunity afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from config.accounts.permissions import Permission
from config.screens.pages import ActionScreen, FormScreen
from opportunities import actions
from opportunities.barrier_review.findings import findings_of
from opportunities.models import BarrierReview, Opportunity
from opportunities.policies import needs_review
from opportunities.posting import actions as posting
from opportunities.posting.copies import clone
from opportunities.posting.forms import ExtendForm, ListAgainForm
from opportunities.posting.overview import address_of, answers, lines, pay_warning
from opportunities.posting.pages import OfOpportunity
from opportunities.posting.parts import PARTS, REVIEWED
from opportunities.posting.policies import check_ready
from opportunities.posting.preview import preview_of
from opportunities.sharing import other_councils, shared_in_words

STATES: dict[str, tuple[str, str]] = {
    "draft": ("Not finished", "grey"),
    "barrier_review": ("With HR", "blue"),
    "live": ("Live", "green"),
    "paused": ("Paused", "grey"),
    "filled": ("Every place taken", "green"),
    "closed": ("Closed", "grey"),
    "archived": ("Put away", "grey"),
}
"""Each state in the owner's words, with the colour of its tag."""


class Edit(OfOpportunity):
    """A draft as its list of parts; afterwards everything that was said, each with its change, and what can be done."""

    def back(self) -> tuple[str, str]:
        return reverse("employer_desk"), self.opportunity.employer.name

    def show(self, **more: Any) -> HttpResponse:
        self.template_name = "posting/parts.html" if self.opportunity.state == "draft" else "posting/overview.html"
        return super().show(**more)

    def context(self) -> dict[str, Any]:
        row = self.opportunity
        shared = super().context() | {"heading": row.title, "state": STATES[row.state], "needs_hr": needs_review(row)}
        review = row.reviews.exclude(answered_at=None).first() if row.state == "draft" else row.reviews.first()
        return shared | {"review": review} | (self._parts(row) if row.state == "draft" else self._whole(row))

    def _parts(self, row: Opportunity) -> dict[str, Any]:
        parts = lines(row)
        done = sum(line.is_done for line in parts)
        items: list[dict[str, Any]] = [_task(row, line) for line in parts]
        ready = done == len(parts)
        last: dict[str, Any] = {"title": {"text": "Check and post"}, "status": {"text": "Ready when you are"}}
        if ready:
            last["href"] = self.address("post_check")
        else:
            last["status"] = {"text": "Cannot start yet", "classes": "govuk-task-list__status--cannot-start-yet"}
        return {"tasks": {"items": [*items, last], "idPrefix": "part"}, "done": done, "of": len(parts) + 1}

    def _whole(self, row: Opportunity) -> dict[str, Any]:
        is_running = row.state in ("live", "paused", "filled")
        hr_has_read = needs_review(row) and is_running
        fixed = set(PARTS) if row.state in ("barrier_review", "archived") else set(REVIEWED) if hr_has_read else set()
        return {
            "is_running": is_running,
            "today": self.today,
            "hr_has_read": hr_has_read,
            "answers": summary(row, fixed),
            "pay_warning": pay_warning(row),
            "shared": shared_in_words(row) if other_councils(row.council) else "",
            "may_share": self.user.may(Permission.KEEP_EMPLOYERS),
        }


def _task(row: Opportunity, line: Any) -> dict[str, Any]:
    status: dict[str, Any] = {"text": "Done"}
    if line.warning:
        status = {"tag": {"text": line.warning, "classes": "eet-tag--amber"}}
    elif not line.is_done:
        status = {"tag": {"text": "Begun" if line.says else "Not started", "classes": "eet-tag--grey"}}
    task: dict[str, Any] = {"title": {"text": line.label}, "href": address_of(row, line.code), "status": status}
    return task | ({"hint": {"text": line.says}} if line.says else {})


def summary(row: Opportunity, fixed: set[str]) -> dict[str, Any]:
    """Parameters of the summary list; parts that are `fixed` have no link to change them."""
    rows: list[dict[str, Any]] = []
    for question, answer, part in answers(row):
        rows.append({"key": {"text": question}, "value": {"text": answer}})
        if part not in fixed:
            change = {"href": address_of(row, part), "text": "Change", "visuallyHiddenText": question.lower()}
            rows[-1]["actions"] = {"items": [change]}
    return {"rows": rows}


class Check(OfOpportunity, FormScreen):
    """Everything once more, as it was said, before it goes live or to HR."""

    template_name = "posting/check.html"
    heading = "Check what you say"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody who goes back to it after posting is led to what was posted."""
        if self.opportunity.state != "draft":
            return HttpResponseRedirect(self.next_url())
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        row = self.opportunity
        check_ready(row)
        whole = {"answers": summary(row, set()), "pay_warning": pay_warning(row), "needs_hr": needs_review(row)}
        whole["found"] = findings_of(row)
        return super().context() | whole

    def show(self, **more: Any) -> HttpResponse:
        self.button = "Send to HR" if needs_review(self.opportunity) else "Post this opportunity"
        return super().show(**more)

    def act(self, form: Any) -> str | None:
        """Posting twice is as good as once."""
        if self.opportunity.state != "draft":
            return None
        posted = posting.post(self.opportunity, by=self.user)
        if posted.state == "live":
            return "Live. We show it to people it fits from tonight."
        review = BarrierReview.objects.filter(opportunity=posted, answered_at=None).first()
        return f"Waiting for HR. Due {review.due_on:%A %-d %B}." if review and review.due_on else "Waiting for HR."


class Preview(OfOpportunity):
    """The opportunity as a young person reads it."""

    template_name = "posting/preview.html"

    def context(self) -> dict[str, Any]:
        return super().context() | {"heading": self.opportunity.title, "preview": preview_of(self.opportunity)}


class Pause(OfOpportunity, ActionScreen):
    def act(self) -> str:
        actions.pause(self.opportunity, by=self.user)
        return "Paused. Nobody new is put forward until you take it up again."


class Resume(OfOpportunity, ActionScreen):
    def act(self) -> str:
        actions.go_live(self.opportunity, by=self.user)
        return "Live again. We show it to people it fits from tonight."


class StillStands(OfOpportunity, ActionScreen):
    def act(self) -> str:
        actions.confirm(self.opportunity, on=timezone.localdate(), by=self.user)
        return "Thank you. We ask again in 30 days."


class Copy(OfOpportunity, ActionScreen):
    def act(self) -> str:
        self.opportunity = clone(self.opportunity, by=self.user)
        return "Copied. Say how many places and when, then check and post it."


class PutAway(OfOpportunity, ActionScreen):
    def act(self) -> str:
        posting.put_away(self.opportunity, by=self.user)
        return "Put away. You can still copy it."


class Extend(OfOpportunity, FormScreen):
    """A later closing date."""

    heading = "Keep it open for longer"
    form_class = ExtendForm
    button = "Keep it open until then"

    def initial(self) -> dict[str, Any]:
        return {"closes_on": self.opportunity.closes_on}

    def act(self, form: ExtendForm) -> str:
        day = form.cleaned_data["closes_on"]
        posting.extend(self.opportunity, closes_on=day, by=self.user)
        return f"Open until {day:%-d %B %Y}."


class ListAgain(OfOpportunity, FormScreen):
    """A closed one, with new dates."""

    heading = "List it again"
    form_class = ListAgainForm

    def show(self, **more: Any) -> HttpResponse:
        self.button = "Send to HR again" if needs_review(self.opportunity) else "List it again"
        return super().show(**more)

    def initial(self) -> dict[str, Any]:
        return {"places": self.opportunity.places}

    def act(self, form: ListAgainForm) -> str:
        posted = posting.list_again(self.opportunity, by=self.user, **form.cleaned_data)
        return "Live again. We show it to people it fits from tonight." if posted.state == "live" else "Waiting for HR."

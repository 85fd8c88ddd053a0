"""HR's first page: vacancies to review and promised interviews; and one vacancy with its three questions (O4, O5)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html

from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from config.templatetags.screens import tag
from employers.models import Employer
from matching.desks.hr_review.forms import ReviewForm
from matching.desks.hr_review.whom import shown
from matching.nominations.breaches import interview_clock
from matching.nominations.models import Nomination
from opportunities.actions import pass_review
from opportunities.barrier_review.findings import Finding, findings_of
from opportunities.models import BarrierReview, Opportunity
from opportunities.posting.overview import answers

DEPARTMENT = Employer.Kind.COUNCIL_DEPARTMENT
WAITING = (Column("Vacancy", heads=True), Column("Department"), Column("Sent to HR"), Column("Answer by"))
CLOCK = (
    Column("Reference", heads=True),
    Column("Vacancy"),
    Column("Department"),
    Column("Interview by"),
    Column("State"),
)
ANSWERED = (Column("Vacancy", heads=True), Column("Department"), Column("Answered"), Column("Outcome"))
SOON = 2
TOLD = {name: name for name in ("How long", "Where", "Places", "Hours", "Pay", "Interview promised")}
TOLD["Help you give"] = "Help given"
"""Questions of the posting form whose answers HR reads, in HR's words."""


class HrDesk(Screen):
    """What waits for the three questions, and which promised interviews are due or late. Never a name."""

    may = (Permission.REVIEW_BARRIERS,)
    template_name = "hr_review/desk.html"
    heading = "Vacancies to review"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = {
            "vacancies": lambda: (WAITING, self._waiting_rows(self._waiting())),
            "interviews": lambda: (CLOCK, self._clock_rows(self._clock())),
            "answered": lambda: (ANSWERED, _answered_rows(self._answered())),
        }
        if (name := request.GET.get("file", "")) in files:
            columns, rows = files[name]()
            return csv_response(name, columns, rows)
        return super().get(request, *args, **kwargs)

    def _vacancies(self) -> QuerySet[Opportunity]:
        return Opportunity.objects.visible_to(self.user).filter(employer__kind=DEPARTMENT)

    def _waiting(self) -> QuerySet[BarrierReview]:
        rows = BarrierReview.objects.filter(
            opportunity__in=self._vacancies().filter(state="barrier_review"), answered_at=None
        )
        return rows.select_related("opportunity__employer").order_by("due_on", "asked_at", "pk")

    def _answered(self) -> QuerySet[BarrierReview]:
        rows = BarrierReview.objects.filter(opportunity__in=self._vacancies()).exclude(answered_at=None)
        return rows.select_related("opportunity__employer").order_by("-answered_at", "-pk")

    def _clock(self) -> list[Nomination]:
        assert self.user.council is not None
        promised = interview_clock(self.user.council)
        return [nomination for nomination in promised if nomination.opportunity.employer.kind == DEPARTMENT]

    def context(self) -> dict[str, Any]:
        waiting, clock = self._waiting(), self._clock()
        late = sum(nomination.interview_due_on < self.today for nomination in clock if nomination.interview_due_on)
        page = paged(self.request, waiting)
        return {
            "first": waiting.first(),
            "number": page.paginator.count,
            "late": late,
            "waiting": Table(
                caption="Waiting for the three questions",
                columns=WAITING,
                rows=self._waiting_rows(page),
                order="Those to answer soonest first.",
                empty="No vacancy waits for you.",
                csv="?file=vacancies",
                page=page,
            ),
            "clock": Table(
                caption="Promised interviews not held yet",
                columns=CLOCK,
                rows=self._clock_rows(clock[:25]),
                order=f"The first 25 at most of {len(clock)}, soonest first. A reference stands for one person.",
                empty="No promised interview is open.",
                csv="?file=interviews",
            ),
            "answered": Table(
                caption="Reviewed lately",
                columns=ANSWERED,
                rows=_answered_rows(self._answered()[:10]),
                order="The last 10 at most, newest first.",
                empty="Nothing reviewed yet.",
                csv="?file=answered",
            ),
        }

    def _waiting_rows(self, reviews: Any) -> list[list[Any]]:
        return [
            [
                _vacancy(review.opportunity),
                review.opportunity.employer.name,
                f"{timezone.localdate(review.asked_at):%-d %B}",
                due_cell(review.due_on, self.today),
            ]
            for review in reviews
        ]

    def _clock_rows(self, nominations: list[Nomination]) -> list[list[Any]]:
        return [
            [
                str(nomination.public_id)[:8],
                nomination.opportunity.title,
                nomination.opportunity.employer.name,
                due_cell(nomination.interview_due_on, self.today),
                "Interview set" if nomination.state == "interview" else "No interview set yet",
            ]
            for nomination in nominations
        ]


def _vacancy(opportunity: Opportunity) -> Cell:
    return Cell(opportunity.title, href=reverse("review_vacancy", kwargs={"opportunity": opportunity.public_id}))


def _answered_rows(reviews: Any) -> list[list[Any]]:
    return [
        [
            _vacancy(review.opportunity),
            review.opportunity.employer.name,
            f"{timezone.localdate(review.answered_at):%-d %B %Y}",
            "Went live" if review.passed else "Sent back",
        ]
        for review in reviews
    ]


def due_cell(due_on: date | None, day: date) -> Cell:
    """The day, with how near or late it is."""
    if due_on is None:
        return Cell("No day set")
    days = (due_on - day).days
    if days < 0:
        words, colour = f"{-days} day{'s' * (days != -1)} late", "red"
    else:
        words = {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")
        colour = "amber" if days <= SOON else "grey"
    return Cell(f"{due_on:%-d %B}", after=format_html(" {}", tag(words, colour)), html="")


class ReviewVacancy(FormScreen):
    """The vacancy as it was written, what it asks, the three questions, and the rounds before."""

    may = (Permission.REVIEW_BARRIERS,)
    template_name = "hr_review/vacancy.html"
    form_class = ReviewForm
    button = "Record the review"

    def form_kwargs(self) -> dict[str, Any]:
        return {"findings": self._findings}

    @cached_property
    def _findings(self) -> list[Finding]:
        """Of a vacancy that waits."""
        row = self.opportunity
        return findings_of(row) if row.state == "barrier_review" else []

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.visible_to(self.user).filter(employer__kind=DEPARTMENT)
        return self.one(rows.select_related("employer", "council"), public_id=self.kwargs["opportunity"])

    def back(self) -> tuple[str, str]:
        return reverse("hr_desk"), "Vacancies to review"

    def context(self) -> dict[str, Any]:
        row = self.opportunity
        rounds = list(row.reviews.select_related("answered_by", "asked_by"))
        needs = row.requirements.order_by("-essential", "pk")
        kind = terms("kinds", council=row.council).get(row.kind)
        return {
            "opportunity": row,
            "heading": row.title,
            "kind": kind.label if kind else row.kind,
            "needs": list(needs),
            "found": shown(row, self._findings, self.today),
            "facts": [(TOLD[question], answer) for question, answer, _ in answers(row) if question in TOLD],
            "waits": row.state == "barrier_review",
            "waiting": next((one for one in rounds if one.answered_at is None), None),
            "rounds": [one for one in rounds if one.answered_at is not None],
        }

    def act(self, form: ReviewForm) -> str:
        reviewed = pass_review(self.opportunity, by=self.user, **form.answers)
        return (
            "It is live. We tell the department."
            if reviewed.state == "live"
            else "Sent back. We mail your words to the department."
        )

    def next_url(self) -> str:
        return reverse("hr_desk")

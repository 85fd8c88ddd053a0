"""How it goes: whom to phone today, in order, with one tap to say that all is as hoped (R1, R2)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from aspirations.models import YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.reference.vocabulary import terms
from config.screens.pages import ActionScreen
from config.screens.tables import Cell, Column
from config.templatetags.screens import tag
from employers.models import EmployerContact
from matching.desks.following.waiting import List, Waiting, to_ask, waiting
from matching.desks.links import address, due_tag
from matching.desks.lists import ListScreen
from matching.outcomes import actions
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.moments import LIST
from matching.outcomes.querysets import OutcomeMilestoneQuerySet
from matching.outcomes.questions import IN_SHORT, hoped_for

TABS: dict[List, str] = {"today": "Phone today", "employer": "Employer was asked", "quiet": "Not known yet"}
EMPTY: dict[List, str] = {
    "today": "Nobody waits for a call. We ask employers by mail first, and tell you when they do not answer.",
    "employer": "No employer has a question from us now.",
    "quiet": "Nothing was left open.",
}
ORDER: dict[List, str] = {
    "today": "Who may have lost a place first, then calls after an end, then what was asked for longest.",
    "employer": "What was asked first stands first. They get two reminders, then it is for your phone.",
    "quiet": "We stopped asking after three weeks. It stays unknown, which is not a no; an answer is welcome any day.",
}
COLUMNS = (
    Column("Young person", heads=True),
    Column("Where"),
    Column("What to ask"),
    Column("Whom to call"),
    Column("Due"),
)
CONTACTS = "placement__opportunity__employer__contacts"
SEEN = ("identity", "placements")


class HowItGoesInbox(ListScreen):
    """Of the people this user works with."""

    may = (Permission.RECORD_PROGRESS,)
    template_name = "following/inbox.html"
    heading = "How it goes"
    file_name = "how-it-goes"
    asks = ("list",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.caption, self.order, self.empty = TABS[self.chosen], ORDER[self.chosen], EMPTY[self.chosen]
        self.columns = COLUMNS if self.is_file else (*COLUMNS, Column("Say it"))
        return super().get(request, *args, **kwargs)

    @cached_property
    def all(self) -> list[Waiting]:
        people = YoungPerson.objects.worked_with_by(self.user)
        known = EmployerContact.objects.trusted().order_by("name")
        return waiting(people, to_ask(people).prefetch_related(Prefetch(CONTACTS, known)), self.council, self.today)

    @property
    def chosen(self) -> List:
        asked = self.request.GET.get("list")
        return next((name for name in TABS if name == asked), "today")

    def found(self) -> list[Waiting]:
        return [row for row in self.all if row.list_name == self.chosen]

    def seen(self, rows: Sequence[Waiting]) -> None:
        people = dict.fromkeys(row.person for row in rows)
        record_view(people, council=self.council, by=self.user, purpose="outcomes", fields=SEEN)

    @property
    def is_file(self) -> bool:
        return "file" in self.request.GET

    def row(self, one: Waiting) -> Sequence[Any]:
        page = address("nomination", nomination=one.placement.nomination.public_id)
        day = f"{one.since:%-d %B %Y}"
        words, colour = due_tag(one.since, self.today)
        cells = [
            Cell(one.person.listed_as, page),
            f"{one.placement.opportunity.title}, {one.placement.opportunity.employer.name}",
            one.what,
            self.whom(one),
            Cell(day, html=tag(words, colour)) if self.chosen == "today" else day,
        ]
        return cells if self.is_file else [*cells, self.buttons(one)]

    def whom(self, one: Waiting) -> Cell:
        """Who is asked, and their number. Without an agreement the employer is not spoken with: the person is."""
        if one.milestone is None or not one.milestone.shares:
            return Cell(f"{'Ask' if one.milestone else 'Call'} {one.person.called}")
        employer = one.placement.opportunity.employer
        contacts = list(employer.contacts.all())
        first = next((contact for contact in contacts if contact.phone), contacts[0] if contacts else None)
        if first is None:
            return Cell(f"{employer.name}: nobody is named there yet")
        whom, phone = f"{first.name or first.email}, {employer.name}", first.phone
        words = '{} <a class="govuk-link" href="tel:{}">{}</a>'
        call = format_html(words, whom, phone.replace(" ", ""), phone) if phone else ""
        return Cell(", ".join(filter(None, (whom, phone))), html=call)

    def buttons(self, one: Waiting) -> Cell:
        name = one.person.called
        link = format_html(
            '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
            one.href, one.link, name,
        )  # fmt: skip
        if one.milestone is None:
            return Cell("", html=link)
        short = IN_SHORT[self.answers[one.milestone.moment]]
        button = (
            '<button class="eet-link-button" formaction="{}">{}'
            '<span class="govuk-visually-hidden">: {}, {}</span></button> '
        )
        to = address("as_hoped", milestone=one.milestone.public_id)
        return Cell("", html=format_html(button, to, short, name, one.what) + link)

    @cached_property
    def answers(self) -> dict[str, str]:
        """By moment, the set of its answers."""
        return {code: row.attributes["answers"] for code, row in terms(LIST).items()}

    def context(self) -> dict[str, Any]:
        counts = {name: sum(row.list_name == name for row in self.all) for name in TABS}
        url = reverse("outcome_inbox")
        mine = answers_of(self).filter(answered_by=self.user).order_by("-recorded_at")
        latest = mine.exclude(recorded_at=None).select_related("placement__person").first()
        return {
            **super().context(),
            "today": counts["today"],
            "tabs": [
                (f"{words} ({counts[name]})", f"{url}?list={name}", name == self.chosen) for name, words in TABS.items()
            ],
            "undo": latest if latest and actions.can_be_undone(latest) else None,
        }


def answers_of(screen: ActionScreen | ListScreen) -> OutcomeMilestoneQuerySet:
    people = YoungPerson.objects.worked_with_by(screen.user)
    return OutcomeMilestone.objects.filter(placement__person__in=people)


class OfOneAnswer(ActionScreen):
    """A button of the list."""

    may = (Permission.RECORD_PROGRESS,)

    def milestone(self) -> OutcomeMilestone:
        rows = (
            answers_of(self).with_who_is_asked().select_related("placement__person__council", "placement__nomination")
        )
        return self.one(rows, public_id=self.kwargs["milestone"])

    def next_url(self) -> str:
        return reverse("outcome_inbox")


class AsHoped(OfOneAnswer):
    """One tap: they said that all is as hoped. Whose words it is follows from who was to be asked."""

    def act(self) -> str:
        row = self.milestone()
        said = hoped_for(terms(LIST)[row.moment].attributes["answers"])
        actions.answer(row, said=said, answered_for="employer" if row.shares else "person", by=self.user)
        return f"Recorded for {row.placement.person.called}. You can undo it for ten minutes."


class UndoAnswer(OfOneAnswer):
    def act(self) -> str:
        actions.undo_answer(self.milestone(), by=self.user)
        return "Undone. It is asked again."

"""What stands on an employer's first page: what needs an answer, the opportunities, the pledges."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.screens.tables import Cell, Column
from config.templatetags.screens import tag
from matching.nominations.models import Nomination
from opportunities.models import Opportunity, Pledge
from opportunities.pledge_actions import OVER
from opportunities.posting.policies import may_post_for
from opportunities.posting.views import STATES

ASK_AGAIN, SAY_AGAIN = timedelta(days=30), timedelta(days=60)
TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": ("Open", ("live", "paused", "filled")),
    "drafts": ("Not finished", ("draft",)),
    "hr": ("With HR", ("barrier_review",)),
    "closed": ("Closed", ("closed",)),
}
WHO = Column("Who offers it")
COLUMNS = (
    Column("Opportunity", heads=True),
    WHO,
    Column("State"),
    Column("Places left"),
    Column("Closes", day=True),
    Column("Last confirmed", day=True),
)
PLEDGE_COLUMNS = (
    Column("Pledge", heads=True),
    Column("Number"),
    Column("Pledged on", day=True),
    Column("Posted"),
    Column("State"),
    Column("Next step"),
)
PLEDGE_STATES = {
    "captured": "We have it",
    "triaged": "We are reading it",
    "agreed": "Agreed",
    "live": "Posted",
    "part_fulfilled": "Partly kept",
    "fulfilled": "Kept, thank you",
    "lapsed": "Ran out",
    "withdrawn": "Taken back",
}


def offers_of(user: User) -> Any:
    """Opportunities of the employers this user posts for, those put away left out."""
    rows = Opportunity.objects.visible_to(user).filter(employer__in=may_post_for(user)).exclude(state="archived")
    return rows.select_related("employer").distinct().order_by("closes_on", "title", "pk")


def holding(offers: Any, words: str) -> Any:
    """Those whose title, or who offers them, holds each of the words."""
    for word in words.split():
        offers = offers.filter(Q(title__icontains=word) | Q(employer__name__icontains=word))
    return offers


def pledges_of(user: User) -> Any:
    rows = Pledge.objects.visible_to(user).filter(employer__in=may_post_for(user))
    return rows.distinct().order_by("-pledged_on", "reference")


def answers_due(user: User) -> int:
    """How many people wait for this employer's answer."""
    return Nomination.objects.visible_to(user).filter(state__in=("introduced", "in_review")).distinct().count()


def counts(rows: Any) -> dict[str, int]:
    states = [state for _, state in rows.order_by().values_list("pk", "state")]
    return {tab: sum(state in wanted for state in states) for tab, (_, wanted) in TABS.items()}


def last_said(row: Opportunity) -> date:
    return row.confirmed_on or timezone.localdate(row.posted_at)


def stale(rows: Any, day: date) -> Any:
    """Live ones of which nobody has said for 30 days that they still stand."""
    before = day - ASK_AGAIN
    silent = Q(confirmed_on__lte=before) | Q(confirmed_on=None, posted_at__date__lte=before)
    return rows.filter(silent, state="live")


def offer_table(rows: Iterable[Opportunity], day: date, *, own: bool) -> tuple[list[Column], list[list[Any]]]:
    """Columns and rows; who offers it is left out for a single employer's `own`."""
    kept = [index for index, column in enumerate(COLUMNS) if not (own and column is WHO)]
    return [COLUMNS[index] for index in kept], [[row[index] for index in kept] for row in offer_rows(rows, day)]


def offer_rows(rows: Iterable[Opportunity], day: date) -> list[list[Any]]:
    return [
        [
            Cell(row.title, href=reverse("edit_opportunity", kwargs={"opportunity": row.public_id})),
            row.employer.name,
            Cell(STATES[row.state][0], html=tag(*STATES[row.state])),
            f"{row.places_left} of {row.places}",
            _closes(row, day),
            _freshness(row, day),
        ]
        for row in rows
    ]


def _closes(row: Opportunity, day: date) -> Cell:
    if row.closes_on is None:
        return Cell("No day set")
    words = f"{row.closes_on:%-d %B %Y}"
    has_passed = row.closes_on < day and row.state in ("live", "paused")
    return Cell(words, after=tag("This day has passed", "amber") if has_passed else "")


def _freshness(row: Opportunity, day: date) -> Cell:
    said = last_said(row)
    words = f"{said:%-d %B %Y}" if row.confirmed_on else "Not yet"
    if row.state != "live" or day - said < ASK_AGAIN:
        return Cell(words)
    days = (day - said).days
    late = day - said >= SAY_AGAIN
    asked = f"Not confirmed for {days} days" if late else "Still open?"
    return Cell(words, after=tag(asked, "red" if late else "amber"))


def pledge_rows(pledges: Iterable[Pledge]) -> list[list[Any]]:
    return [
        [
            pledge.title,
            pledge.reference,
            f"{pledge.pledged_on:%-d %B %Y}",
            f"{pledge.quantity_converted} of {pledge.quantity_pledged}",
            PLEDGE_STATES[pledge.state],
            _next_step(pledge),
        ]
        for pledge in pledges
    ]


def _next_step(pledge: Pledge) -> Cell:
    if pledge.state in (*OVER, "fulfilled") or not pledge.quantity_left:
        return Cell("Nothing to do")
    return Cell("Make it ready to post", href=reverse("post_from_pledge", kwargs={"pledge": pledge.public_id}))

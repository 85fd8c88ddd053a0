"""What stands on an employer's first page: what needs an answer, the opportunities, the pledges."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
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
    "past": ("Past their closing day", ("live", "paused")),
    "drafts": ("Not finished", ("draft",)),
    "hr": ("With HR", ("barrier_review",)),
    "closed": ("Closed", ("closed",)),
}
WHO, CONFIRMED, NEXT = Column("Who offers it"), Column("Last confirmed", day=True), Column("What next")
PLEDGE_COLUMNS = (
    Column("Pledge", heads=True),
    Column("Number"),
    Column("Pledged on", day=True),
    Column("In offers"),
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
    """Each with `draft`: the public id of an offer that was begun from it and is not finished."""
    drafts = Opportunity.objects.filter(pledge=OuterRef("pk"), state="draft").order_by("pk").values("public_id")
    rows = Pledge.objects.visible_to(user).filter(employer__in=may_post_for(user)).annotate(draft=Subquery(drafts[:1]))
    return rows.distinct().order_by("-pledged_on", "reference")


def answers_due(user: User) -> int:
    """How many people wait for this employer's answer."""
    return Nomination.objects.visible_to(user).filter(state__in=("introduced", "in_review")).distinct().count()


def of_tab(rows: Any, tab: str, day: date) -> Any:
    """Those of one tab: what is open stands in one of two, by its closing day."""
    past = rows.past_closing(day)
    return past if tab == "past" else rows.filter(state__in=TABS[tab][1]).exclude(pk__in=past)


def counts(rows: Any, day: date) -> dict[str, int]:
    """How many stand in each tab; no row stands in two."""
    past = set(rows.past_closing(day).order_by().values_list("pk", flat=True))
    states = Counter(state for pk, state in rows.order_by().values_list("pk", "state") if pk not in past)
    numbers = {tab: sum(states[state] for state in wanted) for tab, (_, wanted) in TABS.items()}
    return numbers | {"past": len(past)}


def last_said(row: Opportunity) -> date:
    return row.confirmed_on or timezone.localdate(row.posted_at)


def stale(rows: Any, day: date) -> Any:
    """Live ones of which nobody has said for 30 days that they still stand."""
    before = day - ASK_AGAIN
    silent = Q(confirmed_on__lte=before) | Q(confirmed_on=None, posted_at__date__lte=before)
    return rows.filter(silent, state="live")


def _closes(row: Opportunity, day: date) -> str:
    return f"{row.closes_on:%-d %B %Y}" if row.closes_on else "No day set"


def _state(row: Opportunity, day: date) -> Cell:
    """One tag: a live one of which nobody has said for a while that it still stands carries how long that is."""
    words, colour = STATES[row.state]
    quiet = day - last_said(row)
    if row.state != "live" or quiet < ASK_AGAIN:
        return Cell(words, html=tag(words, colour))
    late = quiet >= SAY_AGAIN
    asked = f"Not confirmed for {quiet.days} days" if late else "Still open?"
    return Cell(words, html=tag(asked, "red" if late else "amber"))


def _way_out(row: Opportunity, day: date) -> Cell:
    where = reverse("extend_opportunity", kwargs={"opportunity": row.public_id})
    return Cell("Keep it open for longer", href=where)


CELLS: dict[Column, Callable[[Opportunity, date], Any]] = {
    Column("Opportunity", heads=True): lambda row, _: Cell(
        row.title, href=reverse("edit_opportunity", kwargs={"opportunity": row.public_id})
    ),
    WHO: lambda row, _: row.employer.name,
    Column("State"): _state,
    Column("Places left"): lambda row, _: f"{row.places_left} of {row.places}",
    Column("Closes", day=True): _closes,
    CONFIRMED: lambda row, _: f"{row.confirmed_on:%-d %B %Y}" if row.confirmed_on else "Not yet",
    NEXT: _way_out,
}
"""What stands in each column, from the row and the day."""


def offer_table(
    rows: Iterable[Opportunity], day: date, *, own: bool, past: bool
) -> tuple[list[Column], list[list[Any]]]:
    """Columns and rows; who offers it is left out for a single employer's `own`; those `past` show the way out."""
    left_out = {CONFIRMED if past else NEXT, *([WHO] if own else [])}
    columns = [column for column in CELLS if column not in left_out]
    return columns, [[CELLS[column](row, day) for column in columns] for row in rows]


def pledge_rows(pledges: Iterable[Any]) -> list[list[Any]]:
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


def _next_step(pledge: Any) -> Cell:
    """What was begun is finished first."""
    if pledge.draft:
        return Cell("Finish and post it", href=reverse("edit_opportunity", kwargs={"opportunity": pledge.draft}))
    if pledge.state in (*OVER, "fulfilled") or not pledge.quantity_left:
        return Cell("Nothing to do")
    return Cell("Make it ready to post", href=reverse("post_from_pledge", kwargs={"pledge": pledge.public_id}))

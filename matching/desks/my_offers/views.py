"""The employer's first page, the same for those who post for council departments, and closing an opportunity."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Table, csv_response, paged
from employers.models import Employer
from matching.desks.my_offers import lists
from matching.nominations.actions import close_opportunity
from matching.nominations.models import Nomination
from opportunities.posting.pages import OfOpportunity


class EmployerDesk(Screen):
    """Answers due, my opportunities, my pledges and what is left of them."""

    may = (Permission.POST_OPPORTUNITY,)
    template_name = "my_offers/desk.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("file") == "opportunities":
            return csv_response("opportunities", *self._table(self._of_tab()))
        if request.GET.get("file") == "pledges":
            return csv_response("pledges", lists.PLEDGE_COLUMNS, lists.pledge_rows(lists.pledges_of(self.user)))
        return super().get(request, *args, **kwargs)

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in lists.TABS else "open"

    @property
    def words(self) -> str:
        return self.request.GET.get("words", "").strip()

    @cached_property
    def _found(self) -> Any:
        """Those that hold the words that were asked for, in the title or in the name of who offers it."""
        return lists.holding(lists.offers_of(self.user), self.words)

    def _of_tab(self) -> Any:
        return lists.of_tab(self._found, self.tab, self.today)

    def _address(self, **more: str) -> str:
        return "?" + urlencode({"tab": self.tab, **({"words": self.words} if self.words else {}), **more})

    @property
    def is_employer(self) -> bool:
        return self.user.may(Permission.ANSWER_NOMINATIONS)

    def context(self) -> dict[str, Any]:
        is_employer = self.is_employer
        offers = lists.offers_of(self.user)
        own = Employer.objects.visible_to(self.user).first() if is_employer else None
        numbers = lists.counts(self._found, self.today)
        return {
            "heading": own.name if own else "Opportunities",
            "is_employer": is_employer,
            "answers_due": lists.answers_due(self.user) if is_employer else 0,
            "past": list(offers.past_closing(self.today)[:5]) if is_employer else [],
            "stale": list(lists.stale(offers, self.today)[:5]) if is_employer else [],
            "sent_back": [] if self.user.may(Permission.REVIEW_BARRIERS) else list(self._sent_back(offers)),
            "tabs": [
                (f"{words} ({numbers[tab]})", self._address(tab=tab), tab == self.tab)
                for tab, (words, _) in lists.TABS.items()
                if numbers[tab] or tab in ("open", self.tab)
            ],
            "offers": self._offers(),
            "words": self.words,
            "tab": self.tab,
            "pledges": self._pledges() if is_employer else None,
        }

    def _sent_back(self, offers: Any) -> Any:
        """Drafts whose last round of review did not pass, and that nobody has sent again."""
        return offers.filter(state="draft", reviews__passed=False)[:5]

    def _table(self, rows: Any) -> Any:
        return lists.offer_table(rows, self.today, own=self.is_employer, past=self.tab == "past")

    def _offers(self) -> Table:
        page = paged(self.request, self._of_tab())
        columns, rows = self._table(page)
        return Table(
            caption=lists.TABS[self.tab][0],
            columns=columns,
            rows=rows,
            order="Those that close soonest first.",
            empty=f"Nothing here holds “{self.words}”." if self.words else "Nothing here yet.",
            csv=self._address(file="opportunities"),
            page=page,
            more={"tab": self.tab, "words": self.words},
        )

    def _pledges(self) -> Table:
        pledges = lists.pledges_of(self.user)
        return Table(
            caption="Your pledges",
            columns=lists.PLEDGE_COLUMNS,
            rows=lists.pledge_rows(pledges[:25]),
            order="The newest 25 at most, newest first.",
            empty="No pledge yet. It takes about two minutes.",
            csv="?file=pledges",
        )


class CloseOpportunity(OfOpportunity, FormScreen):
    """Asked once more, because everybody who was put forward is told."""

    heading = "Close this opportunity"
    template_name = "my_offers/close.html"
    button = "Close it"

    def context(self) -> dict[str, Any]:
        waiting = Nomination.objects.visible_to(self.user).live().filter(opportunity=self.opportunity)
        return super().context() | {"waiting": waiting.exclude(state="accepted").distinct().count()}

    def act(self, form: Any) -> str:
        close_opportunity(self.opportunity, by=self.user)
        return "Closed. Everybody who was put forward is told that the place has gone."

    def next_url(self) -> str:
        return reverse("employer_desk")

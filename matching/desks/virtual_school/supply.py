"""What young people hope for, beside what is open, and whom to invite (E6, screens.md 12)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aspirations.models import YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.screens.tables import Cell, Column, Table, csv_response
from employers.models import BusinessEvent, Employer
from matching.desks.lists import CouncilScreen
from matching.desks.virtual_school.area_map import area_map
from matching.desks.virtual_school.invitations import register_by_category
from matching.reports.demand import Demand, Gap, demand
from opportunities.models import Opportunity

SHOWN = 10
INVITED = 5
TOO_FEW = "Too few to show"
NOBODY_KNOWS = "Not known yet"
BAR = (
    '<svg class="eet-pair" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect class="eet-pair__people" y="0" width="{}" height="9"></rect>'
    '<rect class="eet-pair__places" x="0.5" y="11" width="{}" height="8"></rect></svg>'
)
PAIR = SafeString(
    '<span class="eet-pair-key">people who want it</span>'
    '<span class="eet-pair-key eet-pair-key--places">open places</span>'
)
"""Heads the column of bars, as its key."""
KINDS_OF_WORK = (
    Column("Career category", heads=True),
    Column(PAIR),
    Column("People", number=True),
    Column("Places", number=True),
    Column("Short by", number=True),
)
AREAS = (
    Column("Area", heads=True),
    Column("People", number=True),
    Column("Their share of places near", number=True),
    Column("Short by", number=True),
)
FILES = {"kinds-of-work": "by_category", "areas": "by_area"}


class DemandAndSupply(CouncilScreen):
    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "virtual_school/demand_and_supply.html"
    heading = "What young people hope for, and what is open"

    @cached_property
    def demand(self) -> Demand:
        people, offers = YoungPerson.objects.visible_to(self.user), Opportunity.objects.visible_to(self.user)
        return demand(people, offers, self.today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.GET.get("file", "")
        return self.file(name) if name in FILES else super().get(request, *args, **kwargs)

    def file(self, name: str) -> HttpResponse:
        """Every row with the same words as on the page; what is hidden there is hidden here."""
        columns = [column for column in (KINDS_OF_WORK if name == "kinds-of-work" else AREAS) if column.label != PAIR]
        rows = [[gap.label, *numbers(gap)] for gap in getattr(self.demand, FILES[name])]
        labels = [column.label for column in columns]
        record("export_made", self.council, council=self.council, by=self.user, fields=labels, purpose=name)
        return csv_response(name, columns, rows)

    def context(self) -> dict[str, Any]:
        found = self.demand
        everything = "all" in self.request.GET
        kinds = found.by_category if everything else found.by_category[:SHOWN]
        everywhere = [gap for gap in found.by_area if gap.code]
        areas = [gap for gap in everywhere if gap.people.number]
        drawn = area_map(self.council.code, areas)
        return {
            "demand": found,
            "by_category": self._by_category(kinds),
            "everything": everything,
            "by_area": self._by_area(areas),
            "areas_hidden": sum(gap.people.is_hidden for gap in everywhere),
            "nowhere": next((gap for gap in found.by_area if not gap.code), None),
            "map": drawn,
            "numbered": [(place, gap) for place, gap in enumerate(areas[:4], start=1) if gap.short],
            "invite": self._invite(found),
            "next_event": BusinessEvent.objects.visible_to(self.user).filter(held_on__gte=self.today).last(),
        }

    def _by_category(self, gaps: Sequence[Gap]) -> Table:
        longest = max([max(gap.people.number or 0, gap.places or 0) for gap in gaps], default=0) or 1
        return Table(
            "By kind of work",
            KINDS_OF_WORK,
            [[gap.label, Cell("", html=bars(gap, longest)), *numbers(gap)] for gap in gaps],
            order="The largest gap first. Somebody may have up to three wishes, so people do not add up.",
            csv="?file=kinds-of-work",
            empty="Nobody who is not in EET has told us a wish yet.",
        )

    def _by_area(self, gaps: Sequence[Gap]) -> Table:
        named = [f"{n}. {gap.label}" if n <= 4 and gap.short else gap.label for n, gap in enumerate(gaps, start=1)]
        return Table(
            "By area",
            AREAS,
            [[name, *numbers(gap)] for name, gap in zip(named, gaps, strict=True)],
            order="The largest gap first.",
            csv="?file=areas",
            empty="Too few people in any area to show.",
        )

    def _invite(self, found: Demand) -> list[tuple[Gap, int, int, str]]:
        """The largest gaps: how many employers on the register do this work, and how many of them have pledged it."""
        gaps = [gap for gap in found.by_category if gap.short][:INVITED]
        register = register_by_category(Employer.objects.visible_to(self.user))
        rows = []
        for gap in gaps:
            known = register.get(gap.code, {})
            pledged = sum(1 for has_pledged in known.values() if has_pledged)
            rows.append((gap, len(known), pledged, reverse("invitation_list") + f"?category={gap.code}"))
        return rows


def numbers(gap: Gap) -> list[Any]:
    """People, places and the gap, in words where they are hidden or not known."""
    places = NOBODY_KNOWS if gap.places is None else gap.places
    short = gap.short if gap.short is not None else NOBODY_KNOWS if gap.places is None else TOO_FEW
    return [gap.people.text if gap.people.is_hidden else gap.people.number, places, short]


def bars(gap: Gap, longest: int) -> str:
    people, places = gap.people.number or 0, gap.places or 0
    return format_html(BAR, round(99 * people / longest), round(99 * places / longest))

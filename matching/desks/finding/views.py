"""Find opportunities on list and map; one opportunity, and whom it fits (O1, M10, N6)."""

from functools import cached_property
from typing import Any

from django.contrib.gis.geos import Point
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from aspirations.models import AspirationAudit, YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import Screen
from config.screens.tables import A_PAGE, Cell, Column, Table, csv_response, paged
from matching.desks.finding.forms import FindForm
from matching.desks.finding.map import draw
from matching.desks.finding.search import of_no_place, search
from matching.desks.putting_forward.showing import public_id
from opportunities.models import Opportunity
from opportunities.querysets import OpportunityQuerySet
from opportunities.vocabulary.kinds import kinds

COLUMNS = (Column("Number on the map", number=True), Column("Offer", heads=True), Column("Employer"), Column("Kind"),
           Column("Places left", number=True), Column("Closes"))  # fmt: skip
AWAY = Column("Away")
SHOWN = 25


class FindOpportunities(Screen):
    may = (Permission.DRAW_UP_SHORTLISTS,)
    template_name = "finding/find.html"
    heading = "Find opportunities"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if "csv" in self.request.GET:
            rows = [self.row(number, offer) for number, offer in enumerate(self.found(), 1)]
            return csv_response("opportunities", self.columns, rows)
        return super().get(*args, **kwargs)

    @cached_property
    def person(self) -> YoungPerson | None:
        asked = self.request.GET.get("person")
        if not asked:
            return None
        people = YoungPerson.objects.visible_to(self.user).saying_who_works_with(self.user)
        person = self.one(people.select_related("council"), public_id=public_id(asked))
        record_view([person], council=person.council, by=self.user, purpose="find", fields=["home"])
        return person

    @cached_property
    def point(self) -> Point | None:
        """The postcode that was typed; else the home of the person it is looked for, where that is known."""
        self.form.is_valid()
        point: Point | None = self.form.point
        if point is None and self.person is not None and not self.form.data.get("near"):
            point = AspirationAudit.objects.current().filter(person=self.person).values_list("home", flat=True).first()
        if point is None and self.form.cleaned_data.get("km") and "near" not in self.form.errors:
            self.form.add_error("near", "Type the postcode from which the kilometres count")
        return point

    @cached_property
    def form(self) -> FindForm:
        given = self.request.GET
        return FindForm(given) if given.keys() - {"person", "page", "csv"} else FindForm({})

    def found(self) -> OpportunityQuerySet:
        said = dict(self.form.cleaned_data) if self.form.is_valid() else {}
        open_on = said.pop("open_on", None) or self.today
        return search(self.user, open_on, point=self.point, **{k: v for k, v in said.items() if k != "near"})

    def context(self) -> dict[str, Any]:
        page = paged(self.request, self.found())
        prefetch_related_objects(list(page), "sites")
        first = (page.number - 1) * A_PAGE
        numbered = list(enumerate(page, first + 1))
        asked = {name: str(value) for name, value in self.request.GET.items() if name != "page" and value}
        ticks = self.may_show
        table = Table(
            caption=f"{page.paginator.count} open {'offer' if page.paginator.count == 1 else 'offers'}",
            columns=(*self.columns, Column("Show")) if ticks else self.columns,
            rows=[[*self.row(number, offer), *([tick(number, offer)] if ticks else [])] for number, offer in numbered],
            order=self.order(),
            empty="Nothing open fits this. Leave out a word, or look further away.",
            csv=f"?{self.request.GET.urlencode()}&csv",
            page=page,
            more=asked,
        )
        sites = [(number, site.location) for number, offer in numbered for site in offer.sites.all() if site.location]
        return {
            "form": self.form,
            "table": table,
            "map": draw(sites, self.point),
            "of_no_place": self.of_no_place(),
            "person": self.person,
            "from_home": self.point is not None and self.form.point is None,
            "may_show": self.may_show,
            "search": self.request.GET.urlencode(),
        }

    def of_no_place(self) -> int:
        if self.point is None or not self.form.is_valid():
            return 0
        said = self.form.cleaned_data
        return of_no_place(self.user, said["open_on"] or self.today, kind=said["kind"], category=said["category"])

    @property
    def may_show(self) -> bool:
        """Only to somebody whom this user works with; others are looked for and read."""
        return self.person is not None and getattr(self.person, "is_worked_with", False)

    def order(self) -> str:
        if self.form.data.get("words"):
            return "What is most alike to your words stands first."
        return "Nearest first." if self.point else "What closes first stands first."

    @property
    def columns(self) -> tuple[Column, ...]:
        """How far away it is stands there only where there is a place to measure from."""
        return (*COLUMNS, AWAY) if self.point else COLUMNS

    def row(self, number: int, offer: Opportunity) -> list[Any]:
        if self.person:
            href = reverse("why_not", kwargs={"person": self.person.public_id, "opportunity": offer.public_id})
        else:
            href = reverse("opportunity_page", kwargs={"opportunity": offer.public_id})
        cells = [
            number,
            Cell(offer.title, href=href),
            offer.employer.name,
            kinds()[offer.kind].label,
            offer.places_left,
            Cell(f"{offer.closes_on:%-d %B %Y}" if offer.closes_on else "No closing day"),
        ]
        return [*cells, how_far(offer)] if self.point else cells


def how_far(offer: Opportunity) -> str:
    away = getattr(offer, "distance", None)
    if away is None:
        return "From home" if offer.is_remote else "Not measured"
    return f"{away.km:.1f} km"


def tick(number: int, offer: Opportunity) -> Cell:
    """A box of the form that shows several at once; the file has no such column."""
    words = (
        '<span class="govuk-checkboxes govuk-checkboxes--small"><span class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" form="several" name="ticked" id="ticked-{0}"'
        ' value="{1}">'
        '<label class="govuk-label govuk-checkboxes__label" for="ticked-{0}">'
        '<span class="govuk-visually-hidden">Show {2}</span></label></span></span>'
    )
    return Cell("", html=format_html(words, number, offer.public_id, offer.title))

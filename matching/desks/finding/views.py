"""Find opportunities on list and map; one opportunity, and whom it fits (O1, M10, N6)."""

from functools import cached_property
from typing import Any

import numpy as np
from django.contrib import messages
from django.contrib.gis.geos import Point
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.urls import reverse

from aspirations.models import AspirationAudit, YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.refusal import Refused
from config.screens.forms import Form, SeveralField
from config.screens.pages import FormScreen, Screen
from config.screens.tables import A_PAGE, Cell, Column, Table, csv_response, paged
from matching.desks.finding.forms import FindForm
from matching.desks.finding.map import draw
from matching.desks.finding.search import search
from matching.desks.putting_forward.views import public_id
from matching.engine.columns import day_number
from matching.engine.eligibility import verdict
from matching.engine.scoring import parts_of
from matching.nominations.showing import show_several
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import standing_offers
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds

COLUMNS = (Column("Number", number=True), Column("Offer", heads=True), Column("Employer"), Column("Kind"),
           Column("Places left", number=True), Column("Closes"), Column("Away"))  # fmt: skip
SHOWN = 25


class FindOpportunities(Screen):
    may = (Permission.DRAW_UP_SHORTLISTS,)
    template_name = "finding/find.html"
    heading = "Find opportunities"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if "csv" in self.request.GET:
            rows = [self.row(number, offer) for number, offer in enumerate(self.found(), 1)]
            return csv_response("opportunities", COLUMNS, rows)
        return super().get(*args, **kwargs)

    @cached_property
    def person(self) -> YoungPerson | None:
        asked = self.request.GET.get("person")
        if not asked:
            return None
        person = self.one(YoungPerson.objects.visible_to(self.user), public_id=public_id(asked))
        record_view([person], council=person.council, by=self.user, purpose="find", fields=["home"])
        return person

    @cached_property
    def point(self) -> Point | None:
        """The postcode that was typed; else the home of the person it is looked for, where that is known."""
        self.form.is_valid()
        if self.form.point is not None or self.person is None or self.form.data.get("near"):
            return self.form.point
        return AspirationAudit.objects.current().filter(person=self.person).values_list("home", flat=True).first()

    @cached_property
    def form(self) -> FindForm:
        given = self.request.GET
        return FindForm(given) if given.keys() - {"person", "page", "csv"} else FindForm({})

    def found(self) -> list[Opportunity]:
        said = dict(self.form.cleaned_data) if self.form.is_valid() else {}
        open_on = said.pop("open_on", None) or self.today
        return search(self.user, open_on, point=self.point, **{k: v for k, v in said.items() if k != "near"})

    def context(self) -> dict[str, Any]:
        found = self.found()
        page = paged(self.request, found)
        prefetch_related_objects(list(page), "sites")
        first = (page.number - 1) * A_PAGE
        numbered = list(enumerate(page, first + 1))
        asked = {name: str(value) for name, value in self.request.GET.items() if name != "page" and value}
        table = Table(
            caption=f"{len(found)} open {'offer' if len(found) == 1 else 'offers'}",
            columns=COLUMNS,
            rows=[self.row(number, offer) for number, offer in numbered],
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
            "person": self.person,
            "from_home": self.point is not None and self.form.point is None,
        }

    def order(self) -> str:
        if self.form.data.get("words"):
            return "What is most alike to your words stands first."
        return "Nearest first." if self.point else "What closes first stands first."

    def row(self, number: int, offer: Opportunity) -> list[Any]:
        if self.person:
            href = reverse("why_not", kwargs={"person": self.person.public_id, "opportunity": offer.public_id})
        else:
            href = reverse("opportunity_page", kwargs={"opportunity": offer.public_id})
        away = getattr(offer, "distance", None)
        return [
            number,
            Cell(offer.title, href=href),
            offer.employer.name,
            kinds()[offer.kind].label,
            offer.places_left,
            Cell(f"{offer.closes_on:%-d %B %Y}" if offer.closes_on else "No closing day"),
            f"{away.km:.1f} km" if away is not None else ("From home" if offer.is_remote else "Not measured"),
        ]


class ChooseForm(Form):
    people = SeveralField("Whom to show it to", missing="Choose at least one young person")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("people", choices)


class OpportunityPage(FormScreen):
    """The whole offer, and whom of my young people it fits; several can be shown it at once (N6)."""

    may = (Permission.DRAW_UP_SHORTLISTS, Permission.KEEP_EMPLOYERS, Permission.SEE_AGENDA, Permission.REVIEW_BARRIERS)
    form_class = ChooseForm
    template_name = "finding/opportunity.html"
    button = "Show it to those chosen"

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.visible_to(self.user).select_related("employer", "council")
        return self.one(rows, public_id=self.kwargs["opportunity"])

    @property
    def may_show(self) -> bool:
        return self.user.may(Permission.NOMINATE)

    @cached_property
    def fits(self) -> list[tuple[YoungPerson, int]]:
        """My young people who are not in EET and meet every must-have, with their points, best first."""
        if not self.may_show or not self.opportunity.is_open_on(self.today):
            return []
        people = list(YoungPerson.objects.worked_with_by(self.user).alive().neet_on(self.today).order_by("pk"))
        record_view(people, council=self.opportunity.council, by=self.user, purpose="who_fits", fields=["shortlist"])
        offers, index = standing_offers(self.opportunity.council, self.today)
        if not people or self.opportunity.pk not in index:
            return []
        profiles = people_profiles(people, index, self.today)
        weights = engine_weights(weights_on(self.today, self.opportunity.council))
        i, j = np.arange(len(people)), np.full(len(people), index[self.opportunity.pk][0])
        barred, _ = verdict(profiles, i, offers, j, day_number(self.today))
        points = parts_of(profiles, i, offers, j, weights)[0].sum(-1)
        found = [(people[k], int(points[k])) for k in np.flatnonzero(barred == 0)]
        return sorted(found, key=lambda pair: -pair[1])[:SHOWN]

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": [(str(person.public_id), person.called) for person, _ in self.fits]}

    def context(self) -> dict[str, Any]:
        offer = self.opportunity
        return {
            "heading": offer.title,
            "opportunity": offer,
            "kind": kinds()[offer.kind].label,
            "sites": offer.sites.all(),
            "requirements": offer.requirements.order_by("-essential", "pk"),
            "may_show": self.may_show,
            "fits": self.fits,
        }

    def act(self, form: Any) -> str:
        chosen = set(form.cleaned_data["people"])
        shown = [person for person, _ in self.fits if str(person.public_id) in chosen]
        done, refused = show_several(((person, self.opportunity) for person in shown), by=self.user)
        if not done:
            raise Refused(" ".join(refused), field="people")
        for sentence in refused:
            messages.error(self.request, sentence)
        names = ", ".join(row.person.called for row in done)
        return f"{names} can be shown “{self.opportunity.title}” from now on."

    def next_url(self) -> str:
        return reverse("opportunity_page", kwargs={"opportunity": self.opportunity.public_id})

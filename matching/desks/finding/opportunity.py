"""One opportunity, whole, and whom of my young people it fits and why; several can be shown it at once (N6)."""

from functools import cached_property
from typing import Any

import numpy as np
from django.contrib import messages
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.refusal import Refused
from config.screens.forms import Form, SeveralField
from config.screens.pages import FormScreen
from matching.engine.columns import day_number
from matching.engine.eligibility import verdict
from matching.engine.explanation import Explanation, explanations
from matching.engine.scoring import parts_of
from matching.nominations.showing import show_several
from matching.shortlists.matches import best_reasons
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.standing import standing_offers
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds

SHOWN = 25


class ChooseForm(Form):
    people = SeveralField("Whom to show it to", missing="Choose at least one young person")

    def __init__(self, *args: Any, choices: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {code: reasons for code, _, reasons in choices}
        self.choose("people", [(code, name) for code, name, _ in choices], hints)


class OpportunityPage(FormScreen):
    """The whole offer, and whom of my young people it fits; several can be shown it at once (N6)."""

    may = (Permission.DRAW_UP_SHORTLISTS, Permission.KEEP_EMPLOYERS, Permission.SEE_AGENDA, Permission.REVIEW_BARRIERS)
    form_class = ChooseForm
    template_name = "finding/opportunity.html"
    button = "Show it to those chosen"

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.offered_to(self.user).select_related("employer", "council")
        return self.one(rows, public_id=self.kwargs["opportunity"])

    @property
    def council(self) -> Council:
        """That of who reads; another one's opportunity may be shared with it (S7)."""
        assert self.user.council is not None
        return self.user.council

    @property
    def may_show(self) -> bool:
        return self.user.may(Permission.NOMINATE)

    @cached_property
    def fits(self) -> list[tuple[YoungPerson, str]]:
        """My young people who are not in EET and meet every must-have, each with why, best first."""
        if not self.may_show or not self.opportunity.is_open_on(self.today):
            return []
        people = list(YoungPerson.objects.worked_with_by(self.user).alive().neet_on(self.today).order_by("pk"))
        record_view(people, council=self.council, by=self.user, purpose="who_fits", fields=["shortlist"])
        offers, index = standing_offers(self.council, self.today)
        if not people or self.opportunity.pk not in index:
            return []
        profiles = people_profiles(people, {self.opportunity.pk: index[self.opportunity.pk]}, self.today)
        weights = engine_weights(weights_on(self.today, self.council))
        i, j = np.arange(len(people)), np.full(len(people), index[self.opportunity.pk][0])
        barred, _ = verdict(profiles, i, offers, j, day_number(self.today))
        points = parts_of(profiles, i, offers, j, weights)[0].sum(-1)
        best = sorted(np.flatnonzero(barred == 0), key=lambda k: -points[k])[:SHOWN]
        looks = explanations(profiles, np.array(best, int), offers, j[: len(best)], weights, day=self.today)
        return [(people[k], in_short(look, people[k].called)) for k, look in zip(best, looks, strict=True)]

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": [(str(person.public_id), person.called, reasons) for person, reasons in self.fits]}

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


def in_short(look: Explanation, called: str) -> str:
    """The two best reasons, and what is to be asked first; never points."""
    checks = [check.sentence for check in look.to_check[:1]]
    return " ".join([*best_reasons(look), *checks]).replace("the person", called)

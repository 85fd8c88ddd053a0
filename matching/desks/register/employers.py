"""The employer register (E1): find, add, put right, and record the safeguarding check."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.pages import ActionScreen, FormScreen
from config.screens.tables import Cell, Column
from employers import actions
from employers.duplicates import normalise_name
from employers.merging import pairs_to_judge
from employers.models import Employer
from matching.desks.lists import CouncilScreen, ListScreen, choice_filter, words_filter
from matching.desks.register.forms import CheckForm, ContactForm, EmployerForm
from matching.desks.register.inviting import with_invitations
from matching.reports.promises import promises_by_employer
from opportunities.models import Opportunity, Pledge

MAY = (Permission.KEEP_EMPLOYERS,)
COVENANT = {"yes": True, "no": False, "unknown": None}
IN_WORDS = {value: words for words, value in COVENANT.items()}
CHECK_ASKED = {"not_cleared": "Not cleared", "cleared": "Cleared"}


class Employers(ListScreen):
    may = MAY
    template_name = "register/employers.html"
    heading = "Employers"
    file_name = "employers"
    caption = "Employers on the register"
    order = "By name."
    empty = "No employer is found. Look for another word, or add one."
    asks: ClassVar = ("words", "kind", "check")
    columns = (
        Column("Employer", heads=True),
        Column("Kind"),
        Column("What it does"),
        Column("Postcode"),
        Column("Safeguarding check"),
        Column("Pledges", number=True),
    )

    def found(self) -> Any:
        asked, rows = self.asked, Employer.objects.visible_to(self.user)
        if words := asked.get("words"):
            bare = normalise_name(words)
            named = Q(normalised_name__icontains=bare) | Q(sector__icontains=words) | Q(postcode__istartswith=words)
            rows = rows.filter(named | Q(contacts__name__icontains=words))
        if asked.get("kind") in Employer.Kind.values:
            rows = rows.filter(kind=asked["kind"])
        if asked.get("check") == "cleared":
            rows = rows.filter(safeguarding_check="cleared")
        elif asked.get("check") == "not_cleared":
            rows = rows.exclude(safeguarding_check="cleared").filter(opportunities__state="live")
        return rows.annotate(made=Count("pledges", distinct=True)).order_by("name", "pk")

    def row(self, one: Any) -> Sequence[Any]:
        return [
            Cell(one.name, reverse("employer", args=[one.public_id])),
            one.get_kind_display(),
            one.sector or "Not known yet",
            one.postcode or "Not known yet",
            one.get_safeguarding_check_display(),
            one.made,
        ]

    def context(self) -> dict[str, Any]:
        asked = self.asked
        return {
            **super().context(),
            "filters": [
                words_filter("Name, work, postcode or contact", asked),
                choice_filter("kind", "Kind", "Every kind", Employer.Kind.choices, asked),
                choice_filter("check", "Safeguarding check", "Whatever the check", CHECK_ASKED.items(), asked),
            ],
            "pairs": len(pairs_to_judge(Employer.objects.visible_to(self.user))),
        }


class OfEmployer(CouncilScreen):
    may = MAY

    @cached_property
    def employer(self) -> Employer:
        return self.one(Employer.objects.visible_to(self.user), public_id=self.kwargs["employer"])

    def back(self) -> tuple[str, str] | None:
        return self.next_url(), f"Back to {self.employer.name}"

    def next_url(self) -> str:
        return reverse("employer", args=[self.employer.public_id])


class EmployerPage(OfEmployer):
    """One employer: facts, contacts, what it promised and what became of it, what is offered now."""

    template_name = "register/employer.html"

    def back(self) -> tuple[str, str]:
        return reverse("employers"), "Back to the employers"

    def context(self) -> dict[str, Any]:
        pledges = Pledge.objects.visible_to(self.user).filter(employer=self.employer)
        found = promises_by_employer(pledges)
        offers = Opportunity.objects.visible_to(self.user).filter(employer=self.employer)
        return {
            "heading": self.employer.name,
            "employer": self.employer,
            "contacts": with_invitations(self.employer.contacts.all()),
            "pledges": pledges,
            "promises": found[0].promises if found else None,
            "offers": offers.exclude(state="archived").order_by("state", "title"),
        }


class AddEmployer(FormScreen):
    may = MAY
    form_class = EmployerForm
    heading = "Add an employer"
    button = "Add this employer"

    def back(self) -> tuple[str, str]:
        return reverse("employers"), "Back to the employers"

    def act(self, form: Any) -> str:
        assert self.user.council is not None
        self.added = actions.add_employer(council=self.user.council, by=self.user, **facts_of(form))
        return f"{self.added.name} is on the register."

    def next_url(self) -> str:
        return reverse("employer", args=[self.added.public_id])


class ChangeEmployer(OfEmployer, FormScreen):
    form_class = EmployerForm
    button = "Save"

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Change {self.employer.name}", **more})

    def initial(self) -> dict[str, Any]:
        facts = {name: getattr(self.employer, name) for name in ("name", "kind", "sector", "postcode")}
        return {**facts, "covenant": IN_WORDS[self.employer.covenant_signatory]}

    def act(self, form: Any) -> str:
        return f"{actions.change(self.employer, by=self.user, **facts_of(form)).name} is saved."


def facts_of(form: Any) -> dict[str, Any]:
    facts = dict(form.cleaned_data)
    signatory = COVENANT[facts.pop("covenant")]
    return {**facts, "covenant_signatory": signatory}


class AddContact(OfEmployer, FormScreen):
    form_class = ContactForm
    button = "Add this contact"

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Add a contact at {self.employer.name}", **more})

    def act(self, form: Any) -> str:
        contact = actions.add_contact(self.employer, by=self.user, **form.cleaned_data)
        return f"{contact.name} is added."


class SafeguardingCheck(OfEmployer, FormScreen):
    form_class = CheckForm
    lead = "Until it is cleared, nobody under 18 can be introduced to this employer."
    button = "Record this check"

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Safeguarding check: {self.employer.name}", **more})

    def initial(self) -> dict[str, Any]:
        return {"state": self.employer.safeguarding_check, "on": self.employer.safeguarding_checked_on}

    def act(self, form: Any) -> str:
        actions.record_safeguarding_check(self.employer, by=self.user, **form.cleaned_data)
        return "The check is recorded."


class LetEmployerGoOn(OfEmployer, ActionScreen):
    """After a pause: what they offer can go live again."""

    def act(self) -> str:
        actions.let_go_on(self.employer, by=self.user)
        return f"{self.employer.name} may offer again. Resume what should be shown."

"""What each council has published that it promises its care leavers, by age; administrators keep their own (S7)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse

from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.reference.guarantees import end, guarantees, publish
from config.reference.models import Guarantee
from config.screens.pages import FormScreen
from config.screens.tables import Cell, Column
from matching.desks.guarantees.forms import GuaranteeForm
from matching.desks.lists import CouncilScreen, ListScreen, choice_filter

READ = (
    Permission.SEE_OWN_CASELOAD, Permission.SEE_AGENDA, Permission.SEE_FIGURES, Permission.KEEP_EMPLOYERS,
    Permission.MANAGE_REFERENCE,
)  # fmt: skip
AGES = [(str(age), str(age)) for age in range(16, 26)]


class Guarantees(ListScreen):
    """A young person who moves takes their questions along: what the other council promises stands here too."""

    may = READ
    template_name = "guarantees/list.html"
    heading = "What councils promise, by age"
    file_name = "guarantees"
    caption = "Guarantees that count today"
    order = "Your own council first, then by the age from which each counts."
    empty = "No guarantee is written down yet that fits this."
    asks: ClassVar = ("council", "age")
    columns = (
        Column("What is promised", heads=True), Column("Council"), Column("Ages"), Column("More about it"),
        Column("Where it is published"),
    )  # fmt: skip

    @cached_property
    def councils(self) -> dict[str, Council]:
        return {council.code: council for council in Council.objects.all()}

    def found(self) -> Sequence[Guarantee]:
        age = self.asked.get("age", "")
        rows = guarantees(
            self.today,
            council=self.councils.get(self.asked.get("council", "")),
            age=int(age) if age.isdecimal() else None,
        )
        return sorted(rows, key=lambda row: (row.council_id != self.council.pk, row.council.name))

    def row(self, one: Guarantee) -> Sequence[Any]:
        end_it = reverse("end_guarantee", args=[one.public_id]) if self.may_keep and one.council == self.council else ""
        return [
            Cell(one.label, end_it),
            one.council.name,
            ages_in_words(one),
            one.more or "Nothing more is said",
            one.source,
        ]

    @property
    def may_keep(self) -> bool:
        return self.user.may(Permission.MANAGE_REFERENCE)

    def context(self) -> dict[str, Any]:
        names = [(code, council.name) for code, council in self.councils.items()]
        filters = [choice_filter("council", "Council", "All councils", names, self.asked)] if len(names) > 1 else []
        filters += [choice_filter("age", "Age", "Any age", AGES, self.asked)]
        return {**super().context(), "filters": filters, "may_keep": self.may_keep}


class OfGuarantees(CouncilScreen):
    may = (Permission.MANAGE_REFERENCE,)

    def back(self) -> tuple[str, str]:
        return self.next_url(), "What councils promise, by age"

    def next_url(self) -> str:
        return reverse("guarantees")


class PublishGuarantee(OfGuarantees, FormScreen):
    form_class = GuaranteeForm
    heading, button = "Write down a guarantee", "Write it down"
    lead = "Your young people of that age read it on their own page, and other councils read it here."

    def initial(self) -> dict[str, Any]:
        return {"valid_from": self.today}

    def act(self, form: GuaranteeForm) -> str:
        row = publish(**form.cleaned_data, council=self.council, by=self.user)
        return f"Written down: {row.label}."


class EndGuarantee(OfGuarantees, FormScreen):
    button = "End it today"

    @cached_property
    def guarantee(self) -> Guarantee:
        return self.one(guarantees(self.today, council=self.council), public_id=self.kwargs["guarantee"])

    def context(self) -> dict[str, Any]:
        lead = f"Ages: {ages_in_words(self.guarantee)}. Once it has ended, nobody reads it here any more."
        return {"heading": self.guarantee.label, "lead": lead}

    def act(self, form: Any) -> str:
        end(self.guarantee, on=self.today, by=self.user)
        return f"Ended: {self.guarantee.label}."


def ages_in_words(row: Guarantee) -> str:
    return f"From {row.from_age}" if row.until_age is None else f"{row.from_age} to {row.until_age - 1}"

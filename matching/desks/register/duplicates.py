"""Employers that may be one and the same: a person decides, pair by pair (E1)."""

from typing import Any

from django.urls import reverse

from config.accounts.permissions import Permission
from config.refusal import Refused
from config.screens.pages import ActionScreen
from config.screens.tables import paged
from employers.merging import keep_apart, merge, pairs_to_judge
from employers.models import Employer
from matching.desks.lists import CouncilScreen

MAY = (Permission.KEEP_EMPLOYERS,)


class LikelyDuplicates(CouncilScreen):
    may = MAY
    template_name = "register/likely_duplicates.html"
    heading = "Are these one employer?"

    def back(self) -> tuple[str, str]:
        return reverse("employers"), "Back to the employers"

    def context(self) -> dict[str, Any]:
        page = paged(self.request, pairs_to_judge(Employer.objects.visible_to(self.user).order_by("pk")))
        return {"page": page, "number": page.paginator.count}


class JudgePair(ActionScreen):
    """`answer` is "first" or "second" (that record stays), or "apart"."""

    may = MAY

    def act(self) -> str:
        rows = Employer.objects.visible_to(self.user)
        first = self.one(rows, public_id=self.kwargs["first"])
        second = self.one(rows, public_id=self.kwargs["second"])
        answer = self.request.POST.get("answer")
        if answer == "apart":
            keep_apart(first, second, by=self.user)
            return f"{first.name} and {second.name} stay two employers. We will not ask again."
        if answer not in ("first", "second"):
            raise Refused("Choose which record stays, or that they are two employers.")
        stays, goes = (first, second) if answer == "first" else (second, first)
        gone = goes.name
        return f"{gone} is now part of {merge(stays=stays, goes=goes, by=self.user).name}."

    def next_url(self) -> str:
        return reverse("likely_duplicates")

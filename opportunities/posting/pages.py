"""What the pages of one opportunity share: whose it is, the way back, who may open them."""

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse

from config.accounts.permissions import Permission
from config.screens.pages import Screen
from opportunities.models import Opportunity


class OfOpportunity(Screen):
    """A page about the opportunity of its address; what is another's is not found."""

    may: ClassVar = (Permission.POST_OPPORTUNITY,)

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.visible_to(self.user).select_related("employer", "council", "pledge")
        return self.one(rows.distinct(), public_id=self.kwargs["opportunity"])

    def address(self, name: str, **more: Any) -> str:
        return reverse(name, kwargs={"opportunity": self.opportunity.public_id, **more})

    def back(self) -> tuple[str, str]:
        return self.address("edit_opportunity"), self.opportunity.title

    def next_url(self) -> str:
        return self.address("edit_opportunity")

    def context(self) -> dict[str, Any]:
        return {"opportunity": self.opportunity}

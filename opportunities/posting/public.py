"""A page of an opportunity that anyone with its address may read, if its owner wants one (JSON-LD in it for search)."""

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.html import json_script
from django.utils.safestring import SafeString

from config.screens.pages import ActionScreen, Screen
from opportunities.exports.job_posting import KINDS, job_posting
from opportunities.models import Opportunity
from opportunities.posting.actions import show_to_anyone
from opportunities.posting.pages import OfOpportunity
from opportunities.posting.preview import preview_of


class PublicPage(Screen):
    """What it is and how to get there; nothing of the people who were put forward, and gone when it is not live."""

    public: ClassVar[bool] = True
    template_name = "posting/public.html"

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.readable_by_anyone().select_related("employer", "council")
        return self.one(rows.prefetch_related("sites", "requirements"), public_id=self.kwargs["opportunity"])

    def context(self) -> dict[str, Any]:
        return {
            "heading": self.opportunity.title,
            "opportunity": self.opportunity,
            "preview": preview_of(self.opportunity),
            "linked_data": linked_data(self.opportunity),
        }


def linked_data(opportunity: Opportunity) -> SafeString:
    """The advert as JSON-LD in a script element, which no browser runs; '' for help beside work, which is no job."""
    if opportunity.kind not in KINDS:
        return SafeString("")
    script = json_script(job_posting(opportunity))
    return SafeString(script.replace('"application/json"', '"application/ld+json"', 1))


class OpenPublicPage(OfOpportunity, ActionScreen):
    def act(self) -> str:
        show_to_anyone(self.opportunity, True, by=self.user)
        return "Anyone with its address can read it now, while it is live."


class ClosePublicPage(OfOpportunity, ActionScreen):
    def act(self) -> str:
        show_to_anyone(self.opportunity, False, by=self.user)
        return "Its public page is gone. Young people whom it fits still see it."

"""Sharing an opportunity with other councils of the installation (S7)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.screens.forms import ChoiceField, Form, SeveralField, TickField
from config.screens.pages import FormScreen
from opportunities.models import Opportunity
from opportunities.sharing import other_councils, share, shared_in_words

NOBODY, SOME, ALL = "nobody", "some", "all"


class ShareForm(Form):
    whom = ChoiceField(
        "Who may take it",
        [(NOBODY, "Only our own young people"), (SOME, "Those of some councils too"), (ALL, "Those of every council")],
        reveals={SOME: "councils"},
        missing="Choose who may take it",
    )
    councils = SeveralField("Which councils")
    agreed = TickField("The employer agrees to hear of young people from other councils")

    def __init__(self, *args: Any, others: Sequence[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("councils", [(council.code, council.name) for council in others])

    def clean(self) -> dict[str, Any]:
        said = dict(super().clean() or self.cleaned_data)
        if said.get("whom") == SOME and not said.get("councils") and "councils" not in self.errors:
            self.add_error("councils", ValidationError("Choose at least one council"))
        if said.get("whom") in (SOME, ALL) and not said.get("agreed"):
            self.add_error("agreed", ValidationError("Ask the employer first, then tick that they agree"))
        return said


class ShareOpportunity(FormScreen):
    may = (Permission.KEEP_EMPLOYERS,)
    form_class = ShareForm
    heading = "Share with other councils"
    lead = (
        "Their advisers see this opportunity and may put their young people forward; who is accepted first gets the "
        "place. You are not told who they are: the employer hears a name only once that young person agrees."
    )

    @cached_property
    def opportunity(self) -> Opportunity:
        return self.one(Opportunity.objects.visible_to(self.user), public_id=self.kwargs["opportunity"])

    @cached_property
    def others(self) -> dict[str, Council]:
        return {council.code: council for council in other_councils(self.opportunity.council)}

    def form_kwargs(self) -> dict[str, Any]:
        return {"others": list(self.others.values())}

    def initial(self) -> dict[str, Any]:
        named = [council.code for council in self.opportunity.shared_with.all()]
        whom = ALL if self.opportunity.shared_with_all else SOME if named else NOBODY
        return {"whom": whom, "councils": named, "agreed": whom != NOBODY}

    def back(self) -> tuple[str, str]:
        return self.next_url(), self.opportunity.title

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        chosen = [self.others[code] for code in said["councils"]] if said["whom"] == SOME else []
        shared = share(self.opportunity, councils=chosen, with_all=said["whom"] == ALL, by=self.user)
        return f"“{shared.title}” is {shared_in_words(shared)} now."

    def next_url(self) -> str:
        return reverse("edit_opportunity", kwargs={"opportunity": self.opportunity.public_id})

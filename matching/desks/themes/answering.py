"""Adding what we did about a theme or will do, and saying that a promise is kept."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from config.accounts.models import User
from config.reference.named_owners import can_be_named, named_owners
from config.reference.vocabulary import terms
from config.screens.pages import FormScreen
from matching.desks.lists import CouncilScreen
from matching.desks.themes.forms import DONE, AddAnswerForm, FinishAnswerForm
from matching.panel.themes.actions import Done, add_done, keep_promise, promise
from matching.panel.themes.models import ThemeAnswer
from matching.panel.themes.policies import ANSWERS


class AddAnswer(CouncilScreen, FormScreen):
    may = ANSWERS
    form_class = AddAnswerForm
    heading, button = "Add what we did", "Add it"
    lead = "The panel and the Board read here what became of what young people said."

    def back(self) -> tuple[str, str]:
        return reverse("themes"), "Why young people are not in EET"

    @cached_property
    def groups(self) -> dict[str, Any]:
        return terms("theme_groups", council=self.council, on=self.today)

    @cached_property
    def people(self) -> list[User]:
        return list(can_be_named(self.council))

    def form_kwargs(self) -> dict[str, Any]:
        return {"groups": [(code, row.label) for code, row in self.groups.items()], "people": self.people}

    def initial(self) -> dict[str, Any]:
        """The theme it was opened from, with the person who stands behind its owner."""
        asked = self.request.GET.get("group", "")
        if asked not in self.groups:
            return {}
        named = named_owners(self.council).get(self.groups[asked].attributes["owner"])
        acts = named.acts if named else None
        return {"group": asked, "owner": str(acts.public_id) if acts else ""}

    def act(self, form: AddAnswerForm) -> str:
        said = form.cleaned_data
        self.theme = said["group"]
        if said["state"] == DONE:
            done = Done(said["said"], said["done_on"], said["since_then"])
            add_done(group=said["group"], words=said["words"], done=done, council=self.council, by=self.user)
            return "Added to “You said, we did”."
        owner = next((user for user in self.people if str(user.public_id) == said["owner"]), None)
        promise(
            group=said["group"], words=said["words"], owner=owner, due_on=said["due_on"], council=self.council,
            by=self.user,
        )  # fmt: skip
        return f"Added as the next action for {self.groups[said['group']].label}."

    def next_url(self) -> str:
        return reverse("theme", args=[self.theme])


class FinishAnswer(CouncilScreen, FormScreen):
    """What was promised is done."""

    may = ANSWERS
    form_class = FinishAnswerForm
    heading, button = "Say what we did", "Say that it is done"

    @cached_property
    def answer(self) -> ThemeAnswer:
        rows = ThemeAnswer.objects.of(self.council).planned()
        return self.one(rows, public_id=self.kwargs["answer"])

    def back(self) -> tuple[str, str]:
        return self.next_url(), terms("theme_groups", council=self.council)[self.answer.group].label

    def initial(self) -> dict[str, Any]:
        return {"words": self.answer.words, "said": self.answer.said, "done_on": self.today}

    def act(self, form: FinishAnswerForm) -> str:
        said = form.cleaned_data
        done = Done(said["said"], said["done_on"], said["since_then"])
        keep_promise(self.answer, words=said["words"], done=done, by=self.user)
        return "Done. It stands under “You said, we did”."

    def next_url(self) -> str:
        return reverse("theme", args=[self.answer.group])

"""A story in their own words, written down by the adviser, and what it may be used for (R3)."""

from functools import cached_property
from typing import Any

from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.forms import YES_NO, ChoiceField, Form, SeveralField, WordsField
from config.screens.pages import FormScreen
from matching.desks.links import address
from matching.desks.young_person.base import PersonForm
from matching.nominations.models import AgreementToShare
from matching.outcomes import stories
from matching.outcomes.models import Story

NOT_AT_ALL = "Leave all boxes empty, and it is used for nothing."


class UseForm(Form):
    uses = SeveralField("What may it be used for?", Story.Use.choices, hint=NOT_AT_ALL)
    with_first_name = ChoiceField(
        "With their first name?", YES_NO, missing="Choose with or without the first name", inline=True
    )
    how = ChoiceField("How did they agree?", AgreementToShare.How.choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("uses") and not said.get("how"):
            self.add_error("how", "Say how they agreed to it")
        return said

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"with_first_name": self.cleaned_data["with_first_name"] == "yes"}


class StoryForm(UseForm):
    words = WordsField("In their own words", most=2000, rows=6, missing="Write the story in their words")
    field_order = ("words",)


class TellStory(PersonForm):
    group = "placements"
    form_class = StoryForm
    heading = "{who}’s story"
    lead = (
        "As {who} tells it, unrepaired. Nobody else reads it unless {who} agrees, and {who} can take that back any day."
    )
    button = "Keep this story"

    def act(self, form: StoryForm) -> str:
        stories.tell(person=self.person, by=self.user, **form.said())
        return f"Kept. {self.person.called} can take back any day what it is used for."


class UseOfStory(FormScreen):
    """What one story may be used for from now on."""

    may = (Permission.RECORD_PROGRESS,)
    form_class = UseForm
    template_name = "following/story.html"
    button = "Save what it is used for"

    @cached_property
    def story(self) -> Story:
        rows = Story.objects.visible_to(self.user).select_related("person__council", "recorded_by")
        return self.one(rows, public_id=self.kwargs["story"])

    def initial(self) -> dict[str, Any]:
        return {"uses": self.story.uses, "with_first_name": "yes" if self.story.with_first_name else "no"}

    def context(self) -> dict[str, Any]:
        person = self.story.person
        record_view([person], council=person.council, by=self.user, purpose="story", fields=["story"])
        return {"heading": f"{person.called}’s story", "story": self.story}

    def back(self) -> tuple[str, str]:
        return self.next_url(), self.story.person.called

    def act(self, form: UseForm) -> str:
        stories.agree_to_use(self.story, by=self.user, **form.said())
        used = " and ".join(label[:1].lower() + label[1:] for label in self.story.used_for)
        return f"From now on it may be used {used}." if used else "From now on it is used for nothing."

    def next_url(self) -> str:
        return address("person_progress", person=self.story.person.public_id)

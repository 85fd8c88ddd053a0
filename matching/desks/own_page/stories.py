"""My story: told on the own page, with what it may be used for, and taken back there (R3)."""

from typing import Any

from django.db.models import QuerySet

from config.screens.forms import Form, SeveralField, TickField, WordsField
from matching.desks.own_page.base import OwnAction, OwnForm
from matching.desks.own_page.views import READ_TODAY
from matching.outcomes import stories
from matching.outcomes.models import Story

USES = ((Story.Use.PACK, "A report that some people at the council read"), (Story.Use.WEBSITE, "The council’s website"))
HOW = "link"


class OwnStoryForm(Form):
    words = WordsField("What happened?", most=2000, rows=6, missing="Type a few words")
    uses = SeveralField("Who may read it?", USES, hint="Tick nothing, and only you and your adviser read it.")
    with_first_name = TickField("You can use my first name")


class OwnStory(OwnForm):
    form_class = OwnStoryForm
    template_name = "own_page/story.html"
    heading = "My story"
    button = "Keep my story"
    shows = ("story",)

    def context(self) -> dict[str, Any]:
        return {"stories": self.person.stories.all()}

    def act(self, form: OwnStoryForm) -> str:
        said = form.cleaned_data
        how = HOW if said["uses"] else ""
        story = stories.tell(person=self.person, by=None, how=how, **said)
        if self.person.concerns.filter(source_id=story.public_id).exists():
            return READ_TODAY.format(adviser=self.adviser)
        return "Kept. You can take it back any day."

    def next_url(self) -> str:
        return self.page("own_story")


class TakeBackStory(OwnAction):
    def stories(self) -> QuerySet[Story]:
        return self.person.stories.all()

    def act(self) -> str:
        stories.take_back(self.one(self.stories(), public_id=self.kwargs["story"]), by=None)
        return "Taken back. Nobody uses it any more."

    def next_url(self) -> str:
        return self.page("own_story")

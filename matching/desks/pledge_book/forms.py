"""Forms of events, paper cards and pledges."""

from typing import Any

from config.accounts.models import Council
from config.reference.vocabulary import terms
from config.screens.forms import (
    ChoiceField,
    DayField,
    EmailField,
    Form,
    HiddenField,
    PostcodeField,
    SelectField,
    TextField,
    WholeNumberField,
    WordsField,
)
from employers.models import BusinessEvent, Employer
from opportunities.models import Pledge
from opportunities.vocabulary.career_categories import CATEGORIES

KINDS_ON_A_CARD = 3
HOW_MANY = "Type how many, such as 2"
ALL_YEAR = "No event: all year round"


class EventForm(Form):
    name = TextField("What is the event called?", missing="Type the event's name, such as Open Doors", most=150)
    held_on = DayField("On which day is it?", missing="Type the day of the event, such as 21 1 2027")
    postcode = PostcodeField("Postcode of the place", hint="Leave it empty where it is not known yet.")


class PastedForm(Form):
    pasted = WordsField("The words", missing="Paste the words first, or go back and type the card", most=5_000, rows=8)


class CardForm(Form):
    """A paper card: who, and up to three things."""

    organisation = TextField("Organisation", missing="Type the organisation on the card", most=150)
    kind_of_organisation = ChoiceField(
        "What kind of organisation is it?", Employer.Kind.choices, missing="Choose what kind of organisation it is"
    )
    name = TextField("Name of the contact", most=100)
    email = EmailField("E-mail")
    phone = TextField("Telephone number", most=30, width=20)
    postcode = PostcodeField("Postcode of the place of work")
    category = SelectField(
        "Kind of work",
        [(one.code, one.label) for one in CATEGORIES],
        nothing="Not known yet",
        wrong="Choose a kind of work",
    )
    words = WordsField("What they wrote, in their own words", most=1000)
    number = TextField("Number printed on the card", hint="Leave it empty where there is none.", most=30, width=10)

    def __init__(self, *args: Any, council: Council, day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, term.label) for code, term in terms("kinds", council=council, on=day).items()]
        for place in range(1, KINDS_ON_A_CARD + 1):
            missing = "Choose at least one thing that stands on the card" if place == 1 else ""
            label = "What do they offer?" if place == 1 else f"Offer {place}, where there is one"
            self.fields[f"kind_{place}"] = SelectField(label, kinds, missing=missing, wrong="Choose from the list")
            self.fields[f"many_{place}"] = WholeNumberField("How many?", least=1, most=500, wrong=HOW_MANY)
        offers = [f"{field}_{place}" for place in range(1, KINDS_ON_A_CARD + 1) for field in ("kind", "many")]
        self.order_fields(["organisation", "kind_of_organisation", *offers])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for place in range(1, KINDS_ON_A_CARD + 1):
            kind, many = f"kind_{place}", f"many_{place}"
            if said.get(kind) and many not in self.errors and not said.get(many):
                self.add_error(many, HOW_MANY)
            if said.get(many) and kind not in self.errors and not said.get(kind):
                self.add_error(kind, "Choose what these are")
        return said

    @property
    def promised(self) -> list[tuple[str, int]]:
        """Kind and number of each offer; a kind that stands twice is counted together."""
        said, sums = self.cleaned_data, dict[str, int]()
        for place in range(1, KINDS_ON_A_CARD + 1):
            if kind := said[f"kind_{place}"]:
                sums[kind] = sums.get(kind, 0) + said[f"many_{place}"]
        return list(sums.items())


class PledgeForm(Form):
    """What can be put right in a pledge."""

    title = TextField("What is it, in a few words?", missing="Type what is offered, such as Garage assistant", most=150)
    kind = SelectField("Kind", missing="Choose what kind of offer it is")
    quantity_pledged = WholeNumberField("How many?", least=1, missing=HOW_MANY)
    category = SelectField(
        "Kind of work",
        [(one.code, one.label) for one in CATEGORIES],
        nothing="Not known yet",
        wrong="Choose a kind of work",
    )
    employer = SelectField("Who offers it?", missing="Choose who offers it")
    event = SelectField("At which event?", nothing=ALL_YEAR, wrong="Choose an event from the list")
    postcode = PostcodeField("Postcode of the place of work")
    could_start = SelectField(
        "When could it start?", Pledge.CouldStart.choices, nothing="Not known yet", wrong="Choose when it could start"
    )
    description = WordsField("In their own words", most=2000)

    def __init__(self, *args: Any, council: Council, day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, term.label) for code, term in terms("kinds", council=council, on=day).items()]
        offerers = Employer.objects.filter(council=council).order_by("name")
        named = [(str(one.public_id), f"{one.name}, {one.postcode}" if one.postcode else one.name) for one in offerers]
        events = BusinessEvent.objects.filter(council=council)
        days = [(str(one.public_id), f"{one.name}, {one.held_on:%-d %B %Y}") for one in events]
        self._choose("kind", [("", "Choose"), *kinds])
        self._choose("employer", [("", "Choose"), *named])
        self._choose("event", [("", ALL_YEAR), *days])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, SelectField)
        field.choices = choices


class DraftForm(Form):
    places = WholeNumberField("How many places?", least=1, missing="Type how many places to draft, such as 1")


class NextState(Form):
    """The button that was pressed."""

    target = HiddenField()

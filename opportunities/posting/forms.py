"""What is asked in each part of posting an opportunity."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from config.accounts.models import Council
from config.reference.vocabulary import terms
from config.screens.forms import (
    YES_NO,
    YES_NO_UNKNOWN,
    ChoiceField,
    DayField,
    DecimalField,
    Form,
    MoneyField,
    SelectField,
    SeveralField,
    TextField,
    WholeNumberField,
    WordsField,
)
from employers.models import Employer
from opportunities.imports.sites import split_address
from opportunities.models import Opportunity
from opportunities.posting.help import grouped
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.pay import plausible_pay

ANSWERS = {"yes": True, "no": False}
BY_ANSWER = {True: "yes", False: "no", None: "unknown"}


COUNCIL_ONLY = "council_ringfenced"


class WorkForm(Form):
    """What the work is, of one of `employers`: several are asked for whom it is, outside the council nobody is offered
    the council's own kind.
    """

    kind = SelectField("What do you offer?", missing="Choose what you offer")
    title = TextField(
        "Title",
        missing="Type a title, such as Vehicle technician apprentice",
        hint="As you would say it to a neighbour",
    )
    description = WordsField(
        "What would somebody do?",
        most=4_000,
        rows=7,
        missing="Say in a few sentences what somebody would do",
        hint="Three or four plain sentences. What is a good day like?",
    )
    category = SelectField(
        "Kind of work",
        [(category.code, category.label) for category in CATEGORIES],
        nothing="Read it from the title",
        wrong="Choose a kind of work from the list",
    )
    duration = TextField("How long does it last? (optional)", most=60, hint="Such as 18 months, or 2 weeks")
    with_training = ChoiceField(
        "Does regulated study come with it, 280 hours a year or more?",
        YES_NO_UNKNOWN,
        inline=True,
        hint="With it, people under 18 can start too",
        missing="Choose if regulated study comes with it, or “Not known yet”",
    )

    def __init__(self, *args: Any, council: Council, today: date, employers: list[Employer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_council = any(employer.kind == Employer.Kind.COUNCIL_DEPARTMENT for employer in employers)
        labels = [
            (code, term.label)
            for code, term in terms("kinds", council=council, on=today).items()
            if of_council or code != COUNCIL_ONLY
        ]
        kind = self.fields["kind"]
        assert isinstance(kind, SelectField)
        kind.choices = [("", "Choose"), *labels]
        if len(employers) > 1:
            names = [(str(employer.public_id), employer.name) for employer in employers]
            self.fields["employer"] = SelectField("Who offers it?", names, missing="Choose who offers it")
            self.order_fields(["employer"])

    @property
    def facts(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("kind", "title", "description", "category", "duration")}
        return said | {"with_training": ANSWERS.get(self.cleaned_data["with_training"])}


class WhereForm(Form):
    """Where: one or several places, or at home."""

    where = ChoiceField(
        "Where is it done?",
        (("places", "At one or more places"), ("home", "From home, or anywhere")),
        reveals={"places": "sites"},
        missing="Choose where it is done",
    )
    sites = WordsField(
        "Address of each place, one on a line",
        most=3_000,
        rows=4,
        hint="With the full postcode at the end, such as 3 Mill Lane, Shipley BD17 7AA",
    )

    def clean(self) -> None:
        places = [split_address(line) for line in self.cleaned_data.get("sites", "").splitlines() if line.strip()]
        self.places = places if self.cleaned_data.get("where") == "places" else []
        if self.cleaned_data.get("where") != "places":
            return
        if not places:
            self.add_error("sites", "Type at least one address, with its full postcode at the end")
        for address, postcode in places:
            if not postcode:
                self.add_error("sites", f"“{address[:60]}” does not end with a full postcode, such as BD17 7AA")


class PlacesForm(Form):
    """How many, from when, until when it can be asked for. `closes_before` and `starts_before` are the days that stand
    there already, and may stay.
    """

    places = WholeNumberField(
        "How many places?",
        least=1,
        most=500,
        width=3,
        missing="Type how many places there are, such as 2",
        wrong="Type how many places there are, such as 2",
    )
    intake_per_month = WholeNumberField(
        "At most how many a month? (optional)",
        least=1,
        most=500,
        width=3,
        hint="If you can only welcome a few at a time",
        wrong="Type how many a month, such as 1, or leave it empty",
    )
    starts_on = DayField("Start date (optional)", hint="Leave it empty if people can start at any time")
    closes_on = DayField("Closing date (optional)", hint="The last day on which we put somebody forward")
    ring_fenced = ChoiceField(
        "Do you keep it for young people the council supports?",
        YES_NO,
        hints={"yes": "A kept place: nobody else is offered it"},
        missing="Choose if you keep it for young people the council supports",
    )

    def __init__(
        self, *args: Any, today: date, closes_before: date | None, starts_before: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.closes_before, self.starts_before = today, closes_before, starts_before

    def clean_starts_on(self) -> date | None:
        starts: date | None = self.cleaned_data["starts_on"]
        if starts and starts < self.today and starts != self.starts_before:
            raise ValidationError("Choose a start date from today on, or leave it empty")
        return starts

    def clean_closes_on(self) -> date | None:
        closes: date | None = self.cleaned_data["closes_on"]
        if closes and closes <= self.today and closes != self.closes_before:
            raise ValidationError("Choose a closing date after today, or leave it empty")
        return closes

    def clean(self) -> None:
        starts, closes = self.cleaned_data.get("starts_on"), self.cleaned_data.get("closes_on")
        if starts and closes and closes > starts:
            self.add_error("closes_on", "Choose a closing date on or before the start date")

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"ring_fenced": self.cleaned_data["ring_fenced"] == "yes"}


class PayForm(Form):
    """Hours and pay. The legal minimum is looked up when the part is saved."""

    hours_per_week = DecimalField(
        "Hours a week (optional)", places=1, suffix="hours", wrong="Type the hours a week, such as 30 or 37.5"
    )
    hours_pattern = TextField(
        "Which days and times? (optional)", most=300, hint="Such as Monday to Friday, 8 am to 4 pm"
    )
    pay_amount = MoneyField("Pay (optional)", wrong="Type the pay in pounds, such as 12.71")
    pay_unit = ChoiceField("Paid by", Opportunity.PayUnit.choices, inline=True)
    pay_words = TextField("Anything else about pay (optional)", most=300, hint="Such as a bonus after six months")

    def clean(self) -> None:
        said = self.cleaned_data
        amount, unit, hours = said.get("pay_amount"), said.get("pay_unit"), said.get("hours_per_week")
        if hours is not None and not Decimal(1) <= hours <= Decimal(60):
            self.add_error("hours_per_week", "Type the hours a week, such as 30 or 37.5")
        if amount is not None and not unit and not self.has_error("pay_unit"):
            self.add_error("pay_unit", "Say whether the pay is by the hour, week, month or year")
        elif amount and unit and plausible_pay(amount, unit) is None:
            self.add_error("pay_amount", f"Can £{amount:,.2f} a{'n' * (unit == 'hour')} {unit} be right? Check the pay")

    @property
    def facts(self) -> dict[str, Any]:
        unit = self.cleaned_data["pay_unit"] if self.cleaned_data["pay_amount"] is not None else ""
        return self.cleaned_data | {"pay_unit": unit}


class HelpForm(Form):
    """What you give: groups of ticks, and what you cannot give. Interviews are asked where the kind has them."""

    def __init__(self, *args: Any, opportunity: Opportunity, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = grouped(opportunity.council, today)
        self.asks_interview = kinds()[opportunity.kind].route == "work"
        for name, (heading, labels) in self.groups.items():
            self.fields[name] = SeveralField(heading, labels)
        everything = [label for _, labels in self.groups.values() for label in labels]
        self.fields["support_not_given"] = SeveralField("You cannot give", everything)
        if self.asks_interview:
            self.fields["guaranteed_interview"] = ChoiceField(
                "Do you promise an interview to everyone who meets what you ask?",
                YES_NO,
                hints={"yes": "We set a day for it, 15 working days after you hear of somebody"},
                reveals={"yes": "contextual_minimum"},
                missing="Choose if you promise an interview",
            )
            self.fields["contextual_minimum"] = TextField(
                "What is the least somebody needs for that interview? (optional)", most=300
            )

    @property
    def ticks(self) -> list[Any]:
        return [self[name] for name in self.groups]

    def clean(self) -> None:
        self.given = sorted(code for name in self.groups for code in self.cleaned_data.get(name, ()))
        both = set(self.given) & set(self.cleaned_data.get("support_not_given", ()))
        if both:
            labels = dict(label for _, labels in self.groups.values() for label in labels)
            names = ", ".join(f"“{labels[code]}”" for code in sorted(both))
            self.add_error("support_not_given", f"You say that you give {names} and that you cannot: choose one")

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "support_given": self.given,
            "support_not_given": sorted(self.cleaned_data["support_not_given"]),
        }
        if self.asks_interview:
            promised = self.cleaned_data["guaranteed_interview"] == "yes"
            least = self.cleaned_data["contextual_minimum"] if promised else ""
            facts |= {"guaranteed_interview": promised, "contextual_minimum": least}
        return facts


class ExtendForm(Form):
    """A later closing date."""

    closes_on = DayField(
        "New closing date", missing="Type the new closing date", hint="The last day on which we put somebody forward"
    )


class ListAgainForm(Form):
    """New dates for a closed one."""

    places = WholeNumberField(
        "How many places in all, with those taken?",
        least=1,
        most=500,
        width=3,
        missing="Type how many places there are, such as 2",
        wrong="Type how many places there are, such as 2",
    )
    starts_on = DayField("Start date (optional)")
    closes_on = DayField("Closing date (optional)")


class DraftFromPledgeForm(Form):
    """How many of a pledge's places this opportunity gets."""

    title = TextField("Title", missing="Type a title, such as Vehicle technician apprentice")
    places = WholeNumberField(
        "How many places of your pledge?",
        least=1,
        most=500,
        width=3,
        missing="Type how many places, such as 2",
        wrong="Type how many places, such as 2",
    )

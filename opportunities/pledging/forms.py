"""The three questions of a pledge without an account (screens.md 6)."""

from typing import Any

from django.core.exceptions import ValidationError

from config.accounts.models import Council
from config.refusal import Refused
from config.screens.forms import (
    ChoiceField,
    EmailField,
    Form,
    PostcodeField,
    SelectField,
    SeveralField,
    TextField,
    WholeNumberField,
    WordsField,
)
from opportunities.models import Pledge
from opportunities.pledging.actions import MOST
from opportunities.pledging.kinds import HELP, MAIN, OFFERED, SOMETHING_ELSE

FEWEST_FIGURES = 7
KINDS = [
    *((offered.code, offered.label) for offered in MAIN),
    (SOMETHING_ELSE, "Something else that helps: work clothes, driving lessons, a laptop, a van"),
]


class OfferForm(Form):
    """What could you offer? `councils` are asked only where there are several."""

    kinds = SeveralField("Choose all you might do", KINDS, missing="Choose at least one thing you could offer")

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(councils) > 1:
            names = [(str(council.public_id), council.name) for council in councils]
            self.fields["council"] = SelectField("Which council is it for?", names, missing="Choose a council")
            self.order_fields(["council", "kinds"])


class HowManyForm(Form):
    """How many of each chosen kind, where and when. `chosen` are codes of `KINDS`."""

    def __init__(self, *args: Any, chosen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.main = [offered for offered in MAIN if offered.code in chosen]
        self.help = list(HELP) if SOMETHING_ELSE in chosen else []
        for offered in self.main:
            thing = offered.many.format("").strip()
            example = f"Type how many {thing[0].lower()}{thing[1:]}, such as 2" if offered.many[:2] == "{}" else ""
            words = example or f"{offered.ask}? Type a number, such as 2"
            self.fields[offered.code] = WholeNumberField(
                offered.ask, least=1, most=MOST, width=3, missing=words, wrong=words
            )
        for offered in self.help:
            words = f"{offered.ask}: type a number, such as 2, or leave it empty"
            self.fields[offered.code] = WholeNumberField(offered.ask, least=1, most=MOST, width=3, wrong=words)
        if self.main:
            self.fields["postcode"] = PostcodeField(
                "Postcode of the workplace",
                wrong="Type a full postcode, such as ZZ1 1AA",
                missing="Type a full postcode, such as ZZ1 1AA",
            )
        self.fields["could_start"] = ChoiceField(
            "When could it start?", Pledge.CouldStart.choices, missing="Choose when it could start, or “Not sure yet”"
        )
        self.fields["words"] = WordsField("Anything else you want to say (optional)", most=500)

    @property
    def numbers(self) -> list[Any]:
        return [self[offered.code] for offered in self.main]

    @property
    def help_numbers(self) -> list[Any]:
        return [self[offered.code] for offered in self.help]

    @property
    def the_rest(self) -> list[Any]:
        return [self[name] for name in ("postcode", "could_start", "words") if name in self.fields]

    def clean(self) -> None:
        given = [self.cleaned_data.get(offered.code) for offered in self.help]
        broken = any(offered.code in self.errors for offered in self.help)
        if self.help and not any(given) and not broken:
            self.add_error(self.help[0].code, "Type how many next to at least one thing that helps")

    @property
    def promised(self) -> dict[str, int]:
        """Numbers by kind, of those that were given."""
        return {code: number for code in OFFERED if (number := self.cleaned_data.get(code))}


class WhoForm(Form):
    """Who should we talk to? The last box is hidden: only a machine fills it in."""

    organisation = TextField("Organisation", missing="Type the name of your organisation")
    name = TextField("Your name", most=100, missing="Type your name")
    email = EmailField("E-mail", missing="Type an e-mail with an @", hint="We send a copy of your pledge there")
    phone = TextField("Phone (optional)", most=30)
    website = TextField("Leave this box empty", most=200)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < FEWEST_FIGURES:
            raise ValidationError("Type the phone number with its area code, such as 01274 496 000, or leave it empty")
        return phone

    def check_is_a_person(self) -> None:
        """Raises Refused where the hidden box was filled in."""
        if self.cleaned_data.get("website"):
            raise Refused("Leave the last box empty; it is there to stop machines. Then send your pledge again.")


class SignedInForm(Form):
    """Somebody who is signed in has told us who they are."""

    def check_is_a_person(self) -> None:
        """They signed in."""

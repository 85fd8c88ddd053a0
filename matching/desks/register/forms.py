"""Forms of the employer register."""

from typing import Any

from config.screens.forms import ChoiceField, DayField, EmailField, Form, PasswordField, PostcodeField, TextField
from employers.models import Employer

COVENANT = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet"))
CHECKS = Employer.SafeguardingCheck


class EmployerForm(Form):
    name = TextField("Name", missing="Type the employer's name", most=150)
    kind = ChoiceField("What kind of organisation is it?", Employer.Kind.choices, missing="Choose what kind it is")
    sector = TextField("What it does", hint="Such as “Motor trade” or a career category.", most=60)
    postcode = PostcodeField("Postcode", hint="Leave it empty where it is not known.")
    covenant = ChoiceField(
        "Has it signed the Care Leaver Covenant?", COVENANT, missing="Choose yes, no or not known yet", inline=True
    )


class ContactForm(Form):
    name = TextField("Name", missing="Type the contact's name", most=100)
    email = EmailField("E-mail", hint="Leave it empty where it is not known.")
    phone = TextField("Telephone number", most=30, width=20)


class CheckForm(Form):
    state = ChoiceField(
        "Where does the safeguarding check stand?",
        CHECKS.choices,
        missing="Choose where the check stands",
        reveals={"cleared": "on"},
        hints={"unknown": "Nobody has looked yet.", "open": "It is being done.", "cleared": "It is done and fine."},
    )
    on = DayField("On which day was it cleared?")


class InvitedForm(Form):
    name = TextField("Your name", missing="Type your name, as people at work know you", most=100)
    password = PasswordField(
        "Choose a password",
        missing="Choose a password of 12 characters or more",
        hint="12 characters or more. Three words of your own are a good start.",
    )
    again = PasswordField("The same password again", missing="Type the same password again")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", "The two passwords are not the same. Type both again")
        return said

"""Forms of the aspiration audit's rounds."""

from config.screens.forms import DayField, Form, TextField


class RoundForm(Form):
    name = TextField("What is this round called?", missing="Type a name, such as Spring 2027", most=100, width=30)
    opened_on = DayField("From which day do you ask?", missing="Type the first day of asking, such as 1 3 2027")


class CloseRoundForm(Form):
    on = DayField("On which day does it close?", missing="Type the day it closes, such as 31 5 2027")

"""What an adviser looks for. The form is read from the address, so that a search can be kept and sent."""

from typing import Any

from django.contrib.gis.geos import Point

from config.places.postcodes import look_up
from config.screens.forms import DayField, Form, PostcodeField, SelectField, TextField, WholeNumberField
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds


class FindForm(Form):
    words = TextField("Words", hint="Such as cars, animals or looking after people")
    kind = SelectField("Kind of offer")
    category = SelectField("Kind of work")
    near = PostcodeField("Near this postcode")
    open_on = DayField("Still open on")
    km = WholeNumberField("At most this far, in kilometres", least=1, most=100, wrong="Type kilometres, such as 10")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("kind", [("", "Any kind"), *((kind.code, kind.label) for kind in kinds().values())])
        self.choose("category", [("", "Any work"), *((category.code, category.label) for category in CATEGORIES)])

    point: Point | None = None

    def clean_near(self) -> str:
        """The postcode, if we know where it is."""
        postcode = self.cleaned_data["near"]
        found = look_up([postcode]).get(postcode) if postcode else None
        if postcode and (found is None or found.location is None):
            self.add_error("near", "We do not know where this postcode is. Check it, or use one nearby")
        self.point = found.location if found else None
        return str(postcode)

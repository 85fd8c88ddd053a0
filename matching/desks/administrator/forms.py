"""The form of a set of weights."""

from datetime import date
from typing import Any

from config.screens.forms import DayField, Form, HiddenField, TextField, WholeNumberField, WordsField
from matching.engine.weights import PARTS, TOTAL

PART_WORDS = {
    "wording": ("Own words", "How near the person's words are to the offer's."),
    "occupation": ("Kind of work", "Whether it is the work they hope for, or near it."),
    "travel": ("Travel", "How long the journey takes."),
    "readiness": ("Readiness", "Whether the offer is made for where they are now."),
    "preferences": ("Kind of offer and hours", "Whether it is the kind of offer, and the hours, that they want."),
    "support": ("Support", "Whether what helps them is given."),
}


class WeightsForm(Form):
    """Whole points a part, together 100. `previewed` holds the points whose effect was shown."""

    name = TextField("Name of this set", most=60, missing="Type a name, such as Nearer home 2027", width=20)
    valid_from = DayField("In force from", missing="Type the day from which it counts")
    wording, occupation, travel, readiness, preferences, support = (
        WholeNumberField(
            words, hint=hint, most=TOTAL, missing=f"Type the points for “{words}”, 0 to 100", width=3,
            wrong=f"Type the points for “{words}” as a whole number, 0 to 100",
        )
        for words, hint in map(PART_WORDS.__getitem__, PARTS)
    )  # fmt: skip
    reason = WordsField("Why do the weights change?", most=300, missing="Say why the weights change")
    previewed = HiddenField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def points(self) -> dict[str, int]:
        return {part: self.cleaned_data[part] for part in PARTS}

    @property
    def in_short(self) -> str:
        return "-".join(map(str, self.points.values()))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("valid_from") and said["valid_from"] < self.today:
            self.add_error("valid_from", "Type today or a day to come: lists drawn up before keep their weights")
        if all(part in said for part in PARTS) and (total := sum(self.points.values())) != TOTAL:
            way_out = f"Take {total - TOTAL} away" if total > TOTAL else f"Add {TOTAL - total}"
            self.add_error(None, f"The points add up to {total}. {way_out}, so that they make {TOTAL}.")
        return said

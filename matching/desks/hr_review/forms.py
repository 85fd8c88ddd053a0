"""The three questions of the barrier review (O4), and what happens then."""

from typing import Any

from config.screens.forms import YES_NO, ChoiceField, Form, WordsField


class ReviewForm(Form):
    """Three answers, and whether the vacancy goes live or back to its department."""

    appropriate = ChoiceField(
        "Is it right for someone starting out?",
        YES_NO,
        missing="Say if it is right for someone starting out",
    )
    entry_is_barrier = ChoiceField(
        "Is the entry point a barrier?",
        YES_NO,
        hint="Years of experience, a degree, GCSEs, an own car, no gaps: does the work itself need it?",
        reveals={"yes": "kept_because"},
        missing="Say if the entry point is a barrier",
    )
    kept_because = WordsField("If it stays as it is, why?", most=1_000, rows=3)
    interview_guaranteed = ChoiceField(
        "Is an interview guaranteed?",
        YES_NO,
        hint="To each young person the council supports who meets what is asked. We then watch its day",
        missing="Say if an interview is guaranteed",
    )
    outcome = ChoiceField(
        "What happens now?",
        (("live", "It goes live"), ("back", "It goes back to the department, with words")),
        reveals={"back": "words"},
        missing="Choose if it goes live or back to the department",
    )
    words = WordsField("What should the department change?", most=2_000, rows=4)

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("outcome") == "back" and not said.get("words"):
            self.add_error("words", "Say what the department should change; they read your words")
        if said.get("outcome") != "live":
            return
        if said.get("appropriate") == "no":
            self.add_error("outcome", "You say it is not right for someone starting out: send it back with words")
        if said.get("entry_is_barrier") == "yes" and not said.get("kept_because"):
            self.add_error("kept_because", "Say why the entry point stays as it is, or send it back with words")

    @property
    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        yes = {name: said[name] == "yes" for name in ("appropriate", "entry_is_barrier", "interview_guaranteed")}
        goes_back = said["outcome"] == "back"
        kept = said["kept_because"] if yes["entry_is_barrier"] and not goes_back else ""
        return yes | {"kept_because": kept, "words": said["words"] if goes_back else ""}

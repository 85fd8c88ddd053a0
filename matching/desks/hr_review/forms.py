"""What was found in the wording, the three questions of the barrier review (O4), and what happens then."""

from collections.abc import Sequence
from typing import Any

from config.screens.forms import YES_NO, ChoiceField, Form, WordsField
from opportunities.barrier_review.findings import Finding

DECISIONS = (("soften", "Ask the department to soften it"), ("keep", "Keep it, with a reason"))


class ReviewForm(Form):
    """A decision on each clause found, three answers, and whether the vacancy goes live or back to its department."""

    def __init__(self, *args: Any, findings: Sequence[Finding] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = findings
        asked: dict[str, Any] = {}
        for number, finding in enumerate(findings, start=1):
            asked[f"finding_{number}"] = ChoiceField(
                f"“{finding.words}”",
                DECISIONS,
                hint=finding.clause.softer,
                reveals={"keep": f"reason_{number}"},
                missing=f"Choose whether “{finding.words}” stays",
            )
            asked[f"reason_{number}"] = WordsField("Why does it stay?", most=500, rows=2)
        self.fields = asked | self.fields

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
        self._clean_findings()
        if said.get("outcome") == "back" and not said.get("words") and not self._softer:
            self.add_error("words", "Say what the department should change; they read your words")
        if said.get("outcome") != "live":
            return
        if said.get("appropriate") == "no":
            self.add_error("outcome", "You say it is not right for someone starting out: send it back with words")
        if said.get("entry_is_barrier") == "yes" and not said.get("kept_because"):
            self.add_error("kept_because", "Say why the entry point stays as it is, or send it back with words")

    def _clean_findings(self) -> None:
        said = self.cleaned_data
        for number, finding in enumerate(self.findings, start=1):
            if said.get(f"finding_{number}") == "keep" and not said.get(f"reason_{number}"):
                self.add_error(f"reason_{number}", f"Say why “{finding.words}” stays")
        if self._softer and said.get("outcome") == "live":
            self.add_error("outcome", "You ask the department to soften something: send it back")

    @property
    def _softer(self) -> list[str]:
        """What the department reads of each clause to be softened."""
        decided = enumerate(self.findings, start=1)
        return [
            f"“{finding.words}”: {finding.clause.why} {finding.clause.softer}"
            for number, finding in decided
            if self.cleaned_data.get(f"finding_{number}") == "soften"
        ]

    @property
    def _decided(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            finding.as_kept | {"decision": said[f"finding_{number}"], "reason": said[f"reason_{number}"]}
            for number, finding in enumerate(self.findings, start=1)
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        yes = {name: said[name] == "yes" for name in ("appropriate", "entry_is_barrier", "interview_guaranteed")}
        goes_back = said["outcome"] == "back"
        kept = said["kept_because"] if yes["entry_is_barrier"] and not goes_back else ""
        words = "\n\n".join(filter(None, [said["words"], *self._softer])) if goes_back else ""
        return yes | {"kept_because": kept, "words": words, "findings": self._decided}

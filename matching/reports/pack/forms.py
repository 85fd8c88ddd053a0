"""What is asked of who draws up, agrees or corrects a pack."""

from config.screens.forms import Form, WordsField


class CorrectionForm(Form):
    because = WordsField(
        "What was wrong?",
        most=300,
        missing="Say what was wrong, in a sentence",
        hint="It stands on the new version. The agreed one stays as it is until you agree the new one.",
    )

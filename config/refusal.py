"""The one exception for 'this cannot be done now': its text is a sentence for the person who tried."""


class Refused(Exception):
    """A rule or a state does not allow the action. `str(error)` says why and, where there is one, the way out.

    `field` names the form's field that the sentence belongs to, where there is one.
    """

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotAllowed(Refused):
    """The person's roles do not allow the action."""

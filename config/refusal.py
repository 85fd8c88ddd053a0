"""The one exception for 'this cannot be done now': its text is a sentence for the person who tried."""


class Refused(Exception):
    """A rule or a state does not allow the action. `str(error)` says why and, where there is one, the way out."""


class NotAllowed(Refused):
    """The person's roles do not allow the action."""

"""The one exception for a file that cannot be read: its text is a sentence for the person who sent it."""


class SheetError(Exception):
    """`str(error)` says what is the matter with the file and what to do."""

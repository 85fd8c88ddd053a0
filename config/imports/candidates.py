"""What a person can answer to a question that a file left: its candidates, in words."""

from datetime import date
from uuid import UUID

from config.accounts.models import User
from config.imports.models import ValueToConfirm
from config.imports.readers import reader_of


def answers_to(asked: ValueToConfirm) -> list[tuple[str, str]]:
    """Code and words of each candidate, in their order."""
    reader = reader_of(asked.file.source)
    people = _people(asked)
    return [
        (code, people.get(code) or _day(code) or reader.words_for(asked.column, code) or _plain(code))
        for code in asked.candidates
    ]


def _people(asked: ValueToConfirm) -> dict[str, str]:
    ids = [code for code in asked.candidates if is_id(code)]
    users = User.objects.filter(council=asked.council_id, public_id__in=ids) if ids else ()
    return {str(user.public_id): f"{user.name} ({user.email})" for user in users}


def is_id(code: str) -> bool:
    try:
        UUID(code)
    except ValueError:
        return False
    return True


def _day(code: str) -> str:
    try:
        day = date.fromisoformat(code)
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}" if "-" in code else ""


def _plain(code: str) -> str:
    """A code as words, where nobody has better ones; names of teams stay as they are."""
    return code.replace("_", " ").capitalize() if code.islower() else code

"""Finding who works with somebody by the name that a case system gives, and the manager who looks after the record."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.imports.labels import BLANKS, NO_LETTERS, Reading
from config.refusal import Refused

NOBODY = BLANKS | {"unallocated", "not allocated", "vacant", "vacancy", "unassigned", "tbc", "no worker"}
IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
CLOSE_NAME = 80  # of 100
MOST_CANDIDATES = 3
LONGEST_CODE = 40


def plain_name(name: str) -> str:
    """Its words in alphabetical order, no accents, capitals or remarks: "Beck, Rowan (PA)" is "beck rowan"."""
    letters = unicodedata.normalize("NFKD", IN_BRACKETS.sub(" ", name)).encode("ascii", "ignore").decode().casefold()
    return " ".join(sorted(re.findall(r"[a-z]+", letters.replace("'", ""))))


def is_manager(user: User) -> bool:
    return "team_manager" in user.roles


class Workers:
    """The active users of one council who work with young people, by name and by team. One query."""

    def __init__(self, council: Council) -> None:
        users = User.objects.filter(council=council, is_active=True).order_by("name", "pk")
        self.users = [user for user in users if user.may(Permission.SEE_OWN_CASELOAD)]
        self.by_id = {str(user.public_id): user for user in self.users}
        self.by_name: dict[str, list[User]] = defaultdict(list)
        for user in self.users:
            self.by_name[plain_name(user.name)].append(user)
        self.managers = [user for user in self.users if is_manager(user)]
        self._read_before: dict[str, Reading[str]] = {}

    def read(self, text: str) -> Reading[str]:
        """The public id of the one person of that name. Two of one name, and a close spelling, are asked."""
        if text not in self._read_before:
            self._read_before[text] = self._read(text)
        return self._read_before[text]

    def _read(self, text: str) -> Reading[str]:
        plain = plain_name(text)
        if text in self.by_id:
            return Reading(text, "code", sentence=f"This is {self.by_id[text]}.")
        if text.casefold() in NOBODY or NO_LETTERS.fullmatch(text):
            return Reading(None, "blank", sentence="Nobody is named.")
        exact = self.by_name.get(plain, [])
        if len(exact) == 1:
            return Reading(str(exact[0].public_id), "words", sentence=f"“{text}” is {exact[0]}.")
        return self._ask(text, exact or self._close(plain))

    def _close(self, plain: str) -> list[User]:
        near = extract(plain, self.by_name.keys(), scorer=ratio, score_cutoff=CLOSE_NAME, limit=MOST_CANDIDATES)
        return [user for name, _, _ in near for user in self.by_name[name]]

    def _ask(self, text: str, candidates: Sequence[User]) -> Reading[str]:
        if not candidates:
            sentence = f"Nobody called “{text}” works with young people here. Say who it is, or add them as a user."
            return Reading(None, "unknown", (), f"{sentence} Until then the team manager looks after this record.")
        names = " or ".join(f"{user} ({user.email})" for user in candidates)
        ids = tuple(str(user.public_id) for user in candidates)
        return Reading(
            None, "close", ids, f"“{text}” may be {names}. Say who it is; until then the team manager is asked."
        )

    def has_manager_of(self, team: str) -> bool:
        return any(user.team.casefold() == team.casefold() for user in self.managers)

    def teams(self) -> tuple[str, ...]:
        """The teams that a manager has, in alphabetical order; codes of questions have no more than 40 letters."""
        return tuple(sorted({user.team for user in self.managers if 0 < len(user.team) <= LONGEST_CODE}))

    def manager_of(self, team: str, now: User | None = None) -> User:
        """The manager of the team: the one of now, if still a manager there, else the first by name, else any.

        Raises Refused when the council has none: nobody is ever without a person who looks after the record (A7).
        """
        if not self.managers:
            raise Refused("Add a team manager first: each young person's record needs somebody who looks after it.")
        own = [user for user in self.managers if team and user.team.casefold() == team.casefold()] or self.managers
        return now if now in own else own[0]

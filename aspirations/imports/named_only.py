"""Records that only named people may open: a file never decides who they are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aspirations.imports.forms import HEADINGS
from aspirations.people.models import YoungPerson
from config.accounts.permissions import Permission
from config.imports.report import Problem
from config.imports.source import Cells, Load, RowRead

WORKERS = {"worker": "social_worker", "personal_adviser": "personal_adviser"}
LONGEST_CODE = 40


class NamedOnly:
    """The restricted records among these, but for those to which the loader may give an adviser anyway."""

    def __init__(self, people: Mapping[str, YoungPerson], load: Load) -> None:
        restricted = {key: person for key, person in people.items() if person.is_restricted}
        self.people = {key: restricted[key] for key in restricted.keys() - self._may_hand_over(restricted, load)}

    def _may_hand_over(self, restricted: Mapping[str, YoungPerson], load: Load) -> set[str]:
        if not restricted or not load.by.may(Permission.ASSIGN_ADVISER):
            return set()
        ids = [person.pk for person in restricted.values()]
        open_to = set(YoungPerson.objects.visible_to(load.by).filter(pk__in=ids).values_list("pk", flat=True))
        return {key for key, person in restricted.items() if person.pk in open_to}

    def leave_workers(self, key: str, cells: Cells, read: RowRead) -> RowRead:
        """The row without workers and team; the manager of the record is asked where they are not as they were."""
        person = self.people.get(key)
        if person is None:
            return read
        columns = {HEADINGS[name] for name in (*WORKERS, "team")}
        others = tuple(problem for problem in read.to_confirm if problem.column not in columns)
        asked = tuple(self._asked(person, cells, read))
        values = {**read.values, "worker": None, "personal_adviser": None, "team": "", "keeps_manager": True}
        return replace(read, values=values, to_confirm=(*others, *asked))

    def _asked(self, person: YoungPerson, cells: Cells, read: RowRead) -> Iterator[Problem]:
        doubts = {problem.column: problem.candidates for problem in read.to_confirm}
        for name, field in WORKERS.items():
            now, said = getattr(person, field), read.values.get(name)
            if said is not None and said != str(now.public_id if now else ""):
                candidates = doubts.get(HEADINGS[name]) or ((said,) if said else ())
                yield self._question(person, name, cells, candidates)
        team = read.values.get("team") or ""
        if team and team.casefold() != person.team.casefold():
            yield self._question(person, "team", cells, (team,) if len(team) <= LONGEST_CODE else ())

    def _question(self, person: YoungPerson, name: str, cells: Cells, candidates: tuple[str, ...]) -> Problem:
        value = str(cells.get(HEADINGS[name], ""))
        sentence = (
            "This record is open to named people only, so no file changes who works with it. "
            f"The file says “{value[:80]}”. If that is right, {person.manager} confirms it."
        )
        return Problem(HEADINGS[name], value, sentence, candidates=candidates, owner=person.manager)

"""Whom the demonstration takes through the chain: picked from the ranking, nobody and no opportunity twice."""

from collections.abc import Callable
from datetime import date

from aspirations.people.ages import age_on
from matching.demo.council import DAY
from matching.demo.lives import lives
from matching.placements.actions import activity_of
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from opportunities.vocabulary.kinds import kinds

BEGIN = date(2026, 5, 26)
WORK = ("job", "council_ringfenced", "internship", "apprenticeship", "foundation_apprenticeship")
NOT_IN_EET = ("G4", "G5", "G6")


class Chosen:
    """Adults only, so that no host's safeguarding check stands in the way; offers whose hours are known and that
    stay open until the demonstration's day, for nobody is put forward to a closed one.
    """

    def __init__(self, run: ShortlistRun) -> None:
        entries = run.entries.order_by("rank", "-points", "pk").select_related(
            "person__personal_adviser", "person__social_worker", "opportunity__employer"
        )
        self.entries = [entry for entry in entries if _is_plain(entry)]
        self.now = {life.child_id: life.activity for life in lives()}

    def starting(self, codes: tuple[str, ...]) -> ShortlistEntry:
        """Somebody whose newest file says exactly what this opportunity leads to."""
        return self._take(codes, lambda entry: self.now[entry.person.child_id] == _leads_to(entry))

    def staying(self, codes: tuple[str, ...], employer: str = "", adviser: str = "") -> ShortlistEntry:
        """Somebody who is still not in EET by the newest file; for one employer, of one adviser (mail), or any."""
        return self._take(
            codes,
            lambda entry: (
                self.now[entry.person.child_id] in NOT_IN_EET
                and employer in ("", entry.opportunity.employer.name)
                and adviser in ("", entry.person.adviser and entry.person.adviser.email)
            ),
        )

    def promised_interview(self) -> ShortlistEntry:
        """Somebody for a council department that promised to meet whoever meets the essentials."""
        return self._take(
            WORK,
            lambda entry: (
                self.now[entry.person.child_id] in NOT_IN_EET
                and entry.opportunity.guaranteed_interview
                and entry.opportunity.employer.kind == "council_department"
            ),
        )

    def _take(self, codes: tuple[str, ...], fits: Callable[[ShortlistEntry], bool]) -> ShortlistEntry:
        found = next(entry for entry in self.entries if entry.opportunity.kind in codes and fits(entry))
        self.entries = [
            entry
            for entry in self.entries
            if entry.person_id != found.person_id and entry.opportunity_id != found.opportunity_id
        ]
        return found


def _is_plain(entry: ShortlistEntry) -> bool:
    born, offer = entry.person.born_on, entry.opportunity
    adult = born is not None and age_on(born, BEGIN) >= 18
    hours_known = not kinds()[offer.kind].counts_as_eet or offer.hours_per_week is not None
    return adult and hours_known and offer.is_open_on(DAY)


def _leads_to(entry: ShortlistEntry) -> str:
    return activity_of(entry.opportunity.kind, entry.opportunity.hours_per_week)

"""What must be asked before the return can be whole: one line a person, for who can ask (R4)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.tables import Cell, Column
from matching.desks.links import address
from matching.desks.lists import Filter, ListScreen, choice_filter
from matching.desks.returns.years import OfYear
from matching.reports.oc3 import Entry

TO_COME = "birthday to come"
ABOUT = {
    "rule 101": "sex", "rule 103": "ethnicity", "rule 132": "activity", "rule 133": "accommodation",
    "rule 345": "activity and accommodation", "rule 347": "accommodation", "rule 3001": "accommodation",
    "rule 168": "pupil number", "rule 444": "pupil number", "rule 232": "sex",
}  # fmt: skip
"""What a rule asks for, in words; others ask to check what the case system says."""
CHECK = "something to check"


class AskFirst(OfYear, ListScreen):
    """Of the people this user works with; a manager sees whose they are, and can look at one adviser's."""

    may = (Permission.RECORD_PROGRESS,)
    template_name = "returns/ask_first.html"
    heading = "Ask first"
    file_name = "ask-first"
    caption = "What the yearly return still needs"
    order = "Those who are not in the return yet first, then by birthday."
    empty = "Nothing is left to ask for this year. Thank you."
    columns = (
        Column("Young person", heads=True),
        Column("Birthday"),
        Column("Ask about"),
        Column("In the return"),
        Column("Adviser"),
    )
    asks: ClassVar = ("year", "of")

    @cached_property
    def mine(self) -> list[Entry]:
        """Held back first; those whose birthday is to come wait for their day."""
        people = set(YoungPerson.objects.worked_with_by(self.user).alive().values_list("pk", flat=True))
        rows = [row for row in self.oc3.entries if row.person.pk in people and asked_about(row)]
        return sorted(rows, key=lambda row: (not row.is_held, row.birthday or self.today, row.person.listed_as))

    def found(self) -> list[Entry]:
        of = self.asked.get("of")
        return [row for row in self.mine if not of or str(row.person.adviser.public_id) == of]

    def row(self, one: Entry) -> Sequence[Any]:
        href = address("answer_return", person=one.person.public_id) + f"?year={self.year.ends_in}"
        return [
            Cell(one.person.listed_as, href),
            f"{one.birthday:%-d %B %Y}" if one.birthday else "Not known yet",
            ", ".join(asked_about(one)).capitalize(),
            "Not yet" if one.is_held else "Yes",
            one.person.adviser.name,
        ]

    def seen(self, rows: Sequence[Entry]) -> None:
        people = dict.fromkeys(row.person for row in rows)
        record_view(people, council=self.council, by=self.user, purpose="return", fields=["identity", "placements"])

    def context(self) -> dict[str, Any]:
        url = reverse("ask_first")
        of = {"of": self.asked["of"]} if "of" in self.asked else {}
        return {
            **super().context(),
            "left": len(self.found()),
            "waiting": sum(row.is_held for row in self.found()),
            "tabs": [
                (str(year), f"{url}?{urlencode({'year': year.ends_in, **of})}", year == self.year)
                for year in self.years
            ],
            "year": self.year,
            "filters": self.filters(),
        }

    def filters(self) -> list[Filter]:
        """By adviser, where there are several."""
        advisers = {str(row.person.adviser.public_id): row.person.adviser.name for row in self.mine}
        choices = sorted(advisers.items(), key=lambda pair: pair[1])
        return [choice_filter("of", "Adviser", "Every adviser", choices, self.asked)] if len(advisers) > 1 else []


def asked_about(entry: Entry) -> list[str]:
    """Each thing once, in the order of the questions; nothing for a birthday still to come."""
    abouts = [question.about for question in entry.questions if question.about != TO_COME]
    return list(dict.fromkeys(ABOUT.get(about, CHECK if about.startswith("rule") else about) for about in abouts))

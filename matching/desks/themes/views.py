"""Why young people are not in EET, and what the council did (screens.md 13): a sentence first, never a name."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.named_owners import named_owners
from config.reference.vocabulary import terms
from config.screens.tables import Cell, Column, Table, csv_response
from matching.desks.lists import CouncilScreen
from matching.desks.themes.rows import Rows, columns, since_then
from matching.panel.models import PanelAction
from matching.panel.themes.models import ThemeAnswer
from matching.panel.themes.policies import can_answer
from matching.reports.small_numbers import printed
from matching.reports.themes import BY, EVERYONE, YEAR, Group, Period, Themes
from matching.reports.themes_told import TOO_FEW, Shown, first_sentence, starts_apart

LABELS = {"age": "Age", "status": "Status", "area": "Area (ward or postcode district)", "team": "Team"}
NOTE = "Counts of 1 to 4 are not shown exactly; their bar has one fixed height."
SAID = (Column("You said"), Column("We did"), Column("Since then"))


class ThemesScreen(CouncilScreen):
    may = (Permission.SEE_FIGURES,)

    @cached_property
    def themes(self) -> Themes:
        return Themes(self.council)

    @cached_property
    def period(self) -> Period | None:
        """The month of the address, "year" for the twelve months, or the newest meeting; None where there was none."""
        return asked_period(self.themes, self.request.GET.get("month", ""))


def asked_period(themes: Themes, asked: str) -> Period | None:
    newest = themes.month()
    if asked == "year" and newest:
        return themes.year(newest.meetings[0])
    return themes.month(month_of(asked)) if asked else newest


def asked_group(asked: str) -> Group:
    """Such as age:19-21; everyone where nothing is asked. 404 for what reasons are not shown by."""
    by, _, value = asked.partition(":")
    if by and by not in BY:
        raise Http404
    return Group(by, value) if by else EVERYONE


def month_of(asked: str) -> date:
    """2026-11 as its first day. 404 for anything else."""
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None


class ThemesPage(ThemesScreen):
    """The main reasons of one meeting or of twelve months, with owner and next action; then what was done."""

    template_name = "themes/themes.html"
    heading = "Why young people are not in EET"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("file") == "said":
            said = said_table(self.council, self.today)
            return csv_response("you-said-we-did", said.columns, said.rows)
        return self.file() if request.GET.get("file") == "csv" else super().get(request, *args, **kwargs)

    def file(self) -> HttpResponse:
        table = self.table()
        record("export_made", self.council, council=self.council, by=self.user, purpose="themes")
        name = self.request.GET.get("month") or "newest"
        return csv_response(f"themes-{name}", table.columns if table else (), table.rows if table else [])

    @cached_property
    def group(self) -> Group:
        return asked_group(self.request.GET.get("who", ""))

    @cached_property
    def shown(self) -> Shown | None:
        return Shown.of(self.themes, self.period, self.group) if self.period else None

    def table(self) -> Table | None:
        shown, council = self.shown, self.council
        if shown is None or shown.now.of is None:
            return None
        owners = {code: row.label for code, row in terms("owners", council=council).items()}
        promised = ThemeAnswer.objects.of(council).planned()
        rows = Rows(shown, self.themes, owners, named_owners(council), promised).rows()
        asked = self.request.GET.urlencode()
        csv = f"?{asked}{'&' if asked else ''}file=csv"
        none = len(self.themes.groups) - len(rows)
        others = f" The {none} other reasons had none." if none > 1 else ""
        return Table("Main reasons", columns(shown), rows, f"{NOTE}{others}", csv=csv)

    def context(self) -> dict[str, Any]:
        labels = {code: row.label for code, row in self.themes.groups.items()}
        shown = self.shown
        return {
            "shown": shown,
            "table": self.table(),
            "sentence": first_sentence(shown, labels) if shown and shown.now.of else "",
            "starts_apart": starts_apart(shown.now) if shown else "",
            "too_few": self.too_few(),
            "months": self.months(),
            "who": self.who(),
            "not_by": self.not_by(),
            "said": said_table(self.council, self.today, csv="?file=said"),
            "can_answer": can_answer(self.user),
            "for_the_board": self.for_the_board(),
        }

    def too_few(self) -> str:
        if self.group == EVERYONE:
            return TOO_FEW
        return f"Too few people to show by {LABELS[self.group.by].lower()}."

    def months(self) -> list[tuple[str, str, bool]]:
        """Each agreed meeting, newest first, and the twelve months."""
        asked = self.request.GET.get("month", "")
        found = [(f"{row.month:%Y-%m}", f"{row.month:%B %Y}") for row in self.themes.meetings]
        return [(code, words, code == asked) for code, words in [*found, ("year", "Last 12 months")]]

    def who(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """What can be shown of the period, by age, status, area or team."""
        found = {LABELS[by]: [Group(by, value) for value in values] for by, values in self.values.items() if values}
        return [(label, [self.choice(group) for group in groups]) for label, groups in found.items()]

    def choice(self, group: Group) -> tuple[str, str, bool]:
        called = dict(YoungPerson.Status.choices).get(group.value) if group.by == "status" else None
        return f"{group.by}:{group.value}", str(called or group.value), group == self.group

    @cached_property
    def values(self) -> dict[str, list[str]]:
        return {by: self.themes.values(self.period, by) if self.period else [] for by in BY}

    def not_by(self) -> str:
        """In a sentence, what cannot be shown of this period."""
        without = [LABELS[by].lower() for by, found in self.values.items() if not found]
        return " or ".join(filter(None, [", ".join(without[:-1]), *without[-1:]]))

    def for_the_board(self) -> str:
        """How many actions stayed late at three meetings: a count, never whose (vocabularies.md 3)."""
        late = PanelAction.objects.open().filter(person__council=self.council, carried_by__len__gte=3).count()
        return printed(late).text


def said_table(council: Any, today: date, group: str = "", csv: str = "") -> Table:
    done = ThemeAnswer.objects.of(council).done_since(today - YEAR)
    found = done.filter(group=group) if group else done
    rows = [[f"“{row.said}”", f"{row.words} ({row.done_on:%-d %B})", since_then(row, today)] for row in found]
    return Table(
        "You said, we did",
        SAID,
        rows,
        "Newest first, of the last 12 months.",
        "Nothing was added in the last 12 months.",
        csv=csv,
    )


class OneTheme(ThemesScreen):
    """One theme: what lies behind it, who answers for it, what is promised and what was done."""

    template_name = "themes/theme.html"

    @cached_property
    def code(self) -> str:
        if self.kwargs["group"] not in self.themes.groups:
            raise Http404
        return str(self.kwargs["group"])

    def back(self) -> tuple[str, str]:
        return reverse("themes"), "Why young people are not in EET"

    def context(self) -> dict[str, Any]:
        council, term = self.council, self.themes.groups[self.code]
        shown = Shown.of(self.themes, self.period) if self.period else None
        owner = named_owners(council).get(term.attributes["owner"])
        return {
            "heading": term.label,
            "code": self.code,
            "shown": shown,
            "count": shown.now.count(self.code).text if shown else "",
            "behind": self.behind(),
            "owner": terms("owners", council=council)[term.attributes["owner"]].label,
            "named": owner,
            "promised": self.promised(),
            "said": said_table(council, self.today, self.code),
            "can_answer": can_answer(self.user),
        }

    def behind(self) -> Table:
        found = self.themes.within(self.period, self.code) if self.period else {}
        rows = [[self.themes.themes[code].label, count.text] for code, count in found.items()]
        heads = (Column("Reason", heads=True), Column("People", number=True))
        order = "Counts of 1 to 4 are not shown exactly."
        return Table("What lies behind it", heads, rows, order, "Too few people to show what lies behind it.")

    def promised(self) -> Table:
        rows = [
            [
                Cell(row.words, href=self.way_to_finish(row)),
                row.owner.name if row.owner else "",
                f"{row.due_on:%-d %B %Y}",
            ]
            for row in ThemeAnswer.objects.of(self.council).planned().filter(group=self.code)
        ]
        heads = (Column("What we will do", heads=True), Column("Who"), Column("By"))
        return Table("What we will do", heads, rows, "First due first.", "No action yet.")

    def way_to_finish(self, answer: ThemeAnswer) -> str:
        return reverse("finish_theme_answer", args=[answer.public_id]) if can_answer(self.user) else ""

"""The weights of the matcher (M6): every set with its reason, and a new one with what it would change."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response
from config.templatetags.screens import tag
from matching.desks.administrator.forms import PART_WORDS, WeightsForm
from matching.engine.weights import PARTS
from matching.shortlists.models import WeightSet
from matching.shortlists.weights import set_weights, weights_on
from matching.shortlists.weights_preview import Changes, what_changes

COLUMNS = (
    Column("Set", heads=True), Column("From"), *(Column(PART_WORDS[part][0], number=True) for part in PARTS),
    Column("Why"), Column("By"),
)  # fmt: skip
FEWEST_SHOWN = 5


class Weights(Screen):
    """Which weights count today, and every set there was."""

    may = (Permission.MANAGE_REFERENCE,)
    template_name = "administrator/weights.html"
    heading = "Weights of the matcher"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") == "csv":
            return csv_response("weights", COLUMNS, self.rows())
        return self.show()

    @property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council

    def rows(self) -> list[list[Any]]:
        now = weights_on(self.today, self.council)
        sets = WeightSet.objects.filter(Q(council=self.council) | Q(council=None)).select_related("recorded_by")
        return [cells(row, now, self.today) for row in sets]

    def context(self) -> dict[str, Any]:
        now = weights_on(self.today, self.council)
        table = Table("Every set of weights", COLUMNS, self.rows(), order="The newest first.", csv="?as=csv")
        parts = [(*PART_WORDS[part], now.points[part]) for part in PARTS]
        return {"now": now, "parts": parts, "table": table}


class ChangeWeights(FormScreen):
    """First what would change, then the change itself; other points than those shown are shown first again."""

    may = (Permission.MANAGE_REFERENCE,)
    form_class = WeightsForm
    template_name = "administrator/change_weights.html"
    heading, button = "Change the weights", "Show what would change"

    def form_kwargs(self) -> dict[str, Any]:
        return {"today": self.today}

    def initial(self) -> dict[str, Any]:
        assert self.user.council is not None
        return dict(weights_on(self.today, self.user.council).points)

    def back(self) -> tuple[str, str]:
        return reverse("weights"), "Weights of the matcher"

    def act(self, form: WeightsForm) -> str | HttpResponse:
        said, council = form.cleaned_data, self.user.council
        assert council is not None
        if said["previewed"] != form.in_short:
            changes = what_changes(council=council, points=form.points, day=self.today)
            shown = WeightsForm(initial=said | {"previewed": form.in_short}, **self.form_kwargs())
            return self.show(form=shown, changes=in_words(changes), button="Set these weights")
        row = set_weights(
            name=said["name"], points=form.points, valid_from=said["valid_from"], reason=said["reason"],
            council=council, by=self.user,
        )  # fmt: skip
        return f"{row.name} counts from {row.valid_from:%-d %B %Y}."

    def next_url(self) -> str:
        return reverse("weights")


def cells(row: WeightSet, now: WeightSet, today: date) -> list[Any]:
    name: Any = row.name
    if row == now:
        name = Cell(row.name, html=format_html("{} {}", row.name, tag("In force", "green")))
    elif row.valid_from > today:
        name = Cell(row.name, html=format_html("{} {}", row.name, tag("To come", "grey")))
    who = row.recorded_by.name if row.recorded_by else "The service"
    return [name, f"{row.valid_from:%-d %B %Y}", *(row.points[part] for part in PARTS), row.reason, who]


def in_words(changes: Changes) -> list[str]:
    """Few people are not counted exactly: an administrator sees no records."""
    if not changes.people or not changes.opportunities:
        return ["There is nobody, or nothing, to rank today: nothing would change yet."]
    of = f"of {changes.people:,} young people who are not in EET"
    return [
        f"The first suggestion would be another one for {_few(changes.other_first)} {of}.",
        f"Among the first five, something would change for {_few(changes.other_five)}.",
        f"Counted today over {changes.opportunities:,} open opportunities. Nobody's must-haves change.",
    ]


def _few(number: int) -> str:
    return f"1 to {FEWEST_SHOWN - 1}" if 0 < number < FEWEST_SHOWN else f"{number:,}"

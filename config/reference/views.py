"""Coded lists with a council's own words, and dated figures, for administrators."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.reference.figure_tables import figure_tables, plain
from config.reference.forms import NewTermForm, PlacesTargetForm, TargetsForm, TermForm
from config.reference.models import CodedTerm, Target
from config.reference.named_owners import named_owners, not_named, to_name
from config.reference.own_targets import set_places_target, set_targets
from config.reference.own_terms import add_term, can_add, can_hide, can_relabel, can_set, set_facts, word_term
from config.reference.vocabulary import terms
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from config.templatetags.screens import tag

LISTS = (
    Column("List", heads=True),
    Column("Rows", number=True),
    Column("In your words", number=True),
    Column("What you may change"),
)
TERMS = (
    Column("What it is called", heads=True), Column("Code"), Column("What it means"), Column("Group"), Column("From"),
    Column("Until"), Column("New entries"),
)  # fmt: skip
NAMES = {
    "accommodation": "Where somebody lives (return)", "activity": "Activity codes (return)",
    "in_touch": "Being in touch (return)", "nccis": "Activity codes of 16 to 18 year olds",
    "need_points": "Points of need at the panel", "due_steps": "Due days", "kinds": "Kinds of offer",
    "themes": "Main reasons and system issues", "reasons": "Reasons for a no", "sentences": "What is said after a no",
    "endings": "How a start ended", "soft_outcomes": "Steps forward", "rights": "Age clock and rights",
}  # fmt: skip


def name_of(list_name: str) -> str:
    return NAMES.get(list_name, list_name.replace("_", " ").capitalize())


class OfReference(Screen):
    may = (Permission.MANAGE_REFERENCE,)

    @property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council

    def back(self) -> tuple[str, str] | None:
        return reverse("reference_lists"), "Coded lists and dated figures"


class Lists(OfReference):
    """Every coded list, with how much of it is in the council's own words; and the dated figures."""

    template_name = "reference/lists.html"
    heading = "Coded lists and dated figures"

    def back(self) -> None:
        return None

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") == "csv":
            return csv_response("coded-lists", LISTS, self.rows())
        return self.show()

    def rows(self) -> list[list[Any]]:
        shared = CodedTerm.objects.filter(council=None).on(self.today)
        own = CodedTerm.objects.filter(council=self.council).on(self.today)
        numbers, mine = _numbers(shared.values_list("list", flat=True)), _numbers(own.values_list("list", flat=True))
        return [
            [Cell(name_of(name), reverse("reference_list", args=[name])), numbers[name], mine.get(name, 0), _may(name)]
            for name in sorted(numbers, key=name_of)
        ]

    def context(self) -> dict[str, Any]:
        table = Table("Coded lists", LISTS, self.rows(), order="By name.", csv="?as=csv")
        return {"table": table, "not_named": len(not_named(to_name(self.council), named_owners(self.council)))}


class OneList(OfReference):
    template_name = "reference/list.html"

    @cached_property
    def rows_by_code(self) -> dict[str, CodedTerm]:
        """Today's rows, hidden ones too, and those that have ended. 404 for a list that there is not."""
        found = terms(self.kwargs["name"], council=self.council)
        if not found:
            raise Http404
        return found

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") == "csv":
            return csv_response(f"list-{self.kwargs['name']}", TERMS, self.rows())
        return self.show()

    def rows(self) -> list[list[Any]]:
        return [self.cells(row) for row in self.rows_by_code.values()]

    def cells(self, row: CodedTerm) -> list[Any]:
        ended = row.valid_to is not None and row.valid_to <= self.today
        label: Any = Cell(row.label)
        if not ended and (can_relabel(row.list) or can_hide(row)):
            label = Cell(row.label, reverse("reference_term", args=[row.list, row.code]))
        if row.council_id:
            link = (
                format_html('<a class="govuk-link" href="{}">{}</a>', label.href, row.label)
                if label.href
                else row.label
            )
            label = Cell(row.label, html=format_html("{} {}", link, tag("Your words", "blue")))
        until = f"{row.valid_to:%-d %B %Y}" if row.valid_to else "For good"
        entry = "Ended" if ended else "Hidden" if row.hidden else "Offered"
        return [
            label,
            row.code,
            row.definition or "As it is called",
            row.group or "No group",
            f"{row.valid_from:%-d %B %Y}",
            until,
            entry,
        ]

    def context(self) -> dict[str, Any]:
        name = self.kwargs["name"]
        page = paged(self.request, self.rows())
        table = Table(
            "Rows of this list", TERMS, list(page), order="In the order of the list.", csv="?as=csv", page=page
        )
        return {"heading": name_of(name), "table": table, "name": name, "may": _may(name), "can_add": can_add(name)}


class WordTerm(OfReference, FormScreen):
    form_class = TermForm
    button = "Save for your council"

    @cached_property
    def term(self) -> CodedTerm:
        found = terms(self.kwargs["name"], council=self.council).get(self.kwargs["code"])
        if found is None or not (can_relabel(found.list) or can_hide(found)):
            raise Http404
        return found

    def form_kwargs(self) -> dict[str, Any]:
        owners = terms("owners", council=self.council).values() if can_set(self.term) else ()
        return {"term": self.term, "owners": [(row.code, row.label) for row in owners]}

    def initial(self) -> dict[str, Any]:
        return {
            "label": self.term.label,
            "definition": self.term.definition,
            "shown": "no" if self.term.hidden else "yes",
        } | {name: self.term.attributes[name] for name in can_set(self.term)}

    def context(self) -> dict[str, Any]:
        lead = f"Code {self.term.code}. Figures still count it with every other council's."
        return {"heading": self.term.label, "lead": lead}

    def back(self) -> tuple[str, str]:
        return reverse("reference_list", args=[self.kwargs["name"]]), name_of(self.kwargs["name"])

    def act(self, form: TermForm) -> str:
        said = {
            "label": self.term.label,
            "definition": self.term.definition,
            "shown": "no" if self.term.hidden else "yes",
        }
        said |= form.cleaned_data
        row = word_term(
            list_name=self.term.list, code=self.term.code, label=said["label"], definition=said["definition"],
            hidden=said["shown"] == "no", council=self.council, by=self.user,
        )  # fmt: skip
        if facts := form.own_facts():
            set_facts(
                list_name=self.term.list, code=self.term.code, facts=facts, council=self.council, by=self.user
            )  # fmt: skip
        return f"Saved: {row.label}."

    def next_url(self) -> str:
        return reverse("reference_list", args=[self.kwargs["name"]])


class AddTerm(OfReference, FormScreen):
    form_class = NewTermForm
    button = "Add this row"

    def form_kwargs(self) -> dict[str, Any]:
        name = self.kwargs["name"]
        if not can_add(name):
            raise Http404
        rows = terms(name, on=self.today).values()
        return {"rows": [(row.code, row.label) for row in rows if name != "reasons" or can_hide(row)]}

    def context(self) -> dict[str, Any]:
        return {"heading": f"Add to: {name_of(self.kwargs['name'])}"}

    def back(self) -> tuple[str, str]:
        return reverse("reference_list", args=[self.kwargs["name"]]), name_of(self.kwargs["name"])

    def act(self, form: NewTermForm) -> str:
        row = add_term(list_name=self.kwargs["name"], **form.cleaned_data, council=self.council, by=self.user)
        return f"Added: {row.label}."

    def next_url(self) -> str:
        return reverse("reference_list", args=[self.kwargs["name"]])


class DatedFigures(OfReference):
    """Wages, age rules, money that follows a start, targets and published figures, each with its dates and source."""

    template_name = "reference/figures.html"
    heading = "Dated figures"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        number = self.request.GET.get("table", "")
        if self.request.GET.get("as") != "csv" or not number.isdecimal():
            return self.show()
        tables = figure_tables(self.council)
        if int(number) >= len(tables):
            raise Http404
        return csv_response(f"dated-figures-{number}", tables[int(number)].columns, tables[int(number)].rows)

    def context(self) -> dict[str, Any]:
        return {"tables": figure_tables(self.council)}


class SetTargets(OfReference, FormScreen):
    form_class = TargetsForm
    heading, button = "Set your own targets", "Set these targets"
    lead = "Targets of your own take the place of the shared ones. Figures of earlier days keep theirs."

    def form_kwargs(self) -> dict[str, Any]:
        measures = Target.objects.order_by("measure").values_list("measure", flat=True).distinct()
        return {"measures": [(code, plain(code)) for code in measures], "today": self.today}

    def back(self) -> tuple[str, str]:
        return reverse("dated_figures"), "Dated figures"

    def act(self, form: TargetsForm) -> str:
        said = form.cleaned_data
        percents = [share for share in (said["lower"], said["higher"]) if share is not None]
        set_targets(
            measure=said["measure"], percents=percents, valid_from=said["valid_from"], source=said["source"],
            council=self.council, by=self.user,
        )  # fmt: skip
        return f"Set from {said['valid_from']:%-d %B %Y}."

    def next_url(self) -> str:
        return reverse("dated_figures")


class SetPlacesTarget(OfReference, FormScreen):
    form_class = PlacesTargetForm
    heading, button = "Set the target of kept places", "Set this target"
    lead = (
        "Places kept for care leavers, in council jobs and with other employers. Figures of earlier days keep theirs."
    )

    def back(self) -> tuple[str, str]:
        return reverse("dated_figures"), "Dated figures"

    def act(self, form: PlacesTargetForm) -> str:
        set_places_target(**form.cleaned_data, council=self.council, by=self.user)
        return f"Set from {form.cleaned_data['valid_from']:%-d %B %Y}."

    def next_url(self) -> str:
        return reverse("dated_figures")


def _numbers(names: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found


def _may(name: str) -> str:
    if not can_relabel(name):
        return "Nothing: it is the same for every council"
    return "Words, new entries and rows of your own" if can_add(name) else "Words"

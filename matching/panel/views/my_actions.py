"""What I promised at the panel: due, late, done; and handing it on (P5)."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.audit_trail.trail import record_view
from config.reference.vocabulary import terms
from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged
from config.templatetags.screens import tag
from matching.panel.agenda_rows import late_in_words
from matching.panel.forms import HandOnForm
from matching.panel.models import PanelAction
from matching.panel.panel_actions import finish_action, hand_on
from matching.panel.policies import check_can_finish
from matching.panel.querysets import PanelActionQuerySet
from matching.panel.views.shared import ids

STAFF = [role.code for role in ROLES.values() if Permission.ANSWER_NOMINATIONS not in role.permissions]
OWNERS = (
    Permission.SEE_OWN_CASELOAD, Permission.SEE_AGENDA, Permission.SEE_COUNCIL_PEOPLE, Permission.REVIEW_BARRIERS
)  # fmt: skip
COLUMNS = (
    Column("What", heads=True),
    Column("Young person"),
    Column("Due"),
    Column("Who has it"),
)
LISTS = {"mine": "Mine, or gone up to me", "nobody": "Nobody has these yet", "all": "Everybody’s", "done": "Done"}
OF_THE_PANEL = ("nobody", "all")
EMPTY = {
    "mine": "Nothing is waiting for you. What the panel asks of you appears here.",
    "nobody": "Every open action has somebody.",
    "all": "No action is open.",
    "done": "Nothing was done in the last 90 days.",
}
SHOW_DONE_FOR_DAYS = 90


class MyActions(Screen):
    """Late ones first. The panel also sees whose nobody's are, and everybody's."""

    may = OWNERS
    template_name = "panel/my_actions.html"
    heading = "Actions"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if "csv" not in request.GET:
            return super().get(request)
        name = self.list_name()
        return csv_response(f"actions-{name}", COLUMNS, self.rows(list(self.listed(name)), buttons=False))

    def context(self) -> dict[str, Any]:
        name = self.list_name()
        page = paged(self.request, self.listed(name))
        late = PanelAction.objects.waiting_for(self.user).filter(due_on__lt=self.today).count()
        columns = COLUMNS if name == "done" else (*COLUMNS, Column("What now"))
        csv = f"{reverse('my_actions')}?list={name}&csv=1"
        order = "Order: what is due first."
        rows = self.rows(list(page), buttons=name != "done")
        return {
            "table": Table(LISTS[name], columns, rows, order, EMPTY[name], csv, page, {"list": name}),
            "tabs": self.tabs(name),
            "late": late,
            "mine": PanelAction.objects.waiting_for(self.user).count(),
        }

    def list_name(self) -> str:
        asked = self.request.GET.get("list", "mine")
        return asked if asked in self.offered() else "mine"

    def offered(self) -> list[str]:
        on_panel = self.user.may(Permission.DECIDE_AT_PANEL)
        return [name for name in LISTS if on_panel or name not in OF_THE_PANEL]

    def tabs(self, current: str) -> list[tuple[str, str, bool]]:
        address = reverse("my_actions")
        return [
            (f"{LISTS[name]} ({self.listed(name).count()})", f"{address}?list={name}", name == current)
            for name in self.offered()
        ]

    def listed(self, name: str) -> PanelActionQuerySet:
        visible = PanelAction.objects.visible_to(self.user).select_related("person", "owner", "decision")
        if name == "done":
            return visible.done_by_since(self.user, self.today, SHOW_DONE_FOR_DAYS)
        return {
            "mine": visible.waiting_for(self.user), "nobody": visible.of_nobody(), "all": visible.open()
        }[name].order_by("due_on", "pk")  # fmt: skip

    def rows(self, actions: list[PanelAction], *, buttons: bool) -> list[list[Any]]:
        people = YoungPerson.objects.visible_to(self.user).filter(pk__in=[action.person_id for action in actions])
        named = {person.pk: person for person in people}
        assert self.user.council is not None
        record_view(named.values(), council=self.user.council, by=self.user, purpose="actions", fields=["identity"])
        types = terms("action_types", council=self.user.council)
        owners = terms("owners", council=self.user.council)
        words = {action.pk: self.words(action, named) for action in actions}
        return [
            [
                f"{types[action.type].label}{': ' if words[action.pk] else ''}{words[action.pk]}",
                self.who(action, named),
                due_cell(action, self.today),
                owner_words(action, owners),
                *([buttons_cell(action, words[action.pk])] if buttons else []),
            ]
            for action in actions
        ]

    def words(self, action: PanelAction, named: dict[int, YoungPerson]) -> str:
        """What somebody wrote may tell who it is: it is for the owner and for whoever may open the record."""
        return action.words if action.person_id in named or action.owner_id == self.user.pk else ""

    def who(self, action: PanelAction, named: dict[int, YoungPerson]) -> Cell | str:
        """A name only for whoever may open the record."""
        person = named.get(action.person_id)
        if person is None:
            return "Not named here: ask the panel's chair"
        return Cell(person.called, href=reverse("panel_decision", kwargs={"decision": action.decision.public_id}))


GONE_UP = {"owner": "", "manager": ", gone up to the manager", "board": ", counted for the Board"}


def owner_words(action: PanelAction, owners: dict[str, Any]) -> str:
    name = action.owner.name if action.owner else f"Nobody by name: {owners[action.owner_role].label}"
    return name + GONE_UP[action.goes_to]


def due_cell(action: PanelAction, day: date) -> Cell | str:
    if action.done_at:
        return f"Done {action.done_at:%-d %B}"
    if action.due_on < day:
        words = late_in_words(action.due_on, day)
        return Cell(f"{action.due_on:%-d %B}, {words}", html=tag(words, "red"))
    days = (action.due_on - day).days
    words = {0: "Today", 1: "Tomorrow"}.get(days, f"{action.due_on:%-d %B}")
    return Cell(words, html=tag(words, "amber")) if days <= 2 else words


def buttons_cell(action: PanelAction, words: str) -> Cell:
    html = format_html(
        '<button class="eet-link-button" name="action" value="{}">Done<span class="govuk-visually-hidden"> {}</span>'
        '</button> &ensp;<a class="govuk-link" href="{}">Hand on<span class="govuk-visually-hidden"> {}</span></a>',
        action.public_id,
        words or f"action due {action.due_on:%-d %B}",
        reverse("hand_on_action", kwargs={"action": action.public_id}),
        words or f"action due {action.due_on:%-d %B}",
    )
    return Cell("", html=html)


class FinishAction(ActionScreen):
    """The button in the table of actions."""

    may = OWNERS

    def act(self) -> str:
        given = self.request.POST.get("action", "")
        visible = PanelAction.objects.visible_to(self.user).select_related("person__council")
        action = visible.filter(public_id__in=ids(given)).first()
        if action is None:
            raise Refused("This action is not yours any more. Look again.")
        finish_action(action, by=self.user)
        return "Done. Thank you."

    def next_url(self) -> str:
        return reverse("my_actions")


class HandOnAction(FormScreen):
    may = OWNERS
    form_class = HandOnForm
    heading = "Hand this action on"
    button = "Hand it on"
    lead = "The day it is due stays. Whoever has it from now on sees it in their actions."

    @property
    def action(self) -> PanelAction:
        rows = PanelAction.objects.visible_to(self.user).select_related("person__council", "owner")
        action = self.one(rows, public_id=self.kwargs["action"])
        check_can_finish(action, self.user)
        return action

    def back(self) -> tuple[str, str]:
        return reverse("my_actions"), "Back to the actions"

    def people(self) -> list[User]:
        action = self.action
        staff = User.objects.filter(council=action.person.council, is_active=True, roles__overlap=STAFF)
        return [user for user in staff.order_by("name") if user.pk != action.owner_id]

    def form_kwargs(self) -> dict[str, Any]:
        return {"people": self.people()}

    def act(self, form: HandOnForm) -> str:
        to = next(user for user in self.people() if str(user.public_id) == form.cleaned_data["to"])
        hand_on(self.action, to=to, by=self.user)
        return f"{to.name} has it now."

    def next_url(self) -> str:
        return reverse("my_actions")

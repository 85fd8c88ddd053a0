"""The team manager's pages: who works with whom, what is late, who has nobody, who covers for whom."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from aspirations.handover.actions import cover
from aspirations.models import AccessGrant, Concern, YoungPerson
from aspirations.people.access import end_access
from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response
from config.templatetags.screens import tag
from matching.desks.caseload.standing import Standing, counts, standings, worker_of
from matching.desks.team.forms import CoverForm
from matching.desks.team.standing import AdviserRow, by_adviser, covers_of
from matching.panel.models import PanelAction

COLUMNS = (
    Column("Adviser", heads=True),
    Column("Young people", number=True),
    Column("Not in EET", number=True),
    Column("Activity not known", number=True),
    Column("Put forward, late", number=True),
    Column("Panel actions late", number=True),
    Column("Not in touch for six weeks", number=True),
)


class Team(Screen):
    """By adviser, with what needs a manager above it."""

    may = (Permission.ASSIGN_ADVISER,)
    template_name = "team/team.html"
    heading = "My team"

    @property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council

    @cached_property
    def everyone(self) -> list[Standing]:
        return standings(self.user, self.today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "csv" in request.GET:
            return csv_response("team-by-adviser", COLUMNS, self.rows())
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        people = [row.person for row in self.everyone]
        nobody = [person for person in people if worker_of(person) is None]
        restricted = [person for person in people if person.is_restricted]
        shown = {person.pk: person for person in [*nobody, *restricted]}
        record_view(shown.values(), council=self.council, by=self.user, purpose="team", fields=["identity"])
        return {
            "counted": counts(self.everyone),
            "nobody": nobody,
            "restricted": restricted,
            "concerns": Concern.objects.visible_to(self.user).open().count(),
            "covers": covers_of(people, timezone.now()),
            "actions": PanelAction.objects.waiting_for(self.user).aggregate(
                all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=self.today))
            ),
            "table": Table(
                caption="By adviser",
                columns=COLUMNS,
                rows=self.rows(),
                order="Most that is late first, then most people not in touch.",
                empty="Nobody in your team has young people yet.",
                csv="?csv",
            ),
        }

    def rows(self) -> list[list[Any]]:
        return [self.cells(row) for row in by_adviser(self.everyone, self.today)]

    def cells(self, row: AdviserRow) -> list[Any]:
        href = f"{reverse('caseload')}?tab=all&of={row.adviser.public_id}"
        link = format_html('<a class="govuk-link" href="{}">{}</a>', href, row.adviser.name)
        late = [Cell(n, html=tag(str(n), "red")) if n else Cell(0) for n in (row.late, row.actions_late)]
        return [Cell(row.adviser.name, html=link), row.people, row.not_in_eet, row.not_known, *late, row.out_of_touch]


class ArrangeCover(FormScreen):
    may = (Permission.ASSIGN_ADVISER,)
    form_class = CoverForm
    heading = "Cover for a colleague"
    lead = "Whoever covers can open the records from the first day to the last. It ends by itself."
    button = "Arrange this cover"

    def back(self) -> tuple[str, str]:
        return reverse("team"), "My team"

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.today}

    @cached_property
    def colleagues(self) -> dict[str, User]:
        users = User.objects.filter(council=self.user.council_id, is_active=True).order_by("name")
        able = [user for user in users if user.may(Permission.SEE_OWN_CASELOAD)]
        return {str(user.public_id): user for user in sorted(able, key=lambda user: user.team != self.user.team)}

    def form_kwargs(self) -> dict[str, Any]:
        names = [(code, f"{user}, {user.team}" if user.team else str(user)) for code, user in self.colleagues.items()]
        return {"colleagues": names}

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        absent, colleague = self.colleagues[said["absent"]], self.colleagues[said["colleague"]]
        grants = cover(
            absent=absent, colleague=colleague, from_on=said["from_on"], until_on=said["until_on"], by=self.user
        )
        many = f"{len(grants)} young people" if len(grants) > 1 else "1 young person"
        return f"{colleague} covers for {absent}: {many}, until {said['until_on']:%-d %B}."

    def next_url(self) -> str:
        return reverse("team")


class EndCover(ActionScreen):
    """All rows of one cover end at once."""

    may = (Permission.ASSIGN_ADVISER,)

    def check_may_open(self) -> None:
        super().check_may_open()
        people = YoungPerson.objects.worked_with_by(self.user)
        rows = AccessGrant.objects.filter(person__in=people, why=AccessGrant.Why.COVER)
        self.grant = self.one(rows.select_related("user"), public_id=self.kwargs["grant"])

    def act(self) -> str:
        one = self.grant
        people = YoungPerson.objects.visible_to(self.user)
        same = {"user": one.user, "reference": one.reference, "until_at": one.until_at, "why": one.why}
        end_access(grants=AccessGrant.objects.filter(person__in=people, **same), by=self.user)
        return f"{one.user} covers no more."

    def next_url(self) -> str:
        return reverse("team")

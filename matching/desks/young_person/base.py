"""What every page of one young person shares: the record behind its one door, and what this user may see of it."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet

from aspirations.models import YoungPerson
from aspirations.people.field_groups import Right, rights
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.refusal import NotAllowed
from config.screens.pages import ActionScreen, FormScreen, Screen
from matching.desks.links import address


class PersonScreen(Screen):
    """A page of one young person. `group` is the field group it shows or changes, `needs` the right to it.

    "{who}" in the heading or the lead is what the person is called.
    """

    may: ClassVar[tuple[Permission, ...]] = (
        Permission.SEE_OWN_CASELOAD,
        Permission.SEE_TEAM_CASELOAD,
        Permission.SEE_COUNCIL_PEOPLE,
        Permission.SEE_AGENDA,
    )
    group: ClassVar[str] = "identity"
    needs: ClassVar[tuple[Right, ...]] = ("R", "W", "P")
    fields: ClassVar[tuple[str, ...]] = ()
    purpose: ClassVar[str] = ""

    def check_may_open(self) -> None:
        super().check_may_open()
        self.user.council = self.council  # the same one; the page's header need not ask for it again
        if self.rights.get(self.group) not in self.needs:
            raise NotAllowed(f"This part of the record is for those who work with {self.person.called}.")
        self.heading = self.heading.format(who=self.person.called)

    def people(self) -> YoungPersonQuerySet:
        return YoungPerson.objects.visible_to(self.user).select_related(
            "council", "personal_adviser", "social_worker", "manager"
        )

    @cached_property
    def person(self) -> YoungPerson:
        return self.one(self.people(), public_id=self.kwargs["person"])

    @cached_property
    def rights(self) -> dict[str, Right]:
        return rights(self.user, self.person)

    @cached_property
    def council(self) -> Council:
        return self.person.council

    def may_read(self, group: str) -> bool:
        return group in self.rights

    def may_write(self, group: str) -> bool:
        return self.rights.get(group) == "W"

    def back(self) -> tuple[str, str] | None:
        return self.page("person"), self.person.called

    def page(self, name: str) -> str:
        """The address of another page of this person."""
        return address(name, person=self.person.public_id)

    def show(self, *, status: int = 200, **more: Any) -> Any:
        """Every view of a record leaves its event, with the groups of fields that were shown (S2)."""
        shown = [group for group in (self.fields or (self.group,)) if group in self.rights or group == self.group]
        record_view([self.person], council=self.council, by=self.user, purpose=self.purpose or "record", fields=shown)
        return super().show(status=status, **{"person": self.person, **more})


class PersonForm(PersonScreen, FormScreen):
    """A form on one young person's record; who only reads this part is told who changes it."""

    may = (Permission.RECORD_PROGRESS,)
    needs = ("W",)

    def check_may_open(self) -> None:
        super().check_may_open()
        self.lead = self.lead.format(who=self.person.called)

    def next_url(self) -> str:
        return self.page("person_progress")


class RowAction(ActionScreen):
    """A button that stands beside one row of a record; the row is not found for those who may not open the record."""

    may = (Permission.RECORD_PROGRESS,)
    group: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def check_may_open(self) -> None:
        super().check_may_open()
        (public_id,) = self.kwargs.values()
        self.row = self.one(self.rows().select_related("person__council"), public_id=public_id)
        if rights(self.user, self.row.person).get(self.group) != "W":
            raise NotAllowed(f"This part of the record is for those who work with {self.row.person.called}.")

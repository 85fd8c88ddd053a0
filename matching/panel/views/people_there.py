"""Who is there and who steps back; and an adviser who asks for a case to be discussed."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.screens.navigation import in_a_sentence
from config.screens.pages import FormScreen
from matching.panel.asking import ask_for_discussion
from matching.panel.attendance import note_attendance, step_back
from matching.panel.forms import AskForm, AttendanceForm, StepBackForm
from matching.panel.models import AgendaItem, ConflictOfInterest, PanelMeeting
from matching.panel.views.shared import MeetingScreen, of

ON_PANEL = [role.code for role in ROLES.values() if Permission.DECIDE_AT_PANEL in role.permissions]


def panel_of(meeting: PanelMeeting) -> list[User]:
    return list(User.objects.filter(council=meeting.council, is_active=True, roles__overlap=ON_PANEL))


def advisers_of(meeting: PanelMeeting) -> list[User]:
    """The advisers of those to be discussed; some come to speak for somebody."""
    to_discuss = meeting.items.filter(to_discuss=True)
    rule = Q(caseload__agenda_items__in=to_discuss) | Q(social_work_caseload__agenda_items__in=to_discuss)
    return list(User.objects.filter(rule, is_active=True).distinct())


class Attendance(MeetingScreen, FormScreen):
    may = (Permission.DECIDE_AT_PANEL,)
    template_name = "panel/attendance.html"
    form_class = AttendanceForm
    heading = "Attendance and conflicts"
    button = "Save who is here"

    def back(self) -> tuple[str, str]:
        return of("agenda", self.meeting), "Back to the agenda"

    def users(self) -> list[User]:
        return list(dict.fromkeys([*panel_of(self.meeting), *advisers_of(self.meeting)]))

    def form_kwargs(self) -> dict[str, Any]:
        people = {str(user.public_id): f"{user.name}, {role_in_words(user)}" for user in self.users()}
        return {"people": people}

    def initial(self) -> dict[str, Any]:
        meeting = self.meeting
        present = [str(public_id) for public_id in meeting.present.values_list("public_id", flat=True)]
        return {"present": present, "also_present": meeting.also_present}

    def context(self) -> dict[str, Any]:
        visible = AgendaItem.objects.visible_to(self.user).filter(meeting=self.meeting)
        conflicts = ConflictOfInterest.objects.filter(item__in=visible).select_related("item__person", "member")
        return {"meeting": self.meeting, "conflicts": conflicts}

    def act(self, form: AttendanceForm) -> str:
        said = form.cleaned_data
        present = [user for user in self.users() if str(user.public_id) in said["present"]]
        note_attendance(self.meeting, present=present, also_present=said["also_present"], by=self.user)
        return f"Saved: {len(present)} here."

    def next_url(self) -> str:
        return of("attendance", self.meeting)


def role_in_words(user: User) -> str:
    return next((in_a_sentence(ROLES[code].label) for code in ROLES if code in user.roles), "no role yet")


class StepBack(MeetingScreen, FormScreen):
    """Somebody on the panel has an interest in this case."""

    may = (Permission.DECIDE_AT_PANEL,)
    form_class = StepBackForm
    button = "Note that they step back"
    lead = "They do not see this case in the panel room from now on, and do not decide it. The minutes say so."

    @property
    def item(self) -> AgendaItem:
        items = AgendaItem.objects.filter(meeting=self.meeting).visible_to(self.user)
        return self.one(items.select_related("person", "meeting__council"), public_id=self.kwargs["item"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Stepping back from {self.item.person.called}"}

    def back(self) -> tuple[str, str]:
        return self.case(), "Back to the case"

    def case(self) -> str:
        return reverse("panel_case", kwargs={"meeting": self.kwargs["meeting"], "item": self.kwargs["item"]})

    def form_kwargs(self) -> dict[str, Any]:
        return {"members": panel_of(self.meeting)}

    def act(self, form: StepBackForm) -> str:
        chosen = form.cleaned_data["member"]
        member = next(user for user in panel_of(self.meeting) if str(user.public_id) == chosen)
        step_back(self.item, member=member, why=form.cleaned_data["why"], by=self.user)
        return f"{member.name} steps back from this case."

    def next_url(self) -> str:
        return self.case()


class AskForDiscussion(FormScreen):
    """An adviser asks the panel to discuss somebody."""

    may = (Permission.NOMINATE,)
    form_class = AskForm
    button = "Ask the panel"
    lead = "The case goes on the next agenda that is not frozen yet, marked for discussion."

    @property
    def person(self) -> YoungPerson:
        return self.one(YoungPerson.objects.visible_to(self.user), public_id=self.kwargs["person"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Ask the panel to discuss {self.person.called}"}

    def back(self) -> tuple[str, str]:
        return self.next_url(), "Back"

    def act(self, form: AskForm) -> str:
        asked = ask_for_discussion(self.person, because=form.cleaned_data["because"], by=self.user)
        if asked.meeting is None:
            return f"Asked. {asked.person.called} will be on the next agenda, to be discussed."
        return f"Asked. {asked.person.called} is to be discussed on {asked.meeting.held_on:%-d %B}."

    def next_url(self) -> str:
        return reverse("person", kwargs={"person": self.kwargs["person"]})

"""People put forward, for the employer who signed in: what each agreed to share, and an answer in two clicks."""

from typing import Any

from django.urls import reverse

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Table, paged
from matching.desks.nominees.forms import TOLD, AnswerForm, OutcomeForm
from matching.desks.nominees.people import (
    ENDED,
    TABS,
    Nominee,
    fields_shown,
    nominees,
    over,
    rows_of,
    said_as,
    standing_under,
)
from matching.desks.nominees.words import heading_after, next_after, standing
from matching.nominations.answering import choices_for, give_answer, in_words, last_place_taken_at
from matching.nominations.models import Nomination
from matching.outcomes import actions as outcomes
from matching.outcomes.models import OutcomeMilestone

ANSWERS = (Permission.ANSWER_NOMINATIONS,)


class Nominees(Screen):
    """People put forward to my organisation, by what is asked of me."""

    may = ANSWERS
    template_name = "nominees/nominees.html"
    heading = "People put forward"

    def context(self) -> dict[str, Any]:
        tab = self.request.GET.get("tab", "due")
        tab = tab if tab in TABS else "due"
        keys = standing_under(self.user)
        page = paged(self.request, keys[tab])
        people = nominees(rows_of(list(page.object_list)), self.today)
        self.note_view(people)
        counts = {name: len(of) for name, of in keys.items()}
        counts["closed"] += counts["over"]
        tabs = [(f"{words} ({counts[name]})", f"?tab={name}", name == tab) for name, (words, _) in TABS.items()]
        return {
            "tab": tab,
            "tabs": tabs,
            "people": [(one, choices_for(one.nomination)) for one in people],
            "table": Table("", (), (), page=page, more={"tab": tab}),
            "places": dict.fromkeys(one.nomination.opportunity for one in people),
            "over": self.over() if tab == "closed" and counts["over"] else [],
            "asked": self.asked() if tab in ("due", "closed") else [],
            "none_at_all": not sum(counts.values()),
        }

    def note_view(self, people: list[Nominee]) -> None:
        assert self.user.council is not None
        rows = dict.fromkeys(one.nomination.person for one in people)
        record_view(rows, council=self.user.council, by=self.user, purpose="introduction", fields=fields_shown(people))

    def over(self) -> list[tuple[str, str, Any]]:
        rows = over(self.user).select_related("opportunity").order_by("-state_since_at")[:25]
        return [(row.opportunity.title, ENDED[row.state], row.state_since_at) for row in rows]

    def asked(self) -> list[tuple[OutcomeMilestone, str]]:
        """Whose start or time with us is to be told of, with the name as far as it is agreed."""
        rows = OutcomeMilestone.objects.visible_to(self.user).due_by(self.today).filter(asking_stopped_at=None)
        rows = rows.with_label()
        milestones = list(rows.select_related("placement__nomination__opportunity", "placement__nomination__person"))
        named = nominees([row.placement.nomination for row in milestones], self.today)
        self.note_view(named)
        return [(row, one.name) for row, one in zip(milestones, named, strict=True)]


class NomineePage(FormScreen):
    """One person: what is shared, where it stands, and my answer."""

    may = ANSWERS
    form_class = AnswerForm
    template_name = "nominees/nominee.html"
    button = "Send answer"

    @property
    def nomination(self) -> Nomination:
        rows = Nomination.objects.visible_to(self.user).select_related("opportunity", "person", "council")
        return self.one(rows, public_id=self.kwargs["nomination"])

    def form_kwargs(self) -> dict[str, Any]:
        self.nominee = nominees([self.nomination], self.today)[0]
        return form_facts(self.nominee)

    def initial(self) -> dict[str, Any]:
        return {"answer": self.request.GET.get("answer", "")}

    def context(self) -> dict[str, Any]:
        person = self.nominee.nomination.person
        fields = fields_shown([self.nominee])
        record_view([person], council=person.council, by=self.user, purpose="introduction", fields=fields)
        return {**page_facts(self.nominee), "heading": self.nominee.name}

    def back(self) -> tuple[str, str]:
        return reverse("nominees"), "People put forward"

    def act(self, form: AnswerForm) -> str:
        answer = form.said()
        moved = give_answer(self.nominee.nomination, answer, by=self.user)
        return f"{heading_after(answer, self.nominee.name)} {next_after(answer, moved)}"

    def next_url(self) -> str:
        return reverse("nominees")


class HowItGoes(FormScreen):
    """How it goes with somebody who started with us (R2)."""

    may = ANSWERS
    form_class = OutcomeForm
    button = "Send this"
    template_name = "nominees/how_it_goes.html"

    @property
    def milestone(self) -> OutcomeMilestone:
        rows = OutcomeMilestone.objects.visible_to(self.user).with_label()
        rows = rows.select_related("placement__nomination__opportunity", "placement__council")
        return self.one(rows, public_id=self.kwargs["milestone"])

    def form_kwargs(self) -> dict[str, Any]:
        self.asked = self.milestone
        self.nominee = nominees([self.asked.placement.nomination], self.today)[0]
        return {"milestone": self.asked}

    def context(self) -> dict[str, Any]:
        person = self.nominee.nomination.person
        record_view([person], council=person.council, by=self.user, purpose="outcome", fields=["Name"])
        return {"heading": f"How is it going with {self.nominee.name}?", **milestone_facts(self.asked)}

    def back(self) -> tuple[str, str]:
        return reverse("nominees"), "People put forward"

    def act(self, form: OutcomeForm) -> str:
        tell_how_it_goes(self.asked, form, by=self.user)
        return "Thank you. That is all we need for now."

    def next_url(self) -> str:
        return reverse("nominees")


def form_facts(nominee: Nominee) -> dict[str, Any]:
    nomination = nominee.nomination
    return {"nomination": nomination, "choices": choices_for(nomination), "who": nominee.name, "day": nominee.day}


def page_facts(nominee: Nominee) -> dict[str, Any]:
    """What both pages show of a person: the signed-in one and the one of the link."""
    nomination = nominee.nomination
    gone = bool(choices_for(nomination)) and not nomination.opportunity.places_left
    at = last_place_taken_at(nomination) if gone else None
    return {
        "nominee": nominee,
        "told": [(label, said_as(label, value)) for label, value in nominee.told.items() if label != "Name"],
        "standing": standing(nominee),
        "can_answer": bool(choices_for(nomination)),
        "gone": f"The last place was taken{in_words(at) if at else ''}." if gone else "",
        "meeting": nomination.interviews.order_by("-at").first(),
    }


def milestone_facts(milestone: OutcomeMilestone) -> dict[str, Any]:
    opportunity = milestone.placement.opportunity.title
    return {"moment": milestone.label, "title": "How it is going", "opportunity": opportunity}


def tell_how_it_goes(milestone: OutcomeMilestone, form: OutcomeForm, *, by: User | None) -> None:
    """The employer's answer; or that the adviser was told before, which only ends the asking."""
    said, note = form.cleaned_data["said"], form.cleaned_data["note"]
    if said == TOLD:
        outcomes.stop_asking(milestone, by=by)
    else:
        outcomes.answer(milestone, said=said, note=note, answered_for="employer", by=by)

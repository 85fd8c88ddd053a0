"""Matches of one young person: what fits and why, what is in the way, and acting against the ranking (M2-M5, M10)."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Exists, Subquery
from django.urls import reverse

from aspirations.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.permissions import Permission
from config.audit_trail.trail import record_view
from config.screens.pages import ActionScreen, FormScreen, Screen
from matching.engine.facts import Fact
from matching.shortlists import actions, forms
from matching.shortlists.explaining import explain_to, works_with
from matching.shortlists.matches import DOORS_SHOWN, PART_LABELS, UNKNOWN_SHOWN, matches_of
from matching.shortlists.models import ShortlistEntry, ShortlistOverride
from opportunities.models import Opportunity

AT_FIRST = 4
READS = (Permission.DRAW_UP_SHORTLISTS, Permission.DECIDE_AT_PANEL)
ACTS = (Permission.DRAW_UP_SHORTLISTS,)


def opens(fact: Fact) -> bool:
    """Something that the person can be helped to: not an age, and not what each employer settles for itself."""
    return bool(fact.fix) and fact.code not in ("hours", "travel")


class OfPerson(Screen):
    """A page about one young person whom this user may see."""

    may: ClassVar[tuple[Permission, ...]] = READS

    def people(self) -> YoungPersonQuerySet:
        return YoungPerson.objects.visible_to(self.user).saying_who_works_with(self.user)

    @cached_property
    def person(self) -> YoungPerson:
        people = self.people().select_related("council", "personal_adviser", "social_worker", "manager")
        return self.one(people, public_id=self.kwargs["person"])

    @property
    def may_act(self) -> bool:
        """Whether this user works with the person; the panel reads."""
        return works_with(self.user, self.person)

    @cached_property
    def opportunity(self) -> Opportunity:
        rows = Opportunity.objects.offered_to(self.user).select_related("employer")
        return self.one(rows, public_id=self.kwargs["opportunity"])

    def matches_url(self) -> str:
        return reverse("matches", kwargs={"person": self.person.public_id})

    def back(self) -> tuple[str, str]:
        return self.matches_url(), f"Matches for {self.person.called}"


class OfOwnPerson(OfPerson):
    """A page by which something is done for somebody whom this user works with."""

    may = ACTS

    def people(self) -> YoungPersonQuerySet:
        return YoungPerson.objects.worked_with_by(self.user)


class Matches(OfPerson):
    """What fits, why, what is in the way."""

    template_name = "shortlists/matches.html"

    def back(self) -> tuple[str, str]:
        return reverse("person", kwargs={"person": self.person.public_id}), self.person.called

    def context(self) -> dict[str, Any]:
        person = self.person
        record_view([person], council=person.council, by=self.user, purpose="matches", fields=["wishes", "shortlist"])
        found = matches_of(person, self.today)
        shown = found.shown if "all" in self.request.GET else found.shown[:AT_FIRST]
        return {
            "heading": f"Matches for {person.called}",
            "person": person,
            "best": shown[0] if shown else None,
            "others": shown[1:],
            "hidden": len(found.shown) - len(shown),
            "labels": PART_LABELS,
            "found": found,
            "would_open": [door for door in found.doors.would_open if opens(door[0])][:DOORS_SHOWN],
            "not_known": found.doors.not_known[:UNKNOWN_SHOWN],
            "left_out": found.left_out,
            "may_act": self.may_act,
        }


class WhyNot(OfPerson):
    """Why, and why not, for any opportunity beside this person (M3)."""

    template_name = "shortlists/why_not.html"

    def context(self) -> dict[str, Any]:
        person, offer = self.person, self.opportunity
        return {
            "heading": offer.title,
            "person": person,
            "opportunity": offer,
            "explanation": explain_to(self.user, person=person, opportunity=offer, day=self.today),
            "labels": PART_LABELS,
            "may_act": self.may_act,
            "is_listed": self.is_listed(),
        }

    def is_listed(self) -> bool:
        """Whether it stands on the list that is shown: it can be moved there, else added."""
        changes = ShortlistOverride.objects.filter(person=self.person, opportunity=self.opportunity, ended_at=None)
        last = changes.order_by("-recorded_at").values("act")[:1]
        entries = ShortlistEntry.objects.newest().filter(person=self.person, opportunity=self.opportunity)
        rows = YoungPerson.objects.filter(pk=self.person.pk).annotate(last=Subquery(last), ranked=Exists(entries))
        act, ranked = rows.values_list("last", "ranked").get()
        return act != ShortlistOverride.Act.LEAVE_OUT and bool(ranked or act)


class DrawUpAgain(OfOwnPerson, ActionScreen):
    def act(self) -> str:
        person = self.person
        actions.draw_up(council=person.council, day=self.today, by=self.user, people=[person])
        return "Drawn up again from what we know now."

    def next_url(self) -> str:
        return self.matches_url()


class TakeBack(OfOwnPerson, ActionScreen):
    """Let the ranking stand again for one offer."""

    def act(self) -> str:
        changes = ShortlistOverride.objects.filter(person=self.person).select_related("person__council", "opportunity")
        change = self.one(changes, public_id=self.kwargs["override"])
        actions.take_back(change, by=self.user)
        return f"“{change.opportunity.title}” stands again where the ranking puts it."

    def next_url(self) -> str:
        return self.matches_url()


class Override(OfOwnPerson, FormScreen):
    """One change of the list by a person, with the reason."""

    action_of_list = ShortlistOverride.Act.LEAVE_OUT
    done = ""

    def act(self, form: Any) -> str:
        person, opportunity = self.person, self.opportunity
        actions.override(
            person=person,
            opportunity=opportunity,
            act=self.action_of_list,
            reason=form.cleaned_data["reason"],
            rank=form.cleaned_data.get("rank"),
            by=self.user,
        )
        return self.done.format(title=opportunity.title, who=person.called)

    def context(self) -> dict[str, Any]:
        return {"heading": self.heading.format(title=self.opportunity.title), "lead": f"For {self.person.called}."}

    def next_url(self) -> str:
        return self.matches_url()


class LeaveOut(Override):
    form_class = forms.LeaveOutForm
    heading, button = "Leave out “{title}”", "Leave it out"
    done = "“{title}” is left out of the list for {who}."


class Add(Override):
    action_of_list = ShortlistOverride.Act.ADD
    form_class = forms.AddForm
    heading, button = "Add “{title}” to the list", "Add it"
    done = "“{title}” is on the list for {who}."


class MoveInList(Override):
    action_of_list = ShortlistOverride.Act.MOVE
    form_class = forms.MoveForm
    heading, button = "Move “{title}” in the list", "Move it"
    done = "“{title}” has its new place in the list for {who}."

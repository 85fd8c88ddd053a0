"""What needs me: the first page of the Virtual School (screens.md 12)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from aspirations.audits.coverage import by_status
from aspirations.models import AspirationRound, YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.screens.pages import Screen
from employers.merging import pairs_to_judge
from employers.models import BusinessEvent, Employer
from matching.desks.lines import Line
from matching.reports.demand import demand
from opportunities.models import Opportunity, Pledge

AGREE_WITHIN_DAYS = 7
SHOWN = 5


class VirtualSchoolDesk(Screen):
    may = (Permission.KEEP_EMPLOYERS,)
    template_name = "virtual_school/desk.html"
    heading = "What needs you today"

    def context(self) -> dict[str, Any]:
        people = YoungPerson.objects.visible_to(self.user)
        found = demand(people, Opportunity.objects.visible_to(self.user), self.today, areas=False)
        return {
            "lines": list(lines(self.user, people, self.today))[:SHOWN],
            "short": [gap for gap in found.by_category if gap.short][:SHOWN],
            "demand": found,
            "next_event": BusinessEvent.objects.visible_to(self.user).filter(held_on__gte=self.today).last(),
        }


def lines(user: User, people: YoungPersonQuerySet, day: date) -> Iterator[Line]:
    """What waits, the most pressing first; nothing of it is a guess."""
    yield from _pledges_to_triage(user, day)
    yield from _rounds(user, people)
    yield from _agreed_without_opportunity(user)
    yield from _past_closing(user, day)
    yield from _checks(user)
    yield from _duplicates(user)


def _pledges_to_triage(user: User, day: date) -> Iterator[Line]:
    waiting = Pledge.objects.visible_to(user).filter(state="captured").aggregate(n=Count("pk"), since=Min("pledged_on"))
    if not waiting["n"]:
        return
    days = (day - waiting["since"]).days
    late = days > AGREE_WITHIN_DAYS
    said = "1 pledge waits" if waiting["n"] == 1 else f"{waiting['n']} pledges wait"
    tag = f"Oldest: {days} days" if days != 1 else "Oldest: 1 day"
    href = reverse("pledges") + "?state=captured"
    yield Line(f"{said} for a first look.", "Look at them", href, tag, "red" if late else "amber")


def _rounds(user: User, people: YoungPersonQuerySet) -> Iterator[Line]:
    opened = AspirationRound.objects.visible_to(user).open().first()
    if opened is None:
        yield Line("No round of the aspiration audit is open.", "Start one", reverse("open_round"))
        return
    statuses = by_status(people, opened)
    told, everyone = sum(row["audited"] for row in statuses), sum(row["people"] for row in statuses)
    if told < everyone:
        sentence = f"{opened.name}: {told} of {everyone} young people have told us what they hope for."
        yield Line(sentence, "See who is missing", reverse("missing_from_round", args=[opened.public_id]))


def _agreed_without_opportunity(user: User) -> Iterator[Line]:
    agreed = Pledge.objects.visible_to(user).filter(state__in=["triaged", "agreed"], quantity_converted=0).count()
    if agreed:
        said = "1 pledge is" if agreed == 1 else f"{agreed} pledges are"
        href = reverse("pledges") + "?state=triaged"
        yield Line(f"{said} looked at and not turned into an opportunity yet.", "Draft opportunities", href)


def _past_closing(user: User, day: date) -> Iterator[Line]:
    if past := Opportunity.objects.visible_to(user).past_closing(day).count():
        said = (
            "1 opportunity is past its closing day, and is"
            if past == 1
            else (f"{past} opportunities are past their closing day, and are")
        )
        yield Line(f"{said} offered to nobody.", "See them", reverse("employer_desk") + "?tab=past")


def _checks(user: User) -> Iterator[Line]:
    in_use = Q(opportunities__state="live") & ~Q(safeguarding_check=Employer.SafeguardingCheck.CLEARED)
    unchecked = Employer.objects.visible_to(user).filter(in_use).distinct().count()
    if unchecked:
        said = "1 employer with a live offer has" if unchecked == 1 else f"{unchecked} employers with live offers have"
        href = reverse("employers") + "?check=not_cleared"
        yield Line(f"{said} no cleared safeguarding check, so nobody under 18 can be introduced.", "See them", href)


def _duplicates(user: User) -> Iterator[Line]:
    if pairs := len(pairs_to_judge(Employer.objects.visible_to(user))):
        said = "2 employers may be one." if pairs == 1 else f"{pairs} pairs of employers may be one each."
        yield Line(said, "Decide", reverse("likely_duplicates"))

"""How many of each kind wait for one user on a day. One query each."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.age_clock import WATCHED, next_birthday
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import User
from config.outbox.actions import given_up
from matching.desks.caseload.listing import SIX_WEEKS
from matching.nominations.models import EmployerSilence, Interview, Nomination
from matching.nominations.routes import route_of
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.timetable import rules_of, timetable
from matching.panel.models import PanelAction
from matching.reports.pack.models import MonthlyPack
from opportunities.freshness import said_by
from opportunities.models import BarrierReview, Pledge

BIRTHDAYS_AHEAD, REVIEW_AFTER, UNMOVED_AFTER, CLOSING_IN = 30, 80, 30, 14
WEEK, MONTH = timedelta(days=7), timedelta(days=31)


def own_people(user: User) -> YoungPersonQuerySet:
    """Those whose next step is this adviser's."""
    return YoungPerson.objects.alive().filter(Q(personal_adviser=user) | Q(personal_adviser=None, social_worker=user))


def team_people(user: User) -> YoungPersonQuerySet:
    return YoungPerson.objects.worked_with_by(user).alive()


def of_own(user: User, *states: str) -> QuerySet[Nomination]:
    return Nomination.objects.filter(person__in=own_people(user), state__in=states)


def next_steps(user: User, day: date) -> int:
    return of_own(user, "person_said_yes", "panel_agreed", "offered").values("person").distinct().count()


def unanswered(user: User, day: date) -> int:
    return of_own(user, "shortlisted").filter(due_on__lt=day).count()


def silent_employers(user: User, day: date) -> int:
    late = of_own(user, "introduced", "in_review", "interview").filter(due_on__lt=day)
    return late.values("opportunity__employer").distinct().count()


def interviews_over(user: User, day: date) -> int:
    return Interview.objects.filter(nomination__in=of_own(user, "interview"), attended=None, at__date__lt=day).count()


def outcomes_by_phone(user: User, day: date) -> int:
    """Milestones whose reminders to the employer are used up."""
    assert user.council is not None
    rules = rules_of(user.council)
    rows = OutcomeMilestone.objects.due_by(day).filter(placement__person__in=own_people(user), asking_stopped_at=None)
    return sum(timetable(row, rules).phone_from <= day for row in rows)


def put_off_until_now(user: User, day: date) -> int:
    return of_own(user, "postponed").filter(postponed_until__lte=day).count()


def unmoved(user: User, day: date) -> int:
    return of_own(user, "nominated").filter(state_since_at__date__lte=day - timedelta(UNMOVED_AFTER)).count()


def wishes_to_review(user: User, day: date) -> int:
    asked = AspirationAudit.objects.current().filter(asked_on__lte=day - timedelta(REVIEW_AFTER))
    return own_people(user).neet_on(day).filter(Exists(asked.filter(person=OuterRef("pk")))).count()


def birthdays(user: User, day: date) -> int:
    ahead = (next_birthday(born, day, BIRTHDAYS_AHEAD) for born in own_people(user).values_list("born_on", flat=True))
    return sum(found is not None and found[1] in WATCHED for found in ahead)


def actions_due(user: User, day: date) -> int:
    return PanelAction.objects.filter(owner=user, done_at=None, due_on__lte=day, person__died_on=None).count()


def closing_undecided(user: User, day: date) -> int:
    soon = Nomination.objects.filter(council=user.council, state="nominated", person__died_on=None)
    return soon.filter(opportunity__closes_on__range=(day, day + timedelta(CLOSING_IN))).count()


def vacancies_to_review(user: User, day: date) -> int:
    return BarrierReview.objects.filter(opportunity__council=user.council, answered_at=None).count()


def late_in_team(user: User, day: date) -> int:
    return Nomination.objects.live().filter(person__in=team_people(user), due_on__lt=day).count()


def without_adviser(user: User, day: date) -> int:
    return team_people(user).filter(personal_adviser=None, social_worker=None).count()


def out_of_touch(user: User, day: date) -> int:
    return team_people(user).filter(last_contact_on__lt=day - timedelta(SIX_WEEKS)).count()


def pledges_waiting(user: User, day: date) -> int:
    return Pledge.objects.filter(council=user.council, state="captured", pledged_on__lt=day - WEEK).count()


def offers_unconfirmed(user: User, day: date) -> int:
    assert user.council is not None
    return said_by(user.council, day, 60).count()


def employers_paused(user: User, day: date) -> int:
    paused = EmployerSilence.objects.filter(employer__council=user.council, paused_on__gt=day - WEEK)
    return paused.values("employer").distinct().count()


def supplies_late(user: User, day: date) -> int:
    late = Nomination.objects.filter(council=user.council, state__in=("introduced", "in_review"), due_on__lt=day)
    return sum(route_of(row) == "supply" for row in late.select_related("opportunity"))


def mails_lost(user: User, day: date) -> int:
    return given_up().filter(council=user.council, webhook=None, recorded_at__date__gt=day - WEEK).count()


def packs_agreed(user: User, day: date) -> int:
    return MonthlyPack.objects.filter(council=user.council, state="agreed", agreed_at__date__gt=day - MONTH).count()

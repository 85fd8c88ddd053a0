"""Collecting what the need points turn on, for everyone on an agenda at once: a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Max, Q

from aspirations.models import Aspiration, AspirationAudit, EetSpell, LeavingCareFact, YoungPerson
from aspirations.people.ages import age_on, birthday
from aspirations.spells.activity import NEET_CODES
from aspirations.spells.lengths import months_between
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.nominations.models import Nomination
from matching.nominations.states import LIVE, WITH_EMPLOYER
from matching.panel.models import AgendaItem, PanelAction, PanelMeeting
from matching.panel.need import NeedFacts
from matching.shortlists.models import ShortlistEntry

UNSETTLED = ("S", "V", "W")
"""ACCOM letters of no settled home: no fixed abode, emergency, bed and breakfast."""
YEAR = timedelta(days=365)


def need_facts(people: Sequence[YoungPerson], meeting: PanelMeeting, asked: set[int]) -> dict[int, NeedFacts]:
    """The facts of each person by pk on the meeting's day. `asked`: people somebody asked to discuss."""
    day = meeting.held_on
    spells, homes, changes = _neet_spells(people, day), _homes(people, day), _dated_changes(people, day)
    closing, overdue, stalled = _closing(people, day), _overdue(people, day), _stalled(people, day)
    wished, unseen, rights = _with_a_wish(people), _unseen(people, meeting), _rights()
    facts = {}
    for person in people:
        current = spells[person.pk][-1] if spells[person.pk] else None
        lost_in, lost = _next_right_lost(person, rights, day)
        facts[person.pk] = NeedFacts(
            months_neet=months_between(current.started_on, day) if current else 0,
            at_least=bool(current and current.started_on_or_before),
            spell_days=(day - current.started_on).days if current and not current.started_on_or_before else None,
            second_spell=_is_second_within_a_year(spells[person.pk], day),
            right_lost_in=lost_in,
            right_lost=lost,
            dated_change_in=changes.get(person.pk),
            duty_unmet=current is not None and person.born_on is not None and 16 <= age_on(person.born_on, day) < 18,
            days_without_contact=(day - person.last_contact_on).days if person.last_contact_on else None,
            no_settled_home=homes.get(person.pk) in UNSETTLED,
            match_closes_in=closing.get(person.pk),
            overdue_actions=overdue[person.pk],
            stalled=person.pk in stalled,
            meetings_unseen=unseen[person.pk],
            asked=person.pk in asked,
            no_wish=person.pk not in wished,
        )
    return facts


def _neet_spells(people: Sequence[YoungPerson], day: date) -> dict[int, list[EetSpell]]:
    """NEET spells by person, oldest first, joined where one follows another; the last one is open on the day."""
    found: dict[int, list[EetSpell]] = defaultdict(list)
    rows = EetSpell.objects.filter(person__in=people, activity__in=NEET_CODES, started_on__lte=day)
    for spell in rows.order_by("person", "started_on"):
        before = found[spell.person_id]
        if before and before[-1].ended_on == spell.started_on:
            before[-1].ended_on = spell.ended_on
        else:
            before.append(spell)
    return found


def _is_second_within_a_year(spells: list[EetSpell], day: date) -> bool:
    return any(later.started_on > day - YEAR and earlier.ended_on for earlier, later in pairwise(spells))


def _rights() -> list[CodedTerm]:
    """Confirmed national rights and routes that end at an age."""
    rows = terms("rights").values()
    ending = [row for row in rows if row.attributes["gains_or_loses"] == "loses" and row.group == "national"]
    return [row for row in ending if row.attributes["confirmed"] == "yes" and row.code != "duty_ends"]


def _next_right_lost(person: YoungPerson, rights: list[CodedTerm], day: date) -> tuple[int | None, str]:
    """Days until the next right is lost, and its name; None without a date of birth or with nothing ahead."""
    if person.born_on is None:
        return None, ""
    ahead = [((birthday(person.born_on, int(row.attributes["at_age"])) - day).days, row.label) for row in rights]
    return min(((days, label) for days, label in ahead if days >= 0), default=(None, ""))


def _homes(people: Sequence[YoungPerson], day: date) -> dict[int, str]:
    facts = LeavingCareFact.objects.filter(person__in=people, as_of__lte=day).order_by("person", "as_of")
    return dict(facts.values_list("person", "accommodation"))


def _dated_changes(people: Sequence[YoungPerson], day: date) -> dict[int, int]:
    """Days until a permission ends; shown without its kind."""
    audits = AspirationAudit.objects.current().filter(person__in=people, right_to_work_until__gte=day)
    return {audit.person_id: (audit.right_to_work_until - day).days for audit in audits if audit.right_to_work_until}


def _closing(people: Sequence[YoungPerson], day: date) -> dict[int, int]:
    """Days until the first of a person's top three matches closes."""
    entries = ShortlistEntry.objects.newest().filter(person__in=people, rank__lte=3, opportunity__closes_on__gte=day)
    closing: dict[int, int] = {}
    for person, closes_on in entries.order_by("-opportunity__closes_on").values_list(
        "person", "opportunity__closes_on"
    ):
        if closes_on is not None:
            closing[person] = (closes_on - day).days
    return closing


def _overdue(people: Sequence[YoungPerson], day: date) -> Counter[int]:
    late = PanelAction.objects.open().filter(person__in=people, due_on__lt=day)
    return Counter(late.values_list("person", flat=True))


def _stalled(people: Sequence[YoungPerson], day: date) -> set[int]:
    """People with a step past its due day, or a guaranteed interview past its day without one held."""
    late = Q(due_on__lt=day, state__in=LIVE)
    breach = Q(interview_due_on__lt=day, state__in=WITH_EMPLOYER) & ~Q(interviews__attended=True)
    return set(Nomination.objects.filter(late | breach, person__in=people).values_list("person", flat=True))


def _with_a_wish(people: Sequence[YoungPerson]) -> set[int]:
    wishes = Aspiration.objects.filter(audit__person__in=people, audit__is_current=True, reading="wish")
    return set(wishes.values_list("audit__person", flat=True))


def _unseen(people: Sequence[YoungPerson], meeting: PanelMeeting) -> dict[int, int]:
    """Meetings in a row, up to this one, on whose agenda the person was without being discussed."""
    earlier = AgendaItem.objects.filter(meeting__council=meeting.council, meeting__held_on__lt=meeting.held_on)
    discussed = dict(
        earlier.filter(person__in=people, decision__isnull=False)
        .exclude(decision__decision="carry_over")
        .values_list("person")
        .annotate(Max("meeting__held_on"))
    )
    listed: dict[int, int] = defaultdict(int)
    for person, held_on in earlier.filter(person__in=people).values_list("person", "meeting__held_on"):
        listed[person] += person not in discussed or held_on > discussed[person]
    return listed

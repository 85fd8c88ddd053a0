"""Drawing up shortlists, and acting against them with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from aspirations.models import YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused
from matching.engine.ranking import rank
from matching.shortlists.drawn_up import Lists, differing, rows_of
from matching.shortlists.models import PairState, ShortlistEntry, ShortlistOverride, ShortlistRun
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.weights import engine_weights, weights_on
from opportunities.models import Opportunity
from opportunities.policies import check_open_to
from opportunities.vocabulary.text_vectors import text_reader

if TYPE_CHECKING:
    from matching.engine.opportunities import Opportunities
    from matching.engine.people import People

TOP = 20
COPY_ENTRIES = """COPY matching_shortlistentry
    (run_id, person_id, opportunity_id, rank, points, parts, unknown_parts, to_check) FROM STDIN"""


def profiles_of(
    council: Council, people: Sequence[YoungPerson], day: date
) -> tuple["People", "Opportunities", list[Opportunity]]:
    """Both sides as the engine takes them, and the council's live opportunities in the order of the arrays."""
    opportunities = list(Opportunity.objects.open_to(council).filter(state="live").order_by("pk"))
    index = {row.pk: (position, row.employer_id) for position, row in enumerate(opportunities)}
    return people_profiles(people, index, day), opportunity_profiles(opportunities, day), opportunities


@transaction.atomic
def draw_up(
    *, council: Council, day: date, by: User | None, people: Sequence[YoungPerson] | None = None
) -> ShortlistRun:
    """Rank the council's open opportunities for everyone who is NEET on the day (or for these people).

    From database to database: one read of each side, the engine, one COPY. The run shows once it is finished.
    """
    if by is not None:
        check_may(by, Permission.DRAW_UP_SHORTLISTS)
        if by.council_id != council.pk:
            raise NotAllowed("You can draw up the shortlists of your own council only.")
    only_for = None if people is None else [person.pk for person in people]
    lists = _rank(council, neet(council, day) if people is None else people, day)
    return _store(lists, council, day, only_for, by)


@transaction.atomic
def draw_up_changed(*, council: Council, day: date, people: Sequence[YoungPerson] | None = None) -> ShortlistRun | None:
    """The same, storing only the lists that differ from those that are shown; None where none does."""
    lists = _rank(council, neet(council, day) if people is None else people, day)
    changed = lists.only(differing(lists.people, lists.rows))
    if not changed.people:
        return None
    return _store(changed, council, day, [person.pk for person in changed.people], None)


def neet(council: Council, day: date) -> list[YoungPerson]:
    return list(YoungPerson.objects.filter(council=council).alive().neet_on(day).order_by("pk"))


def _rank(council: Council, people: Sequence[YoungPerson], day: date) -> Lists:
    began, weights = timezone.now(), weights_on(day, council)
    profiles, offers, opportunities = profiles_of(council, people, day)
    ranking = rank(profiles, offers, engine_weights(weights), top=TOP, day=day)
    rows = rows_of(ranking, [opportunity.pk for opportunity in opportunities])
    return Lists(people, rows, weights, int(offers.open.sum()), began)


def _store(lists: Lists, council: Council, day: date, only_for: list[int] | None, by: User | None) -> ShortlistRun:
    run = ShortlistRun.objects.create(
        council=council,
        weights=lists.weights,
        day=day,
        only_for=only_for,
        back_end=text_reader().name,
        started_at=lists.began,
        people=len(lists.people),
        opportunities=lists.open_offers,
    )
    copy_entries(run, lists)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    record("shortlists_drawn_up", run, council=council, by=by, people=run.people, opportunities=run.opportunities)
    return run


def copy_entries(run: ShortlistRun, lists: Lists) -> None:
    """Write every list in one COPY."""
    with connection.cursor() as cursor, cursor.copy(COPY_ENTRIES) as copy:
        for person, rows in zip(lists.people, lists.rows, strict=True):
            for row in rows:
                copy.write_row((run.pk, person.pk, *row))


@transaction.atomic
def override(
    *, person: YoungPerson, opportunity: Opportunity, act: str, reason: str, by: User, rank: int | None = None
) -> ShortlistOverride:
    """Add, leave out or move an opportunity on a person's list (M10). Raises Refused without a reason.

    `rank` is the place that a move goes to, from 1.
    """
    check_can_change(by, Permission.DRAW_UP_SHORTLISTS, person)
    check_override(person, opportunity, act, rank, reason)
    entry = ShortlistEntry.objects.newest().filter(person=person, opportunity=opportunity).first()
    ShortlistOverride.objects.filter(person=person, opportunity=opportunity, ended_at=None).update(
        ended_at=timezone.now()
    )
    row = ShortlistOverride.objects.create(
        person=person,
        opportunity=opportunity,
        act=act,
        rank=rank,
        reason=reason.strip(),
        run=entry.run if entry else None,
        rank_before=entry.rank if entry else None,
        recorded_by=by,
    )
    record("shortlist_overridden", row, council=person.council, by=by, person=person, act=act)
    return row


@transaction.atomic
def take_back(change: ShortlistOverride, *, by: User) -> None:
    """End a person's own change of the list, so that the ranking stands again for this pair."""
    person = change.person
    check_can_change(by, Permission.DRAW_UP_SHORTLISTS, person)
    if not ShortlistOverride.objects.filter(pk=change.pk, ended_at=None).update(ended_at=timezone.now()):
        raise Refused("This was already taken back.")
    record("shortlist_override_ended", change, council=person.council, by=by, person=person, act=change.act)


def check_override(person: YoungPerson, opportunity: Opportunity, act: str, rank: int | None, reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why; it helps the next list.")
    check_open_to(opportunity, person.council)
    if act not in ShortlistOverride.Act.values:
        raise Refused("Choose whether to add it, to leave it out or to move it.")
    if (rank is not None and rank >= 1) != (act == ShortlistOverride.Act.MOVE):
        raise Refused("Say to which place it moves, 1 for the first; only a move has a place.")


def set_pair_state(
    *, person: YoungPerson, opportunity: Opportunity, set_aside: str, until_on: date | None = None
) -> None:
    """Tell the ranking about a pair; called by rooms on the right in their own transaction."""
    values = {"set_aside": set_aside, "until_on": until_on}
    PairState.objects.update_or_create(person=person, opportunity=opportunity, defaults=values)


def note_introduction(*, person: YoungPerson, opportunity: Opportunity, on: date) -> None:
    """Remember that an employer was sent somebody: its next turn comes after others of equal points."""
    PairState.objects.update_or_create(person=person, opportunity=opportunity, defaults={"introduced_on": on})

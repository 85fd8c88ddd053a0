"""What needs me today: one line a thing, the most pressing first. Five are shown, the rest on request."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef
from django.utils import timezone

from aspirations.models import Concern, YoungPerson
from aspirations.people.age_clock import WATCHED, next_birthday
from config.accounts.models import User
from config.reference.vocabulary import label_of
from config.templatetags.screens import ago
from matching.desks.caseload.answers_today import answers, messages_to_read
from matching.desks.caseload.nominations_today import Line, lines_of
from matching.desks.caseload.standing import SIX_WEEKS, Standing
from matching.desks.following.waiting import Waiting
from matching.desks.links import address, due_tag
from matching.panel.models import PanelAction

SHOWN = 5
BY_CONTACT = "tab=all&order=contact"
BIRTHDAYS_AHEAD = 30
CONCERN, OUT_OF_TOUCH, BIRTHDAY = -1000, 400, 500


def needs_today(
    user: User, rows: Sequence[Standing], calls: Iterable[Waiting], day: date, *, seen_by: User | None = None
) -> list[Line]:
    """`rows`: those whose next step is this user's; `calls`: what waits to be asked after a start. Three queries.

    `seen_by`: the manager who looks at this user's day, and reads of nobody who is not theirs to see."""
    by_pk = {row.person.pk: row for row in rows}
    found = [
        *_concerns(user, seen_by or user),
        *(line for row in rows for nomination in row.nominations for line in lines_of(row.person, nomination, day)),
        *messages_to_read(rows, day),
        *answers(user, rows, day),
        *_actions(user, day, seen_by),
        *_to_tell(rows, day),
        *_calls(by_pk, calls, day),
        *_out_of_touch(rows, day),
        *_birthdays(rows, day),
    ]
    return sorted(found, key=lambda line: (line.pressing, line.who))


def _concerns(user: User, seen_by: User) -> Iterator[Line]:
    """Those this user has, and those that came to them as the manager. What was said stands on its own page."""
    rows = Concern.objects.visible_to(seen_by).open().select_related("person", "owner")
    for concern in rows:
        mine = concern.owner_id == user.pk
        if not mine and (concern.manager_told_at is None or concern.person.manager_id != user.pk):
            continue
        yield Line(
            who=concern.person.listed_as,
            words=" may have said something about safety" if mine else f": a concern waits for {concern.owner}",
            link="Read it and say what you do",
            href=address("concern", concern=concern.public_id),
            when=due_tag(concern.due_on, timezone.localdate()) if mine else ("Over an hour", "red"),
            pressing=CONCERN,
            person=concern.person,
        )


def _actions(user: User, day: date, seen_by: User | None) -> Iterator[Line]:
    assert user.council is not None
    rows = PanelAction.objects.waiting_for(user).filter(due_on__lte=day).select_related("person")
    if seen_by:
        rows = rows.filter(owner=user, person__in=YoungPerson.objects.visible_to(seen_by))
    rows = rows.annotate(label=label_of("action_types", OuterRef("type"), user.council))
    for action in rows:
        yield Line(
            who=action.person.listed_as,
            words=f": {action.words or action.label}",
            link="Open the record" if seen_by else "Say what was done",
            href=address("person", person=action.person.public_id) if seen_by else address("my_actions"),
            when=due_tag(action.due_on, day),
            pressing=(action.due_on - day).days,
            person=action.person,
        )


def _to_tell(rows: Iterable[Standing], day: date) -> Iterator[Line]:
    """What the panel decided about somebody who has not heard it yet."""
    for row in rows:
        if (untold := row.untold) is None:
            continue
        yield Line(
            who=row.person.listed_as,
            words=f" was discussed by the panel on {untold.held_on:%-d %B}, and does not know yet",
            link="Tell them, and say so",
            href=address("panel_decision", decision=untold.decision),
            when=due_tag(untold.tell_by_on, day),
            pressing=(untold.tell_by_on - day).days,
            person=row.person,
        )


def _calls(rows: dict[int, Standing], calls: Iterable[Waiting], day: date) -> Iterator[Line]:
    """Of "How it goes": whom to phone today."""
    for call in calls:
        if call.list_name != "today" or call.person.pk not in rows:
            continue
        yield Line(
            who=call.person.listed_as,
            words=f", {call.placement.opportunity.employer}: {call.what[:1].lower()}{call.what[1:]}",
            link="Ask how it goes" if call.milestone else call.link,
            href=call.href,
            when=due_tag(call.since, day),
            pressing=(call.since - day).days,
            person=call.person,
        )


def _out_of_touch(rows: Iterable[Standing], day: date) -> Iterator[Line]:
    """One line, however many they are: the list in that order has them all."""
    away = [(on, row.person) for row in rows if (on := row.person.last_contact_on) and (day - on).days > SIX_WEEKS]
    if not away:
        return
    on, longest = min(away, key=lambda pair: pair[0])
    alone = len(away) == 1
    everybody = f"{address('caseload')}?{BY_CONTACT}"
    yield Line(
        who=longest.listed_as if alone else f"{longest.listed_as} and {len(away) - 1} more",
        words=f" {'has' if alone else 'have'} not been in touch for six weeks",
        link="Record a contact" if alone else "See who they are",
        href=address("record_contact", person=longest.public_id) if alone else everybody,
        when=(ago(on), "amber"),
        pressing=OUT_OF_TOUCH,
        person=longest,
    )


def _birthdays(rows: Iterable[Standing], day: date) -> Iterator[Line]:
    for row in rows:
        ahead = next_birthday(row.person.born_on, day, within=BIRTHDAYS_AHEAD)
        if ahead is None or ahead[1] not in WATCHED:
            continue
        on, age = ahead
        yield Line(
            who=row.person.listed_as,
            words=f" turns {age} on {on:%-d %B}",
            link=f"See what changes at {age}",
            href=address("person", person=row.person.public_id) + "#ahead",
            when=due_tag(on, day),
            pressing=BIRTHDAY + (on - day).days,
            person=row.person,
        )


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next thing to come, for a day on which nothing is due."""

    who: str
    words: str


def next_ahead(rows: Iterable[Standing], day: date) -> Ahead | None:
    """The first interview, else the first due day, after today."""
    coming = [
        (timezone.localtime(meets_at), row.person.listed_as)
        for row in rows
        for nomination in row.nominations
        if nomination.state == "interview" and (meets_at := getattr(nomination, "meets_at", None))
    ]
    if coming:
        at, who = min(coming)
        return Ahead(who, f"interview, {at:%A %-d %B}")
    due = [(row.due_on, row.person.listed_as) for row in rows if row.due_on and row.due_on > day]
    if due:
        on, who = min(due)
        return Ahead(who, f"next step, {on:%A %-d %B}")
    return None

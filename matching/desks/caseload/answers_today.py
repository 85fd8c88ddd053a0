"""What came back since somebody looked: words written on the own page, answers of young people and employers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from aspirations.models import ContactMade, YoungPerson
from config.accounts.models import User
from config.templatetags.screens import short_day
from matching.desks.caseload.nominations_today import Line
from matching.desks.caseload.standing import Standing
from matching.desks.links import address, days_in_words
from matching.nominations.models import NominationMove

MESSAGE = -900
STAND_FOR = timedelta(days=14)
SAID = {
    "declined_by_person": (" said no to {what}", "See why"),
    "declined_by_employer": (": {employer} said not this time to {what}", "Tell them, and look further"),
    "place_gone": (": the place has gone, {what}", "Tell them, and look further"),
    "postponed": (": {what} waits until {until}", "See what was said"),
}
"""Answers that end or put off a nomination, so that no step of it would tell of them."""


def messages_to_read(rows: Sequence[Standing], day: date) -> Iterator[Line]:
    """One line for each person who wrote; what they wrote stands on the page about their own page."""
    for row in rows:
        person, number, first = row.person, row.unread, row.unread_since
        if first is None:
            continue
        waited = (day - timezone.localdate(first)).days
        yield Line(
            who=person.listed_as,
            words=" wrote to you" if number == 1 else f" wrote to you {number} times",
            link="Read it" if number == 1 else "Read them",
            href=address("own_page_link", person=person.public_id) + "#written",
            when=(f"Waits {days_in_words(waited)}", "amber") if waited else ("New", "blue"),
            pressing=MESSAGE - waited,
            person=person,
        )


def answers(user: User, rows: Sequence[Standing], day: date) -> Iterator[Line]:
    """Answers that somebody else gave, until a contact is recorded after them, two weeks at most. One query."""
    people = {row.person.pk: row.person for row in rows}
    talked = ContactMade.objects.filter(
        person=OuterRef("nomination__person"), two_way=True, recorded_at__gt=OuterRef("occurred_at")
    )
    theirs = YoungPerson.objects.worked_with_by(user)
    given = NominationMove.objects.filter(
        ~Exists(talked), nomination__person__in=theirs, target__in=SAID, occurred_at__date__gt=day - STAND_FOR
    ).exclude(by=user)
    for move in given.select_related("nomination__opportunity__employer").order_by("-occurred_at"):
        nomination, person = move.nomination, people.get(move.nomination.person_id)
        if person is None or nomination.state != move.target or (nomination.postponed_until or date.max) <= day:
            continue
        words, link = SAID[move.target]
        offer = nomination.opportunity
        what = f"{offer.title}, {offer.employer}" if "{employer}" not in words else offer.title
        until = short_day(nomination.postponed_until)
        yield Line(
            who=person.listed_as,
            words=words.format(what=what, employer=offer.employer, until=until),
            link=link,
            href=address("nomination", nomination=nomination.public_id),
            when=("New answer", "blue"),
            pressing=0,
            person=person,
        )

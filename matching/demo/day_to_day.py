"""What a council writes down between meetings: checks of employers, the next event, how people like to be reached,
what they need not tell again, and who asked to wait. By the same actions as everyone's; all of it is invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from django.db import transaction

from aspirations.handover.actions import tell_once
from aspirations.models import YoungPerson
from aspirations.people.actions import pause, record_contact_way
from config.accounts.models import Council, User
from employers.actions import add_event, record_safeguarding_check
from employers.models import Employer
from matching.demo.council import CODE, DAY, NEXT_EVENT, NEXT_EVENT_DAY, SEED
from matching.demo.draws import sometimes

CLEARED, ASKED_FOR = 0.9, 0.5
"""Of the employers, and of those not cleared."""
EVERY = 4
"""One person in so many has something written down about reaching them."""
WAYS = (
    ("text", "After 4 pm", "Texts, not calls", "Say it is about work"),
    ("phone", "Not before 11", "No voice messages", ""),
    ("text", "", "Short messages, one question each", "Nothing on the screen about the council"),
    ("mail", "", "Subject lines that give nothing away", ""),
    ("phone", "Weekdays", "Calls from a number they know", "Leave the first name only"),
)
TOLD = (
    ("School", "Left in Year 10. Do not ask why."),
    ("Moving house", "Four homes in two years. Would rather talk about what comes next."),
    ("Interviews", "Likes the questions the day before."),
    ("Buses", "Goes by bike; buses are too crowded."),
    ("Reading", "Forms are easier read aloud, together."),
)
PAUSES = ((7, "y_not_ready", "job"), (16, "y_caring", "apprenticeship"), (25, "y_not_now", ""))
"""Every hundredth person and so many: the reason, and the kind of offer that waits; '' for everything."""


@transaction.atomic
def check_employers() -> None:
    """Before the offers open: most checks are cleared, some are under way, of the others nothing is known yet."""
    random, officer = Random(SEED), _officer()
    for employer in Employer.objects.filter(council__code=CODE).order_by("name", "pk"):
        if sometimes(random, CLEARED):
            on = DAY - timedelta(days=random.randrange(30, 330))
            record_safeguarding_check(employer, state="cleared", on=on, by=officer)
        elif sometimes(random, ASKED_FOR):
            record_safeguarding_check(employer, state="open", on=None, by=officer)


@transaction.atomic
def plan_event() -> None:
    council = Council.objects.get(code=CODE)
    add_event(council=council, name=NEXT_EVENT, held_on=NEXT_EVENT_DAY, by=_officer())


@transaction.atomic
def write_down_people() -> None:
    """Numbers are of the range kept for drama, mail addresses those of example.org."""
    ways, told = cycle(WAYS), cycle(TOLD)
    for number, person in enumerate(_people()):
        if number % EVERY == 0:
            kind, when, how, say = next(ways)
            value = f"wren{number:03}@example.org" if kind == "mail" else f"07700 900{number % 1000:03}"
            record_contact_way(
                person=person, kind=kind, value=value, safe_when=when, safe_how=how, may_say=say, by=person.adviser
            )
        if number % EVERY == 1:
            about, words = next(told)
            tell_once(person=person, about=about, words=words, by=person.adviser)
        for place, reason, waits in PAUSES:
            if number % 100 == place:
                until_on = DAY + timedelta(days=14 + number % 40)
                pause(person=person, until_on=until_on, from_on=_earlier(number), reason=reason, kind=waits, by=None)


def _earlier(number: int) -> date:
    return DAY - timedelta(days=1 + number % 10)


def _people() -> Iterator[YoungPerson]:
    rows = YoungPerson.objects.filter(council__code=CODE).alive().neet_on(DAY).exclude(personal_adviser=None)
    yield from rows.select_related("personal_adviser", "social_worker", "manager", "council").order_by("child_id")


def _officer() -> User:
    return User.objects.get(council__code=CODE, roles__contains=["virtual_school"])

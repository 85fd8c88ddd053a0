"""One mail a person and day, whatever their roles: at eight on weekdays, and only where something is due (N5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from config.accounts.models import User
from config.outbox.actions import put_mail, was_put
from config.outbox.models import LeftOut
from matching.desks.digests import items
from matching.desks.digests.items import Item


def every_day(day: date) -> bool:
    return True


def on_mondays(day: date) -> bool:
    return day.weekday() == 0


def on_the_first_weekday(day: date) -> bool:
    """Of a month: the 1st, or the Monday after a 1st that is on a weekend."""
    return day.weekday() < 5 and (day.day == 1 or (day.weekday() == 0 and day.day <= 3))


@dataclass(frozen=True, slots=True)
class Digest:
    """What one role is told, when, and the page that its lines lead to."""

    role: str
    items: tuple[Item, ...]
    page: str
    subject: str
    often: str
    is_on: Callable[[date], bool]


DAILY = ("Your list for today", "Every weekday at 8 am", every_day)
WEEKLY = ("Your list for this week", "Mondays at 8 am", on_mondays)
MONTHLY = ("The month's figures", "Once a month, on its first weekday", on_the_first_weekday)
DIGESTS = (
    Digest("personal_adviser", items.OF_ADVISER, "caseload", *DAILY),
    Digest("social_worker", items.OF_ADVISER, "caseload", *DAILY),
    Digest("team_manager", items.OF_MANAGER, "team", *WEEKLY),
    Digest("panel_chair", items.OF_CHAIR, "panel", *DAILY),
    Digest("hr_reviewer", items.OF_HR, "hr_desk", *DAILY),
    Digest("virtual_school", items.OF_VIRTUAL_SCHOOL, "virtual_school_desk", *WEEKLY),
    Digest("administrator", items.OF_ADMINISTRATOR, "timetable", *DAILY),
    Digest("board_viewer", items.OF_BOARD, "board_desk", *MONTHLY),
)


def digests_of(user: User) -> list[Digest]:
    return [digest for digest in DIGESTS if digest.role in user.roles]


def send(user: User, day: date) -> int:
    """Leave this person's mail of the day, once. Returns 1 for a new one, 0 where nothing is due or it was left."""
    key = f"digest:{user.public_id}:{day}"
    if was_put(key) or user.council is None:
        return 0
    today = [digest for digest in digests_of(user) if digest.is_on(day)]
    told = [(digest, lines) for digest in today if (lines := lines_for(user, digest, day))]
    if not told:
        return 0
    put_mail(council=user.council, to=user.email, subject=told[0][0].subject, body=body(user, told), key=key)
    return 1


def lines_for(user: User, digest: Digest, day: date) -> list[str]:
    left_out = set(LeftOut.objects.filter(user=user).values_list("kind", flat=True))
    counted = [(item, item.count(user, day)) for item in digest.items if item.code not in left_out]
    return [item.line(number) for item, number in counted if number]


def body(user: User, told: Sequence[tuple[Digest, Sequence[str]]]) -> str:
    """The lines of each role above the page that shows them; what two roles say alike is said once."""
    here, pages, said = settings.SERVICE_ADDRESS.rstrip("/"), dict[str, list[str]](), set[str]()
    for digest, lines in told:
        pages.setdefault(here + reverse(digest.page), []).extend(line for line in lines if line not in said)
        said.update(lines)
    parts = [(page, lines) for page, lines in pages.items() if lines]
    return render_to_string("digests/mail.txt", {"user": user, "parts": parts, "choose": here + reverse("my_mails")})

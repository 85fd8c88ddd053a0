"""Makes the demonstration council: users, the four files through the same imports as everyone's, the chain, the lists.

Each step is a function of its own; `steps()` gives them in order with the words to show while they run.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from config.accounts.models import Council, User
from config.places.load import load_postcodes
from config.places.models import Postcode, Ward
from config.places.wards import load_wards
from config.reference.load import load_reference
from employers.actions import let_sign_in
from employers.models import EmployerContact
from matching.demo import council as invented
from matching.demo import day_to_day, themes
from matching.demo.files import DemoFiles
from matching.demo.offers_open import close_what_is_over, open_offers
from matching.demo.walk import walk
from matching.panel import agenda
from matching.reports.pack.actions import agree_pack, draw_up_pack
from matching.shortlists.actions import draw_up

PASSWORD = "demonstration-2026"
KEEPER = "keeper@example.org"
"""Every user of the demonstration signs in with this; it is printed, and none of them exists."""
Step = tuple[str, Callable[[], object]]


def is_made() -> bool:
    return Council.objects.filter(code=invented.CODE).exists()


def steps(files: DemoFiles) -> Iterator[Step]:
    """What to do, with its words, in order."""
    *earlier, (today, cohort_of_today) = files.cohorts
    yield "Loading coded lists and dated figures", load_reference
    yield "Loading West Yorkshire's postcodes and Bradford's wards", _postcodes
    yield "Inviting the council's users", make_users
    yield "Naming who stands behind each owner", _name_owners
    for day, path in earlier:
        yield f"Importing the cohort of {day:%B %Y}", partial(_import, "cohort", path, day)
    yield "Importing the aspiration audit", partial(_import, "audit", files.audit, today)
    yield "Importing the pledges", partial(_import, "pledges", files.pledges, today)
    feed = {"format": "display-advert", "take_good_rows": True}
    yield "Importing the vacancies", partial(_import, "vacancies", files.vacancies, today, **feed)
    yield "Writing down the checks of employers", day_to_day.check_employers
    yield "Agreeing pledges and opening opportunities", open_offers
    yield "Taking cases through the chain, from suggestion to outcome", _walk
    yield "Closing what is over", partial(close_what_is_over, invented.DAY)
    yield "Importing the cohort of today", partial(_import, "cohort", cohort_of_today, today)
    yield "Importing the audit of those who are new", partial(_import, "audit", files.audit_of_newcomers, today)
    yield "Writing down how people like to be reached", day_to_day.write_down_people
    yield "Planning the next business event", day_to_day.plan_event
    yield "Ranking everyone who is not in EET", rank
    yield "Drawing up the panel's agenda", draw_up_agenda
    yield "Drawing up and agreeing October's pack", agree_a_pack
    yield "Answering the themes of the past panels", _answer_themes


def _postcodes() -> None:
    if not Postcode.objects.exists():
        load_postcodes()
    if not Ward.objects.exists():
        load_wards()


def make_users() -> None:
    """All with one password, hashed once: hashing is slow on purpose. The last is of no council: they keep the
    installation, add councils, and see nobody's young people.
    """
    council = Council.objects.create(code=invented.CODE, name=invented.NAME, phone=invented.PHONE)
    hashed = make_password(PASSWORD)
    User.objects.bulk_create(
        User(
            email=user.email,
            password=hashed,
            name=user.name,
            council=council,
            team=user.team,
            roles=list(user.roles),
        )
        for user in invented.users()
    )
    User.objects.create_superuser(KEEPER, PASSWORD, name="Teasel Wigeon")


def by_role(role: str) -> User:
    """The first user of the demonstration council with this role."""
    return User.objects.filter(council__code=invented.CODE, roles__contains=[role]).order_by("email")[0]


def bind_employers() -> None:
    """Let the employers' contacts who have an account sign in for their organisation."""
    officer = by_role("virtual_school")
    for user in User.objects.filter(roles__contains=["employer"]):
        let_sign_in(EmployerContact.objects.get(email=user.email), user=user, by=officer)


def _import(what: str, path: Path, as_of: date, **options: object) -> None:
    """Through the command, as a council would; what it printed is shown only where it refuses the file."""
    printed = StringIO()
    by = by_role("virtual_school").email
    try:
        call_command(f"import_{what}", str(path), by=by, as_of=as_of, stdout=printed, **options)
    except SystemExit as refused:
        raise CommandError(printed.getvalue()) from refused


def rank() -> None:
    draw_up(council=Council.objects.get(code=invented.CODE), day=invented.DAY, by=None)


def draw_up_agenda() -> None:
    """This month's meeting, held on the last Thursday, with its agenda in the order of need."""
    chair = by_role("panel_chair")
    assert chair.council is not None
    meeting = agenda.schedule(council=chair.council, held_on=date(2026, 11, 26), by=chair)
    agenda.draw_up_agenda(meeting, by=chair)


def agree_a_pack() -> None:
    """Last month's figures, as the chair agreed them."""
    chair = by_role("panel_chair")
    assert chair.council is not None
    pack = draw_up_pack(council=chair.council, month=date(2026, 10, 1), by=chair)
    agree_pack(pack, drawn_up_at=pack.drawn_up_at, by=chair)


def _name_owners() -> None:
    themes.name_owners(Council.objects.get(code=invented.CODE))


def _answer_themes() -> None:
    themes.answer_themes(Council.objects.get(code=invented.CODE), timezone.localdate())


def _walk() -> None:
    bind_employers()
    walk(Council.objects.get(code=invented.CODE), invented.DAY)

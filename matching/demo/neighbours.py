"""Two small neighbours of the demonstration council, to try what councils share: opportunities and guarantees (S7).

Their ONS codes are real ones, so that real postcodes have a home; their names, people and employers are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from aspirations.audits.actions import record_aspirations
from aspirations.models import YoungPerson
from config.accounts.models import Council, User
from config.imports.exporter import csv_bytes
from config.reference.guarantees import publish
from employers.actions import add_employer
from matching.demo.cohort import HEADINGS
from matching.demo.council import CODE, DAY, SEED
from matching.demo.homes import shipped
from matching.shortlists.actions import draw_up
from opportunities.actions import go_live
from opportunities.models import Opportunity
from opportunities.posting.actions import save_part, start_draft
from opportunities.sharing import share

WISHES = (
    ("Linnet", ("summat with cars", "driving a van")),
    ("Bramble", ("lookin after old folk",)),
    ("Sorrel", ("working with animals", "gardening")),
)
"""Three young people of each neighbour: what they are called and what they hope for."""
STAFF = (
    ("virtual.school", "virtual_school", "Rill Foxglove"),
    ("manager", "team_manager", "Scree Hornbeam"),
    ("pa", "personal_adviser", "Knoll Bracken"),
    ("admin", "administrator", "Dell Sandpiper"),
)
Promise = tuple[str, int, int | None, str]
"""What is promised, from which age, until which birthday, and more about it."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    code: str
    name: str
    address: str
    employer: str
    offers: tuple[tuple[str, str, str], ...]
    promises: tuple[Promise, ...]


NEIGHBOURS = (
    Neighbour(
        "E08000033", "Calderwick (demonstration)", "calderwick", "Mossbank Garage",
        (
            ("job", "Vehicle technician", "You service and mend cars beside an experienced technician."),
            ("apprenticeship", "Care assistant apprentice", "You help older people at home."),
        ),
        (("No council tax", 18, 25, "Ask for the form."), ("A free bus pass", 18, 22, "For all local buses.")),
    ),
    Neighbour(
        "E08000034", "Colnewater (demonstration)", "colnewater", "Fernlea Nurseries",
        (
            ("apprenticeship", "Gardening apprentice", "You grow plants from seed and look after glasshouses."),
            ("work_experience", "Two weeks with animals", "You feed and clean, and go out with the vet nurse."),
        ),
        (("No council tax", 18, 21, "Nothing to fill in."), ("A rent guarantor", 18, None, "For a first home."),),
    ),
)  # fmt: skip
OWN_PROMISES = (("No council tax", 18, 21, "Ask your adviser for the form."), ("A rent guarantor", 18, 25, ""))
OURS = 3
"""Opportunities that the demonstration council shares with both."""


def make_neighbours(password: str) -> list[str]:
    """Makes both, shares each way, ranks each. The addresses of each one's adviser and Virtual School officer."""
    us = Council.objects.get(code=CODE)
    _promise(us, OWN_PROMISES)
    hashed, sign_in = make_password(password), []
    for neighbour in NEIGHBOURS:
        council = Council.objects.create(code=neighbour.code, name=neighbour.name, phone=us.phone)
        officer, adviser = _users(council, neighbour.address, hashed)
        _promise(council, neighbour.promises)
        _people(council, officer, adviser)
        for offer in _offers(council, neighbour, officer):
            share(offer, with_all=True, by=officer)
        sign_in += [adviser.email, officer.email]
    _share_ours(us)
    for code in (CODE, *(neighbour.code for neighbour in NEIGHBOURS)):
        draw_up(council=Council.objects.get(code=code), day=DAY, by=None)
    return sign_in


def _users(council: Council, address: str, hashed: str) -> tuple[User, User]:
    """Its Virtual School officer and its adviser; beside them a manager and an administrator. All of one password."""
    made = {
        role: User.objects.create(
            email=f"{start}.{address}@example.org",
            password=hashed,
            name=name,
            council=council,
            roles=[role],
            team="All",
        )
        for start, role, name in STAFF
    }
    return made["virtual_school"], made["personal_adviser"]


def _by_role(council: Council, role: str) -> User:
    return User.objects.filter(council=council, roles__contains=[role]).order_by("email")[0]


def _promise(council: Council, promises: tuple[Promise, ...]) -> None:
    for label, from_age, until_age, more in promises:
        publish(
            label=label, from_age=from_age, until_age=until_age, more=more, valid_from=date(2026, 4, 1),
            source="Local offer (invented)", council=council, by=_by_role(council, "administrator"),
        )  # fmt: skip


def _people(council: Council, officer: User, adviser: User) -> None:
    """Through the same cohort file as everyone's; then what each hopes for."""
    rows = [_row(council, number, adviser) for number in range(len(WISHES))]
    with TemporaryDirectory() as directory:
        path = Path(directory) / "cohort.csv"
        path.write_bytes(csv_bytes(list(rows[0]), [list(row.values()) for row in rows]))
        call_command("import_cohort", str(path), by=officer.email, as_of=DAY, stdout=StringIO())
    people = YoungPerson.objects.filter(council=council).order_by("child_id")
    for person, (called, wishes) in zip(people, WISHES, strict=True):
        YoungPerson.objects.filter(pk=person.pk).update(preferred_name=called)
        answers = {"wishes": list(wishes), "asked_on": DAY, "travel_minutes": 60, "travel_mode": "bus"}
        record_aspirations(person=person, answers=answers, by=None)


def _row(council: Council, number: int, adviser: User) -> dict[str, str]:
    said = {
        "child_id": f"{council.code[-2:]}{number:04}",
        "gender": "b) Female",
        "ethnicity": "WBRI",
        "born_on": f"{DAY - timedelta(days=366 * 19 + 40 * number):%d/%m/%Y}",
        "age": "19",
        "uasc": "b) No",
        "disability": "b) No",
        "team": adviser.team,
        "adviser": adviser.name,
        "category": "b) Former relevant child",
        "plan_on": "01/09/2026",
        "in_touch": "a) Yes",
        "contact_on": "02/11/2026",
        "accommodation": "U: Independent living",
        "suitability": "a) Suitable",
        "activity": "G5: Other circumstances",
    }
    return {words: said.get(column, "") for column, words in HEADINGS.items()}


def _offers(council: Council, neighbour: Neighbour, officer: User) -> Iterator[Opportunity]:
    employer = add_employer(council=council, name=neighbour.employer, kind="business", by=officer)
    postcode = shipped()[council.code][SEED]
    for kind, title, description in neighbour.offers:
        offer = start_draft(employer=employer, kind=kind, title=title, description=description, by=officer)
        save_part(offer, "where", sites=[(neighbour.employer, postcode)], by=officer)
        yield go_live(offer, by=officer)


def _share_ours(us: Council) -> None:
    officer = _by_role(us, "virtual_school")
    for offer in Opportunity.objects.filter(council=us, state="live", employer__kind="business").order_by("pk")[:OURS]:
        share(offer, with_all=True, by=officer)

"""One small council in which every page has something to show, and what each address needs to be opened.

`addresses(world)` gives the keyword arguments of every route that takes some; a new route adds its line there.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from config.accounts.models import Council, User
from config.accounts.roles import ROLES
from employers.models import EmployerContact
from tests.factories.chain import make_item, make_meeting, make_nomination, make_placement
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import make_audit, make_council, make_person, make_user


@dataclass
class World:
    """A council with one user of each role, and rows by name. The adviser has the person on the caseload."""

    council: Council
    users: dict[str, User]
    rows: dict[str, Any] = field(default_factory=dict)

    def id_of(self, name: str) -> UUID:
        return self.rows[name].public_id


def make_world(code: str = "E08000032", name: str = "Alderbeck") -> World:
    council = make_council(code, name)
    users = {role: make_user(role, council=council, team="North") for role in ROLES}
    world = World(council, users)
    employer = make_employer("Millwheel Motors", council=council)
    EmployerContact.objects.create(employer=employer, user=users["employer"], name="Ash Carter")
    world.rows["employer"] = employer
    adviser = users["personal_adviser"]
    person = make_person("neet", council=council, on_caseload_of=adviser, manager=users["team_manager"], team="North")
    world.rows |= {"person": person, "audit": make_audit(person, "summat with cars")}
    world.rows["opportunity"] = make_opportunity(employer=employer)
    world.rows["draft"] = make_opportunity(employer=employer, state="draft")
    world.rows["pledge"] = make_pledge(employer=employer)
    world.rows["nomination"] = make_nomination("introduced", person=person, opportunity=world.rows["opportunity"])
    meeting = make_meeting("in_session", council=council)
    world.rows |= {"meeting": meeting, "item": make_item(meeting, person)}
    starter = make_person("neet", council=council, on_caseload_of=adviser, manager=users["team_manager"])
    world.rows["placement"] = make_placement(person=starter, employer=employer)
    return world


def addresses(world: World) -> dict[str, dict[str, Any]]:
    """Keyword arguments of the routes that take some, by route name."""
    person, opportunity = {"person": world.id_of("person")}, {"opportunity": world.id_of("opportunity")}
    nomination, meeting = {"nomination": world.id_of("nomination")}, {"meeting": world.id_of("meeting")}
    return {
        "person": person,
        "matches": person,
        "why_not": person | opportunity,
        "put_forward": person | opportunity,
        "nomination": nomination,
        "agreement": nomination,
        "opportunity_page": opportunity,
        "agenda": meeting,
        "panel_room": meeting,
        "minutes": meeting,
    }

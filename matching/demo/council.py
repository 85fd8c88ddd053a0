"""The invented council: its days, its teams and everyone who signs in. All people are made of nature's words.

The ONS code is a real one, so that real West Yorkshire postcodes have a home district; the name says that nothing
else is real.
"""

from dataclasses import dataclass
from datetime import date

from matching.demo.names import STAFF

SEED = 2026
DAY = date(2026, 11, 20)
EARLIER_DAYS = (date(2025, 11, 20), date(2026, 5, 20))
CODE = "E08000032"
NAME = "Bradworth (demonstration)"
PHONE = "0113 496 0999"
"""Of the range kept for drama."""
EVENT = "Open Doors"
EVENT_DAY = date(2026, 4, 20)
NEXT_EVENT = "Open Doors, winter"
NEXT_EVENT_DAY = date(2027, 1, 21)
TEAMS = ("Alder", "Hawthorn", "Linden", "Willow")
PERSONAL_ADVISERS = 34
SOCIAL_WORKERS = 12


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody who signs in. `team` and `employer` are empty where they do not belong to the role."""

    email: str
    name: str
    roles: tuple[str, ...]
    team: str = ""
    employer: str = ""


def users() -> list[DemoUser]:
    """Every user, each role at least once; addresses are those of example.org, which is nobody's."""
    places = [*_managers(), *_advisers("pa", "personal_adviser", PERSONAL_ADVISERS)]
    places += [*_advisers("sw", "social_worker", SOCIAL_WORKERS), *_others()]
    return [
        DemoUser(f"{address}@example.org", name, (role,), team, employer)
        for name, (address, role, team, employer) in zip(STAFF, places, strict=True)
    ]


def names_of(role: str) -> dict[str, list[str]]:
    """Names of the users with a role, by team."""
    return {team: [user.name for user in users() if role in user.roles and user.team == team] for team in TEAMS}


def _managers() -> list[tuple[str, str, str, str]]:
    return [(f"manager.{team.lower()}", "team_manager", team, "") for team in TEAMS]


def _advisers(address: str, role: str, count: int) -> list[tuple[str, str, str, str]]:
    return [(f"{address}{number:02}", role, TEAMS[number % len(TEAMS)], "") for number in range(1, count + 1)]


def _others() -> list[tuple[str, str, str, str]]:
    return [
        ("chair", "panel_chair", "", ""),
        ("panel1", "panel_member", "", ""),
        ("panel2", "panel_member", "", ""),
        ("virtual.school", "virtual_school", "", ""),
        ("hr", "hr_reviewer", "", ""),
        ("board", "board_viewer", "", ""),
        ("admin", "administrator", "", ""),
        ("employer", "employer", "", "Millwheel Motors"),
        ("parks", "employer", "", "Council: Parks and Countryside"),
    ]

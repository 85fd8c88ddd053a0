"""What stands in the navigation: one line an item, in the order of a day's work. `may`: any one of them shows it.

Of two items for one page the later one names it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES


@dataclass(frozen=True, slots=True)
class Item:
    words: str
    url_name: str
    may: tuple[Permission, ...]


ITEMS = (
    Item("My team", "team", (Permission.ASSIGN_ADVISER,)),
    Item("My caseload", "caseload", (Permission.SEE_OWN_CASELOAD,)),
    Item("Everybody in my team", "caseload", (Permission.SEE_TEAM_CASELOAD,)),
    Item("Put forward", "put_forward_list", (Permission.NOMINATE,)),
    Item("How it goes", "outcome_inbox", (Permission.RECORD_PROGRESS,)),
    Item("Find opportunities", "find_opportunities", (Permission.DRAW_UP_SHORTLISTS,)),
    Item("Today", "virtual_school_desk", (Permission.KEEP_EMPLOYERS,)),
    Item("Wishes and places", "demand_and_supply", (Permission.KEEP_EMPLOYERS,)),
    Item("Aspiration audit", "audit_rounds", (Permission.RUN_AUDIT_ROUNDS,)),
    Item("Events and pledges", "pledges", (Permission.KEEP_EMPLOYERS,)),
    Item("Employers", "employers", (Permission.KEEP_EMPLOYERS,)),
    Item("People put forward", "nominees", (Permission.ANSWER_NOMINATIONS,)),
    Item("My offers", "employer_desk", (Permission.ANSWER_NOMINATIONS,)),
    Item("Opportunities", "employer_desk", (Permission.KEEP_EMPLOYERS, Permission.REVIEW_BARRIERS)),
    Item("Vacancies to review", "hr_desk", (Permission.REVIEW_BARRIERS,)),
    Item("Panel", "panel", (Permission.SEE_AGENDA,)),
    Item("Monthly pack", "packs", (Permission.SEE_AGENDA,)),
    Item("Actions", "my_actions", (Permission.SEE_OWN_CASELOAD, Permission.SEE_AGENDA)),
    Item("Themes", "themes", (Permission.SEE_FIGURES,)),
    Item("Figures", "board_desk", (Permission.SEE_FIGURES,)),
    Item(
        "Guarantees",
        "guarantees",
        (Permission.SEE_OWN_CASELOAD, Permission.KEEP_EMPLOYERS, Permission.MANAGE_REFERENCE),
    ),
    Item("Today", "administrator_desk", (Permission.MANAGE_USERS,)),
    Item("Returns", "returns", (Permission.EXPORT_RETURNS,)),
    Item("Files", "files", (Permission.IMPORT_PEOPLE, Permission.IMPORT_OFFERS)),
    Item("Users", "users", (Permission.MANAGE_USERS,)),
    Item("Wording and weights", "weights", (Permission.MANAGE_REFERENCE,)),
    Item("Timetable", "timetable", (Permission.RUN_JOBS,)),
    Item("Who did what", "trail_search", (Permission.MANAGE_USERS,)),
)
KEEPER = {
    "councils": "Councils",
    "users": "Users",
    "admin:index": "What all councils share",
}
"""Of who keeps the installation, whatever else they do."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the user's items, and who is signed in, in words."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"navigation": [], "signed_in_as": ""}
    open_to = {
        address: item.words
        for item in ITEMS
        if any(user.may(permission) for permission in item.may) and (address := _address(item.url_name))
    }
    if user.is_superuser:
        open_to |= {reverse(url_name): words for url_name, words in KEEPER.items()}
    here = max((address for address in open_to if request.path.startswith(address)), key=len, default="")
    items = [{"text": words, "href": address, "active": address == here} for address, words in open_to.items()]
    nothing = "keeps this installation" if user.is_superuser else "no role yet"
    role = next((in_a_sentence(ROLES[code].label) for code in ROLES if code in user.roles), nothing)
    return {"navigation": items, "signed_in_as": f"{user.name}, {role}"}


def in_a_sentence(label: str) -> str:
    """ "Personal adviser" as "personal adviser"; "EET panel chair" and "Virtual School officer" stay."""
    return label.lower() if label[1:].islower() else label


def _address(url_name: str) -> str:
    """'' for a page that this installation does not serve."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""

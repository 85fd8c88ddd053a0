"""The first page after signing in, one for each role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from config.accounts.models import User
from config.accounts.roles import ROLES
from matching.desks.sections import Section

LANDING = {
    **dict.fromkeys(("personal_adviser", "social_worker"), "caseload"),
    "team_manager": "team",
    **dict.fromkeys(("panel_chair", "panel_member"), "panel"),
    "virtual_school": "virtual_school_desk",
    "employer": "employer_desk",
    "hr_reviewer": "hr_desk",
    "board_viewer": "board_desk",
    "administrator": "administrator_desk",
}
"""Roles whose work has a page of its own; the first of a person's roles decides."""
NO_COUNCIL = Section("No council yet", "Ask an administrator to add you to your council.")
NO_ROLE = Section("No role yet", "Ask an administrator of your council to give you a role.")


def desk(request: HttpRequest) -> HttpResponse:
    """The page of somebody's first role, or of who keeps the installation; others read what to do."""
    user = signed_in(request)
    landing = next((LANDING[code] for code in ROLES if code in user.roles and code in LANDING), "")
    if landing and user.council_id:
        return redirect(landing)
    if user.is_superuser:
        return redirect("councils")
    heading = ", ".join(ROLES[code].label for code in ROLES if code in user.roles) or user.name
    nothing = NO_ROLE if user.council_id else NO_COUNCIL
    return render(request, "desks/desk.html", {"heading": heading, "sections": [nothing]})


def signed_in(request: HttpRequest) -> User:
    """The user; the middleware has sent everyone else to the sign-in page."""
    assert isinstance(request.user, User)
    return request.user

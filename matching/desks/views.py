"""The first page after signing in, one for each role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from config.accounts.models import User
from config.accounts.roles import ROLES
from matching.desks.administrator import first_page
from matching.desks.sections import Section

DESKS = {
    "administrator": first_page.sections,
}
LANDING = {
    **dict.fromkeys(("personal_adviser", "social_worker", "team_manager"), "caseload"),
    **dict.fromkeys(("panel_chair", "panel_member"), "panel"),
    "virtual_school": "virtual_school_desk",
    "employer": "employer_desk",
    "hr_reviewer": "hr_desk",
    "board_viewer": "board_desk",
}
"""Roles whose work has a page of its own; the first of a person's roles decides."""
NO_COUNCIL = Section("No council yet", "Ask an administrator to add you to your council.")
NO_ROLE = Section("No role yet", "Ask an administrator of your council to give you a role.")


def desk(request: HttpRequest) -> HttpResponse:
    """The sections of every role the person has, in the order of the roles page."""
    day, user = timezone.localdate(), signed_in(request)
    landing = next((LANDING[code] for code in ROLES if code in user.roles and code in LANDING), "")
    if landing and user.council_id:
        return redirect(landing)
    makers = dict.fromkeys(DESKS[code] for code in ROLES if code in user.roles and code in DESKS)
    sections = [section for make in makers for section in make(user, day)] if user.council else []
    if user.is_superuser:
        sections.append(kept_here())
    heading = ", ".join(ROLES[code].label for code in ROLES if code in user.roles) or user.name
    sections = sections or [NO_ROLE if user.council else NO_COUNCIL]
    return render(request, "desk.html", {"heading": heading, "sections": sections})


def kept_here() -> Section:
    """For who keeps the installation."""
    words = (
        '<a class="govuk-link" href="{0}">Councils</a>, <a class="govuk-link" href="{1}">users</a>, '
        'and what all councils share at <a class="govuk-link" href="{2}">{2}</a>.'
    )
    return Section(
        "This installation", format_html(words, reverse("councils"), reverse("users"), reverse("admin:index"))
    )


def signed_in(request: HttpRequest) -> User:
    """The user; the middleware has sent everyone else to the sign-in page."""
    assert isinstance(request.user, User)
    return request.user

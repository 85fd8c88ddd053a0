"""Every address of the service. Rooms are named by strings, so that nothing on the left imports the right."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

ONE_WAY_IN = login_not_required(RedirectView.as_view(pattern_name="sign_in", query_string=True))
"""The reference pages have no sign-in of their own: limits and second factor hold for all."""

handler404 = "config.api.not_here.not_here"

urlpatterns = [
    path("", include("config.accounts.signing_in.urls")),
    path("reference/login/", ONE_WAY_IN, name="reference_sign_in"),
    path("reference/", admin.site.urls),
    path("", include("config.screens.urls")),
    path("api/v1/", include("config.api.urls")),
    path("api/v1/", include("config.reference.api")),
    path("api/v1/", include("employers.api")),
    path("api/v1/", include("matching.desks.programs.urls")),
    path("api/v1/", include("matching.reports.pack.api")),
    path("api/v1/", include("aspirations.people.api")),
    path("api/v1/", include("matching.desks.wishes.api")),
    path("api/v1/", include("matching.shortlists.api")),
    path("api/v1/", include("matching.nominations.api")),
    path("api/v1/", include("matching.desks.putting_forward.api")),
    path("api/v1/", include("matching.desks.nominees.api")),
    path("api/v1/", include("matching.desks.nominees.outcomes_api")),
    path("api/v1/", include("matching.outcomes.api")),
    path("api/v1/", include("matching.panel.api")),
    path("api/v1/", include("matching.desks.themes.api")),
    path("", include("opportunities.urls")),
    path("", include("config.accounts.urls")),
    path("", include("config.audit_trail.urls")),
    path("", include("config.reference.urls")),
    path("", include("config.imports.urls")),
    path("", include("config.jobs.urls")),
    path("", include("config.api.programs.urls")),
    path("", include("matching.desks.urls")),
    path("", include("matching.desks.nominees.urls")),
    path("", include("matching.desks.virtual_school.urls")),
    path("", include("matching.desks.pledge_book.urls")),
    path("", include("matching.desks.register.urls")),
    path("", include("matching.desks.figures.urls")),
    path("", include("matching.desks.themes.urls")),
    path("", include("matching.desks.caseload.urls")),
    path("", include("matching.desks.team.urls")),
    path("", include("matching.desks.young_person.urls")),
    path("", include("matching.panel.urls")),
    path("", include("matching.reports.pack.urls")),
    path("", include("matching.desks.administrator.urls")),
    path("", include("matching.desks.digests.urls")),
    path("", include("matching.desks.calendars.urls")),
    path("", include("matching.desks.wishes.urls")),
    path("", include("matching.desks.own_page.urls")),
]

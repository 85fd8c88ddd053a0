"""Every address of the service. Rooms are named by strings, so that nothing on the left imports the right."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("reference/", admin.site.urls),
    path("", include("config.screens.urls")),
    path("", include("opportunities.urls")),
    path("", include("config.accounts.urls")),
    path("", include("config.audit_trail.urls")),
    path("", include("config.reference.urls")),
    path("", include("config.imports.urls")),
    path("", include("matching.desks.urls")),
    path("", include("matching.desks.nominees.urls")),
    path("", include("matching.desks.virtual_school.urls")),
    path("", include("matching.desks.pledge_book.urls")),
    path("", include("matching.desks.register.urls")),
    path("", include("matching.desks.figures.urls")),
    path("", include("matching.desks.caseload.urls")),
    path("", include("matching.desks.team.urls")),
    path("", include("matching.desks.young_person.urls")),
    path("", include("matching.panel.urls")),
    path("", include("matching.desks.administrator.urls")),
]

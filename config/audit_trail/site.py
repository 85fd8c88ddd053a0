"""The site of the pages that all councils share: only those whose every change leaves an event."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class ReferenceSite(AdminSite):
    """What packages would register (second factors, queues, groups) is left out: it would bypass the trail."""

    site_header = site_title = "What all councils share"
    index_title = "Coded lists and dated figures"
    site_url = "/councils/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Of pages alone that say under which verb a change stands in the trail (RecordedAdmin)."""
        if getattr(admin_class, "verb", ""):
            super().register(model_or_iterable, admin_class, **options)


class ReferenceSiteConfig(AdminConfig):
    default_site = "config.audit_trail.site.ReferenceSite"

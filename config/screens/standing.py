"""Pages that stand in every installation: the accessibility statement and the privacy notice.

Both are templates for a council to complete: `SERVICE_CONTACT` says whom to write to.
"""

from typing import Any

from django.conf import settings

from config.accounts.models import User
from config.screens.pages import Screen


class Standing(Screen):
    public = True

    def context(self) -> dict[str, Any]:
        user = self.request.user
        council = user.council if isinstance(user, User) else None
        return {"council": council or "the council that gave you this address", "contact": settings.SERVICE_CONTACT}


class Accessibility(Standing):
    template_name = "accessibility.html"
    heading = "Accessibility statement"


class Privacy(Standing):
    template_name = "privacy.html"
    heading = "Privacy notice"

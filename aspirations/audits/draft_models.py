"""Answers that are not recorded yet: save and come back (A3)."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from aspirations.people.models import YoungPerson


class AspirationDraft(models.Model):
    """What somebody has gone through so far. `asked_by` is the adviser who asks; empty on the person's own page.

    `answers`: fields of AspirationAudit and "wishes", as a form cleaned them; `gone_through`: questions by name.
    """

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="aspiration_drafts")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    gone_through = models.JSONField(default=list)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "asked_by"], nulls_distinct=False, name="one_draft_for_each_who_asks"
            )
        ]

"""Public identifiers: what leaves the database in links, exports and the audit trail is a UUID, never a row number."""

import uuid

from django.db import models


class PublicIdModel(models.Model):
    """A row that may be named outside the database, by an opaque id."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

"""A create that is asked twice with the same Idempotency-Key is done once."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from config.api.models import KeptAnswer
from config.api.problems import KeyUsedOtherwise

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(hours=24)
TOO_LONG = "A key has 1 to 100 letters, digits, or signs among . _ : -"
ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-")


@transaction.atomic
def once(request: Request, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `act` answers, or what it answered to the same request before. Of two at once the second waits.

    Raises KeyUsedOtherwise for a key that stood on another request. What failed is not kept: it may be tried again.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return plain(act())
    if not 1 <= len(key) <= 100 or not set(key) <= ALLOWED:
        raise ValidationError({HEADER: TOO_LONG})
    asked = hashlib.sha256(
        json.dumps([request.method, request.path, request.data], sort_keys=True, default=str).encode()
    ).hexdigest()
    mine = KeptAnswer.objects.filter(user=request.user)
    mine.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()
    kept, is_new = mine.get_or_create(user=request.user, key=key, defaults={"asked": asked})
    if kept.asked != asked:
        raise KeyUsedOtherwise
    if is_new:
        kept.answer = plain(act())
        kept.save(update_fields=["answer"])
    return kept.answer


def plain(data: Any) -> dict[str, Any]:
    """As it is sent: JSON's own types only."""
    body: dict[str, Any] = json.loads(JSONRenderer().render(data))
    return body

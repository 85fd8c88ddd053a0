"""The code that opens the public pledge page: a picture for a poster, drawn here, nothing fetched from elsewhere."""

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse

from employers.models import BusinessEvent

KINDS = {"svg": "image/svg+xml", "png": "image/png"}
DARK = "#16232b"


def pledge_address(event: BusinessEvent) -> str:
    """The full address that the code holds: where people reach the service, and the event's public page."""
    return f"{settings.SERVICE_ADDRESS.rstrip('/')}{reverse('pledge', args=[event.public_id])}"


def picture(address: str, kind: str) -> bytes:
    """The code as "svg" or "png"; a third of it may be dirty or torn and it is still read."""
    out = BytesIO()
    code = segno.make(address, error="h", micro=False)
    if kind == "png":
        code.save(out, kind="png", scale=16, border=4, dark=DARK)
    else:
        code.save(
            out, kind="svg", scale=10, border=4, dark=DARK, omitsize=True, title="Code that opens the pledge page"
        )
    return out.getvalue()

"""How often a pledge may be sent: often enough for a full hall behind one address, too seldom for a machine."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from config.refusal import Refused

PLEDGES = 100
SECONDS = 600


def check_pace(request: HttpRequest) -> None:
    """Raises Refused when too many pledges came from one address of the internet; the address is not kept."""
    origin = hashlib.sha256(get_adapter().get_client_ip(request).encode()).hexdigest()
    key = f"pledges-from-{origin}-{int(time.time()) // SECONDS}"
    cache.add(key, 0, SECONDS)
    if cache.incr(key) > PLEDGES:
        raise Refused("Many pledges came from your network just now. Your answers are kept: send them in ten minutes.")

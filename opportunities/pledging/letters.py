"""The copy of a pledge by mail: once for each thing said, and never a flood to one address."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from config.accounts.models import User
from config.accounts.signed_links import Purpose, make_link
from config.outbox.actions import put_mail
from config.outbox.models import Message
from employers.models import EmployerContact
from opportunities.pledging.actions import Sent
from opportunities.pledging.kinds import in_words

KEY = "pledge-copy:"
COPIES_A_DAY = 6
CONFIRM_WITHIN = 30


def send_copy(sent: Sent, *, by: User | None, address_of: Callable[[str], str]) -> bool:
    """Leave the copy in the outbox; whether one is on its way. `address_of` makes a link's address from its secret.

    Whoever pledged without an account is asked to confirm the e-mail.
    """
    to, council, first = sent.contact.email, sent.contact.employer.council, sent.pledges[0]
    lines = in_words({pledge.kind: pledge.quantity_pledged for pledge in sent.pledges})
    said = hashlib.sha256("\n".join([*lines, first.postcode, first.could_start]).encode()).hexdigest()
    key = f"{KEY}{council.pk}:{sent.number}:{said[:16]}"
    if not to or Message.objects.filter(key=key).exists():
        return bool(to)
    if _mailed_today(to) >= COPIES_A_DAY:
        return False
    confirm = "" if by or sent.contact.email_confirmed_at else address_of(_link(sent.contact, by))
    context = {"sent": sent, "lines": lines, "council": council, "pledge": first, "confirm_address": confirm}
    body = render_to_string("pledging/copy.txt", context)
    put_mail(council=council, to=to, subject=f"Your pledge {sent.number}", body=body, key=key)
    return True


def _mailed_today(to: str) -> int:
    since = timezone.now() - timedelta(days=1)
    return Message.objects.filter(to__iexact=to, key__startswith=KEY, recorded_at__gte=since).count()


def _link(contact: EmployerContact, by: User | None) -> str:
    """The secret of a link that confirms this contact's e-mail."""
    council = contact.employer.council
    return make_link(purpose=Purpose.CONFIRM_EMAIL, subject=contact, council=council, by=by, days=CONFIRM_WITHIN)[1]

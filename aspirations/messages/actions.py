"""Writing to the adviser from the own page, and having read it. The mail that tells of it repeats none of the words."""

from django.db import transaction
from django.utils import timezone

from aspirations.concerns.actions import raise_if_worrying
from aspirations.concerns.models import Concern
from aspirations.messages.models import MessageFromPerson
from aspirations.people import policies
from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.outbox.actions import put_mail
from config.refusal import Refused
from config.validation import check_row

SUBJECT = "Something to read"
BODY = "{child_id} wrote something on their own page. Please read it in EET Match: open the record, then “Own page”."


@transaction.atomic
def write(*, person: YoungPerson, about: MessageFromPerson.About, words: str) -> tuple[MessageFromPerson, bool]:
    """Keep the words and tell the adviser by mail. The second value: whether they may be about safety (A10)."""
    message = MessageFromPerson(person=person, about=about, words=words.strip())
    check_row(message)
    message.save()
    put_mail(
        council=person.council,
        to=person.adviser.email,
        subject=SUBJECT,
        body=BODY.format(child_id=person.child_id),
        key=f"message-{message.public_id}",
        person_id=person.public_id,
    )
    record("message_written", message, council=person.council, by=None, person=person)
    worry = raise_if_worrying(
        person=person, source=Concern.Source.OWN_PAGE, words=words, by=None, source_id=message.public_id
    )
    return message, worry is not None


@transaction.atomic
def mark_read(message: MessageFromPerson, *, by: User) -> None:
    policies.check_can_change(by, Permission.RECORD_PROGRESS, message.person)
    unread = MessageFromPerson.objects.filter(pk=message.pk, read_at=None)
    if not unread.update(read_at=timezone.now(), read_by=by):
        raise Refused("This was read before.")
    record("message_read", message, council=message.person.council, by=by, person=message.person)

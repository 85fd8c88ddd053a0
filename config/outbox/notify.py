"""Mails by GOV.UK Notify, which takes no SMTP: a mail back end, named by the settings when a council has a key.

The template at Notify has `((subject))` as its subject and `((body))` as its text. Where Notify refuses, it is told in
the words of SMTP, so whoever sends needs to know of one kind of trouble only.
"""

from collections.abc import Iterable, Iterator, Sequence
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

PATIENCE_S = 15
NEVER_LEFT = {
    "permanent-failure": "there is no such mailbox",
    "temporary-failure": "the mailbox did not take it for three days",
    "technical-failure": "it could not be handed on",
}
"""What Notify calls a mail that it took and could not deliver; any other is delivered or on its way."""
NO_SUCH_MAILBOX = 550
UUIDS_OF_A_KEY = (slice(-73, -37), slice(-36, None))
"""Where the service and the secret stand in a key, whatever name was given to it before."""


class NotifyBackend(BaseEmailBackend):
    """Raises SMTPRecipientsRefused for an address that Notify does not accept, SMTPException for all else."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        client = NotificationsAPIClient(settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL, timeout=PATIENCE_S)
        return sum(self._send(client, message, to) for message in messages for to in message.recipients())

    def _send(self, client: NotificationsAPIClient, message: EmailMessage, to: str) -> int:
        try:
            hand_over(client, message, to)
        except APIError as error:
            if self.fail_silently:
                return 0
            if is_about_the_address(error):
                raise SMTPRecipientsRefused({to: (NO_SUCH_MAILBOX, str(error).encode())}) from error
            raise SMTPException(f"GOV.UK Notify: {error}") from error
        return 1


def hand_over(client: NotificationsAPIClient, message: EmailMessage, to: str) -> None:
    """Asks first whether Notify has it already, from a try whose answer never reached us."""
    reference = reference_of(message)
    if reference and has_it(client, reference):
        return
    words = {"subject": message.subject, "body": message.body}
    client.send_email_notification(to, settings.NOTIFY_TEMPLATE_ID, words, reference)


def reference_of(message: EmailMessage) -> str | None:
    """The public id of a message of the outbox, which its Message-ID begins with."""
    return parseaddr(message.extra_headers.get("Message-ID", ""))[1].partition("@")[0] or None


def never_arrived() -> Iterator[tuple[UUID, str]]:
    """Of the past seven days, which Notify keeps: the public id of each mail that it could not deliver, and why.

    One that was handed over anew since, and is delivered or on its way, is not among them. None without a key.
    """
    if not settings.NOTIFY_API_KEY:
        return
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL, timeout=PATIENCE_S)
    for status, why in NEVER_LEFT.items():
        for one in client.get_all_notifications_iterator(status=status, template_type="email"):
            reference = one.get("reference") or ""
            if is_uuid(reference) and not has_it(client, reference):
                yield UUID(reference), f"GOV.UK Notify: {why}"


def has_it(client: NotificationsAPIClient, reference: str) -> bool:
    found = client.get_all_notifications(reference=reference)["notifications"]
    return any(one["status"] not in NEVER_LEFT for one in found)


def is_about_the_address(error: APIError) -> bool:
    return error.status_code == 400 and "email_address" in str(error.message)


def check_settings(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """A key without a template, or one that is not whole, would be found out by the first mail only."""
    key, template = settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID
    if not (key or template):
        return
    if not all(is_uuid(key[part]) for part in UUIDS_OF_A_KEY):
        yield Error(
            "NOTIFY_API_KEY is missing or not whole: no mail would leave by GOV.UK Notify.",
            hint="Copy the whole key, with its name, from “API integration” at GOV.UK Notify.",
            id="outbox.E001",
        )
    if not is_uuid(template):
        yield Error(
            "NOTIFY_TEMPLATE_ID is missing or not an id: no mail would leave by GOV.UK Notify.",
            hint="Make an email template with subject ((subject)) and message ((body)), and copy its id.",
            id="outbox.E002",
        )


def is_uuid(words: str) -> bool:
    try:
        UUID(words)
    except ValueError:
        return False
    return True

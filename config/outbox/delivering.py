"""One event, signed in the manner of Standard Webhooks (standardwebhooks.com, 1.0.0), and handed to its receiver."""

import hmac
from base64 import b64encode
from http import HTTPStatus

from django.utils import timezone
from django.utils.crypto import salted_hmac

from config.outbox import reaching
from config.outbox.models import Message, Webhook

SALT = "config.outbox.webhook"
PREFIX = "whsec_"


def secret_of(webhook: Webhook) -> str:
    """As its owner is given it, once. It changes when the service's SECRET_KEY does."""
    return PREFIX + b64encode(_key_of(webhook)).decode()


def deliver(message: Message) -> None:
    """Raises NotReached, with why, for everything but a success. Answers that lead elsewhere are not followed."""
    assert message.webhook is not None
    status = reaching.post(message.to, message.body.encode(), headers_of(message, int(timezone.now().timestamp())))
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise reaching.NotReached(f"It was answered with {status}.")


def headers_of(message: Message, moment: int) -> dict[str, str]:
    """The id is the same in every try, so that the receiver knows an event that it has already."""
    assert message.webhook is not None
    signed = f"{message.public_id}.{moment}.{message.body}".encode()
    signature = b64encode(hmac.digest(_key_of(message.webhook), signed, "sha256")).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "EET-Match",
        "webhook-id": str(message.public_id),
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{signature}",
    }


def _key_of(webhook: Webhook) -> bytes:
    return salted_hmac(SALT, str(webhook.public_id), algorithm="sha256").digest()

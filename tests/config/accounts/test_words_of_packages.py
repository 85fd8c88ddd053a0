"""Codes, new passwords and second factors are django-allauth's pages; what they say is said in this service's words."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from tests.factories.people import make_user

PO = Path(settings.LOCALE_PATHS[0]) / "en_GB" / "LC_MESSAGES" / "django.po"
PAIRS = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', PO.read_text(), re.MULTILINE)


def test_what_is_compiled_is_what_is_written() -> None:
    """Run msgfmt as the head of the file says."""
    assert len(PAIRS) > 20
    for theirs, ours in PAIRS:
        asked, said = (words.replace("\\n", "\n").replace('\\"', '"') for words in (theirs, ours))
        assert gettext(asked) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "button", "theirs"),
    [
        ("account_request_login_code", "Send me a code", "special code"),
        ("account_reset_password", "Send me the link", "Reset My Password"),
        ("account_reset_password_done", "Look in the spam folder", "contact us"),
    ],
)
def test_pages_before_signing_in_speak_plainly(page: str, button: str, theirs: str, client: Client) -> None:
    shown = client.get(reverse(page)).content.decode()
    assert button in shown and theirs not in shown and "Sign In" not in shown and "Password Reset" not in shown


@pytest.mark.django_db
def test_mails_speak_plainly_too(client: Client) -> None:
    user = make_user("board_viewer")
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_reset_password"), {"email": user.email})
    code, link = mail.outbox
    assert (code.subject, link.subject) == ("Your code", "Choose a new password")
    for sent in (code, link):
        assert sent.body.startswith("Hello,") and "Was " in sent.body and "example.com" not in sent.body
        assert "!" not in sent.body and "Thank you for using" not in sent.body

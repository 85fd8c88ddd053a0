"""What an administrator opens first: who has no role yet, what files left open, and which weights count."""

from datetime import date

from django.urls import reverse
from django.utils.html import format_html

from config.accounts.models import User
from config.imports.models import ImportFile, ValueToConfirm
from matching.desks.sections import Section
from matching.shortlists.weights import weights_on

LINK = '{0} <a class="govuk-link" href="{1}">{2}</a>'


def sections(user: User, day: date) -> list[Section]:
    assert user.council is not None
    return [_users(user), _files(user), _weights(user, day), _trail()]


def _users(user: User) -> Section:
    active = User.objects.filter(council=user.council, is_active=True)
    total, without = active.count(), active.filter(roles=[]).count()
    waiting = (
        "Each has a role." if not without else f"{without} of them {'has' if without == 1 else 'have'} no role yet."
    )
    people = "1 person can sign in." if total == 1 else f"{total} people can sign in."
    address = reverse("users") + ("?show=without" if without else "")
    return Section("Users", format_html(LINK, f"{people} {waiting}", address, "See users"))


def _files(user: User) -> Section:
    newest = ImportFile.objects.visible_to(user).first()
    questions = ValueToConfirm.objects.visible_to(user).open().count()
    said = (
        f"The last one, {newest.name}, was loaded on {newest.recorded_at:%-d %B %Y}."
        if newest
        else "None was loaded yet."
    )
    asked = {0: "Nothing waits for you to confirm.", 1: "1 value waits for you to confirm."}
    said += " " + asked.get(questions, f"{questions} values wait for you to confirm.")
    return Section("Files", format_html(LINK, said, reverse("files"), "See files"))


def _weights(user: User, day: date) -> Section:
    assert user.council is not None
    now = weights_on(day, user.council)
    said = f"The weights “{now.name}” count since {now.valid_from:%-d %B %Y}."
    return Section("Wording and weights", format_html(LINK, said, reverse("weights"), "See weights and lists"))


def _trail() -> Section:
    said = "Every change, and every look at a record, is kept."
    return Section("Who did what", format_html(LINK, said, reverse("trail_search"), "Look for events"))

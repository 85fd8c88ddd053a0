"""Going through the questions one by one, with save and return; at the end they become a new version (A3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from aspirations.audits.actions import KEPT_BY_US, record_aspirations
from aspirations.audits.draft_models import AspirationDraft
from aspirations.audits.models import AspirationAudit
from aspirations.people import policies
from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.places.models import Postcode
from config.refusal import Refused

NOT_ASKED = KEPT_BY_US | {"round", "asked_on", "home", "home_area_code"}
FACTS = {field.name: field for field in AspirationAudit._meta.concrete_fields if field.name not in NOT_ASKED}


def draft_of(person: YoungPerson, by: User | None) -> AspirationDraft | None:
    """The answers that this user (None: the person on their own page) has begun."""
    return AspirationDraft.objects.filter(person=person, asked_by=by).first()


def answers_of(audit: AspirationAudit | None) -> dict[str, Any]:
    """What is known before anything is asked again, so that nobody has to tell it twice."""
    if audit is None:
        return {}
    told = {name: getattr(audit, name) for name in FACTS}
    return {**told, "wishes": [wish.own_words for wish in audit.wishes.all()]}


def worries_in(audit: AspirationAudit | None) -> list[str]:
    """Words kept beside the wishes that not everybody who records answers may read: there they stay."""
    return [wish.own_words for wish in audit.wishes.all() if wish.reading == wish.Reading.WORRY] if audit else []


@transaction.atomic
def save_answer(*, person: YoungPerson, question: str, answers: Mapping[str, Any], by: User | None) -> AspirationDraft:
    """Keep the answers to one question. The first one begins with what is known now."""
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    if unknown := sorted(answers.keys() - {*FACTS, "wishes"}):
        raise Refused(f"These are not among the questions: {', '.join(unknown)}.")
    now = person.aspiration_audits.current().prefetch_related("wishes").first()
    begun = {"answers": answers_of(now)}
    draft, _ = AspirationDraft.objects.select_for_update().get_or_create(person=person, asked_by=by, defaults=begun)
    draft.answers |= answers
    draft.gone_through = [*(name for name in draft.gone_through if name != question), question]
    draft.save()
    return draft


@transaction.atomic
def record_draft(*, person: YoungPerson, by: User | None) -> AspirationAudit:
    """The draft becomes a new version and is gone."""
    draft = AspirationDraft.objects.select_for_update().filter(person=person, asked_by=by).first()
    if draft is None:
        raise Refused("Nothing has changed. Answer a question first.")
    audit = record_answers(person=person, answers=draft.answers, by=by)
    draft.delete()
    return audit


def record_answers(
    *, person: YoungPerson, answers: Mapping[str, Any], by: User | None, asked_on: date | None = None
) -> AspirationAudit:
    """A new version of a whole set of answers, as `answers_of` gives them; the home goes with its postcode."""
    told = {"wishes": answers.get("wishes", []), **facts_in(answers)}
    told |= _home(person, told.get("postcode") or "")
    told |= {"asked_on": asked_on} if asked_on else {}
    return record_aspirations(person=person, answers=told, by=by)


def drop_draft(*, person: YoungPerson, by: User | None) -> None:
    """Leave the answers as they were before."""
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    AspirationDraft.objects.filter(person=person, asked_by=by).delete()


def facts_in(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of AspirationAudit with values as the model holds them: numbers and days were kept as words."""
    return {name: field.to_python(answers[name]) for name, field in FACTS.items() if name in answers}


def _home(person: YoungPerson, postcode: str) -> dict[str, Any]:
    """The home of before while the postcode is the same; else where the postcode is, where we know it."""
    now = person.aspiration_audits.current().first()
    if now and now.postcode == postcode:
        return {"home": now.home, "home_area_code": now.home_area_code}
    known = Postcode.objects.filter(code=postcode).first() if postcode else None
    return {"home": known.location, "home_area_code": known.area_code} if known else {}

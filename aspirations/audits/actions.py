"""Recording and correcting what a young person hopes for (A3), other than by a file."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from aspirations.audits.models import Aspiration, AspirationAudit
from aspirations.audits.versions import Told, add_versions
from aspirations.people import policies
from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from opportunities.vocabulary import career_categories
from opportunities.vocabulary.occupations import unit_groups

MOST_WISHES = 3
KEPT_BY_US = frozenset({"id", "public_id", "person", "version", "is_current", "recorded_at", "recorded_by", "file"})


@transaction.atomic
def record_aspirations(*, person: YoungPerson, answers: Mapping[str, Any], by: User | None) -> AspirationAudit:
    """A new version from a whole set of answers; what is left out is not known.

    `answers`: fields of AspirationAudit, and "wishes", up to three texts in the person's own words, the most important
    first. Without "asked_on" it is today. Raises Refused with the rule that an answer breaks.
    """
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    facts = dict(answers)
    wishes = [words.strip() for words in facts.pop("wishes", ()) if words.strip()]
    told = Told(person, facts.pop("asked_on", timezone.localdate()), wishes, facts, facts.pop("round", None))
    check_answers(told)
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    audit = add_versions([told], by=by)[0]
    fields = [*facts, *(["wishes"] if wishes else [])]
    details = {"person": person, "fields": fields, "version": audit.version}
    record("aspirations_recorded", audit, council=person.council, by=by, **details)
    return audit


def check_answers(told: Told) -> None:
    if len(told.wishes) > MOST_WISHES:
        raise Refused("Up to three wishes can be kept: put the most important first.")
    answers = {field.name for field in AspirationAudit._meta.concrete_fields} - KEPT_BY_US
    if unknown := sorted(told.facts.keys() - answers):
        raise Refused(f"These are not among the questions: {', '.join(unknown)}.")
    audit = AspirationAudit(person=told.person, asked_on=told.asked_on, version=1, **told.facts)
    try:
        audit.clean_fields(exclude=KEPT_BY_US)
        audit.validate_constraints(exclude=KEPT_BY_US)
        for words in told.wishes:
            Aspiration(own_words=words).clean_fields(exclude={"audit", "rank", "reading"})
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def correct_wish(*, wish: Aspiration, occupation: str, category: str, by: User) -> Aspiration:
    """Say what a wish means: a SOC 2010 unit group or "", a career category or "". The own words stay as they are."""
    person = wish.audit.person
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    check_reading(occupation, category)
    wish.reading = Aspiration.Reading.WISH
    wish.occupation, wish.category, wish.certainty = occupation, category, None
    wish.because = f"{by} said so."
    wish.corrected_by, wish.corrected_at = by, timezone.now()
    wish.save()
    fields = ["occupation", "category"]
    record("aspiration_corrected", wish, council=person.council, by=by, person=person, fields=fields)
    return wish


@transaction.atomic
def none_of_these(*, wish: Aspiration, by: User) -> Aspiration:
    """No occupation and no category that we know is meant: the words alone count from now on."""
    person = wish.audit.person
    policies.check_can_change(by, Permission.RECORD_ASPIRATIONS, person)
    wish.reading = Aspiration.Reading.WISH
    wish.occupation, wish.category, wish.certainty = "", "", None
    wish.because = f"{by} said that none of the jobs we know is meant, so the words alone count."
    wish.corrected_by, wish.corrected_at = by, timezone.now()
    wish.save()
    fields = ["occupation", "category"]
    record("aspiration_corrected", wish, council=person.council, by=by, person=person, fields=fields)
    return wish


def check_reading(occupation: str, category: str) -> None:
    if not (occupation or category):
        raise Refused("Choose an occupation, a career category, or both.")
    if category and category not in career_categories.BY_CODE:
        raise Refused(f"Choose the career category from the list. “{category}” is not in it.")
    if occupation and occupation not in {str(code) for code in unit_groups()}:
        raise Refused(f"Choose the occupation from the list. “{occupation}” is not in it.")

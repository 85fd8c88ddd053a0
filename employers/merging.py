"""Two records of one employer become one (E1). A person decides, pair by pair; nothing is merged by itself."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused
from employers.duplicates import LikelyDuplicate, likely_duplicates
from employers.models import Employer, EmployerContact, KeptApart

FILLS_GAPS = ("sector", "postcode", "location", "covenant_signatory")


def pairs_to_judge(employers: Iterable[Employer]) -> list[LikelyDuplicate]:
    """Likely duplicates that nobody has judged yet."""
    register = list(employers)
    judged = set(KeptApart.objects.filter(first__in=register).values_list("first", "second"))
    return [pair for pair in likely_duplicates(register) if _key(pair.first, pair.second) not in judged]


@transaction.atomic
def merge(*, stays: Employer, goes: Employer, by: User) -> Employer:
    """Everything that points at the one that goes points at the one that stays; then it is gone.

    What the one that stays does not know is taken over; its safeguarding check stays its own. Raises Refused for one
    record twice.
    """
    check_can_judge(by, stays, goes)
    locked = {row.pk: row for row in Employer.objects.select_for_update().filter(pk__in=[stays.pk, goes.pk])}
    if len(locked) < 2:
        raise Refused("One of the two is already gone. Look at the list again.")
    stays, goes = locked[stays.pk], locked[goes.pk]
    _join_contacts(stays, goes)
    KeptApart.objects.filter(Q(first=goes) | Q(second=goes)).delete()
    for relation in Employer._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: goes})
        rows.update(**{relation.field.name: stays})
    gone = str(goes.public_id)
    goes.delete()
    news = _fill_gaps(stays, goes)
    record("employers_merged", stays, council=stays.council, by=by, fields=news, merged=gone)
    return stays


@transaction.atomic
def keep_apart(one: Employer, other: Employer, *, by: User) -> None:
    """They are two employers. Saying so twice is as good as once."""
    check_can_judge(by, one, other)
    first, second = sorted([one, other], key=lambda employer: employer.pk)
    _, is_new = KeptApart.objects.get_or_create(first=first, second=second, defaults={"decided_by": by})
    if is_new:
        record("employers_kept_apart", first, council=first.council, by=by, other=str(second.public_id))


def check_can_judge(by: User, one: Employer, other: Employer) -> None:
    check_may(by, Permission.KEEP_EMPLOYERS)
    if one.pk == other.pk:
        raise Refused("Choose two different employers.")
    if {one.council_id, other.council_id} != {by.council_id}:
        raise NotAllowed("These employers belong to another council.")


def _key(one: Employer, other: Employer) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _join_contacts(stays: Employer, goes: Employer) -> None:
    """A contact whose e-mail is there already joins that one, unless both sign in; the others move over later."""
    there = {contact.email.casefold(): contact for contact in stays.contacts.all() if contact.email}
    for contact in goes.contacts.all():
        same = there.get(contact.email.casefold())
        if same and not (same.user_id and contact.user_id):
            _join(same, contact)


def _join(same: EmployerContact, contact: EmployerContact) -> None:
    for relation in EmployerContact._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: contact})
        rows.update(**{relation.field.name: same})
    user = contact.user_id
    contact.delete()
    same.user_id = same.user_id or user
    same.name, same.phone = same.name or contact.name, same.phone or contact.phone
    same.awaits_check = same.awaits_check and contact.awaits_check
    same.save()


def _fill_gaps(stays: Employer, goes: Employer) -> list[str]:
    """Names of the facts that the one that stays did not know and takes over."""
    news = [name for name in FILLS_GAPS if getattr(stays, name) in ("", None) and getattr(goes, name) not in ("", None)]
    if "postcode" in news and _is_taken(stays, goes.postcode):
        news = [name for name in news if name not in ("postcode", "location")]
    for name in news:
        setattr(stays, name, getattr(goes, name))
    if news:
        stays.save(update_fields=news)
    return news


def _is_taken(stays: Employer, postcode: str) -> bool:
    """Whether a third record has this name at that postcode."""
    same = Employer.objects.filter(council=stays.council, normalised_name=stays.normalised_name, postcode=postcode)
    return same.exclude(pk=stays.pk).exists()

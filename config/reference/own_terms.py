"""A council's own wording of the coded lists (vocabularies.md): relabel, hide from new entry, add under a group.

Codes are never renamed or reused, and what a row does (its attributes, who may see it) stays that of the shared row.
"""

import re
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.models import CodedTerm
from config.reference.vocabulary import COUNCIL_MAY_SET, check_code, terms
from config.refusal import NotAllowed, Refused
from config.validation import check_row

FIXED = frozenset({"accommodation", "activity", "in_touch", "nccis", "rights", "sensitive_words", "sentences"})
"""Codes and words of the law and of returns, and words that protect people: the same for every council."""
MAY_HIDE = frozenset({"action_types", "endings", "kinds", "reasons", "referral_targets", "soft_outcomes", "themes"})
MAY_ADD = frozenset({"action_types", "reasons", "referral_targets", "soft_outcomes", "themes"})
MOST = {"due_days": 92, "points": 20, "cap": 40}
STEPS = re.compile(r"\d{1,3}:\d{1,2}( \d{1,3}:\d{1,2})*")
"""Limits with their points: 30:10 60:6."""
SAID_BY_PEOPLE = frozenset({"young_person", "employer"})
OTHER = "other"
LONGEST_CODE = 40


def can_relabel(list_name: str) -> bool:
    return list_name not in FIXED


def can_hide(term: CodedTerm) -> bool:
    """Not "other", and no reason that the council or the service itself gives: work would stop without it."""
    if term.list not in MAY_HIDE or term.code == OTHER or term.code.endswith(f"_{OTHER}"):
        return False
    return term.list != "reasons" or term.group in SAID_BY_PEOPLE


def can_add(list_name: str) -> bool:
    return list_name in MAY_ADD


@transaction.atomic
def word_term(
    *, list_name: str, code: str, label: str, definition: str, hidden: bool, council: Council, by: User
) -> CodedTerm:
    """The council's own label and definition of a row from today on, and whether it is offered for new entry."""
    check_own(by, council)
    term = _term(list_name, code, council)
    label, definition = label.strip(), definition.strip()
    if (label, definition) != (term.label, term.definition) and not can_relabel(list_name):
        raise Refused("These words are the same for every council: they come from the law or a return.")
    if hidden != term.hidden and not can_hide(term):
        raise Refused("This row cannot be hidden: the service needs it.", field="shown")
    changed = [
        name
        for name, value in (("label", label), ("definition", definition), ("hidden", hidden))
        if getattr(term, name) != value
    ]
    if not changed:
        return term
    check_label_is_free(list_name, label, council, besides=code)
    row = _own_row_from_today(term, council)
    row.label, row.definition, row.hidden = label, definition, hidden
    check_row(row)
    row.save()
    record("reference_changed", row, council=council, by=by, fields=changed, list=list_name, code=code)
    return row


@transaction.atomic
def set_facts(*, list_name: str, code: str, facts: Mapping[str, str], council: Council, by: User) -> CodedTerm:
    """Who owns a row, in how many days it is due, or its points: as this council gives them, from today on.

    What else a row does, and who may see it, stays the shared row's. Raises Refused at the field that is wrong.
    """
    check_own(by, council)
    term = _term(list_name, code, council)
    for name, value in facts.items():
        if name not in can_set(term):
            raise Refused("This stays as it is for every council.")
        check_fact(name, value.strip(), council)
    changed = [name for name, value in facts.items() if term.attributes[name] != value.strip()]
    if not changed:
        return term
    row = _own_row_from_today(term, council)
    row.label, row.definition, row.hidden = term.label, term.definition, term.hidden
    row.attributes = term.attributes | {name: facts[name].strip() for name in changed}
    check_row(row)
    row.save()
    record("reference_changed", row, council=council, by=by, fields=changed, list=list_name, code=code)
    return row


def can_set(term: CodedTerm) -> list[str]:
    """Facts that a council may give otherwise: those that the shared row has a value for."""
    return [name for name in COUNCIL_MAY_SET.get(term.list, ()) if term.attributes.get(name)]


def check_fact(name: str, value: str, council: Council) -> None:
    if name == "owner":
        check_code("owners", value, council=council, on=timezone.localdate(), what="an owner")
    elif name == "steps" and not STEPS.fullmatch(value):
        raise Refused("Type each limit with its points, such as 30:10 60:6.", field=name)
    elif name in MOST and not (value.isdecimal() and int(value) <= MOST[name]):
        raise Refused(f"Type a whole number up to {MOST[name]}.", field=name)


@transaction.atomic
def add_term(*, list_name: str, like: str, label: str, definition: str, council: Council, by: User) -> CodedTerm:
    """A row of the council's own beside a shared one, whose group and effects it takes: figures still add up."""
    check_own(by, council)
    if not can_add(list_name):
        raise Refused("Rows cannot be added to this list: the service reads its codes.")
    model = _term(list_name, like, council)
    if list_name == "reasons" and model.group not in SAID_BY_PEOPLE:
        raise Refused("Choose a reason of young people or of employers to stand beside.", field="like")
    check_label_is_free(list_name, label.strip(), council)
    row = CodedTerm(
        list=list_name,
        code=_new_code(list_name, label, model),
        council=council,
        label=label.strip(),
        definition=definition.strip(),
        group=model.group,
        order=model.order,
        attributes=model.attributes,
        valid_from=timezone.localdate(),
        source=f"Beside {model.code}",
    )
    check_row(row)
    row.save()
    record("reference_changed", row, council=council, by=by, fields=["label"], list=list_name, code=row.code)
    return row


def check_own(by: User, council: Council) -> None:
    check_may(by, Permission.MANAGE_REFERENCE)
    if by.council_id != council.pk:
        raise NotAllowed("You can change the words of your own council only.")


def check_label_is_free(list_name: str, label: str, council: Council, *, besides: str = "") -> None:
    rows = terms(list_name, council=council, on=timezone.localdate()).values()
    if any(row.label.casefold() == label.casefold() and row.code != besides for row in rows):
        raise Refused(f"Another row of this list is called “{label}”. Choose other words.", field="label")


def _term(list_name: str, code: str, council: Council) -> CodedTerm:
    """The row in force today, hidden or not."""
    today = timezone.localdate()
    term = terms(list_name, council=council).get(code)
    if term is None or (term.valid_to and term.valid_to <= today):
        raise Refused("This row is not in force today, so it is kept as it is.")
    return term


def _own_row_from_today(term: CodedTerm, council: Council) -> CodedTerm:
    """The council's own row that begins today; an earlier own one ends."""
    today: date = timezone.localdate()
    if term.council_id == council.pk:
        if term.valid_from == today:
            return term
        CodedTerm.objects.filter(pk=term.pk).update(valid_to=today)
    return CodedTerm(
        list=term.list,
        code=term.code,
        council=council,
        group=term.group,
        order=term.order,
        attributes=term.attributes,
        valid_from=today,
        source=term.source,
    )


def _new_code(list_name: str, label: str, model: CodedTerm) -> str:
    """Letters, figures and underscores; a reason keeps the first letter that says whose it is. Never one that was."""
    start = f"{model.code[0]}_own_" if list_name == "reasons" else "own_"
    words = "_".join(re.findall(r"[a-z0-9]+", label.lower())) or "row"
    code = f"{start}{words}"[:LONGEST_CODE].rstrip("_")
    taken = set(CodedTerm.objects.filter(list=list_name, code__startswith=code[:30]).values_list("code", flat=True))
    number = 2
    while code in taken:
        code = f"{f'{start}{words}'[: LONGEST_CODE - 3].rstrip('_')}_{number}"
        number += 1
    return code

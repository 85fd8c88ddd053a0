"""A council's answer to a theme: promised with an owner and a day, done, and what came of it (P4)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.reference.named_owners import can_be_named
from config.reference.vocabulary import check_code
from config.refusal import Refused
from config.validation import check_row
from matching.panel.themes.models import ThemeAnswer
from matching.panel.themes.policies import check_can_answer


@dataclass(frozen=True, slots=True)
class Done:
    """What young people had said, on which day it was answered, and what came of it ('' where it is too early)."""

    said: str
    done_on: date
    since_then: str = ""


@transaction.atomic
def promise(*, group: str, words: str, owner: User | None, due_on: date, council: Council, by: User) -> ThemeAnswer:
    """What the council will do about a theme. Raises Refused without an owner, for an unknown theme or a past day."""
    check_can_answer(by, council)
    today = timezone.localdate()
    label = check_code("theme_groups", group, council=council, on=today, what="a theme").label
    if owner is None or owner not in can_be_named(council):
        raise Refused(f"Name an owner for {label}.", field="owner")
    if due_on < today:
        raise Refused("Choose today or a day to come.", field="due_on")
    answer = ThemeAnswer(council=council, group=group, words=words.strip(), owner=owner, due_on=due_on, recorded_by=by)
    return _keep(answer, "theme_answer_promised", by)


@transaction.atomic
def add_done(*, group: str, words: str, done: Done, council: Council, by: User) -> ThemeAnswer:
    """What the council did about a theme, without having promised it here before."""
    check_can_answer(by, council)
    check_code("theme_groups", group, council=council, on=timezone.localdate(), what="a theme")
    answer = ThemeAnswer(council=council, group=group, words=words.strip(), recorded_by=by)
    return _finish(answer, done, by)


@transaction.atomic
def keep_promise(answer: ThemeAnswer, *, words: str, done: Done, by: User) -> ThemeAnswer:
    """What was promised is done; its words may say now what it became."""
    answer = ThemeAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    check_can_answer(by, answer.council)
    if answer.done_on is not None:
        raise Refused("This was already done. Say what came of it.")
    answer.words = words.strip()
    return _finish(answer, done, by)


@transaction.atomic
def say_since_then(answer: ThemeAnswer, *, since_then: str, by: User) -> ThemeAnswer:
    """What came of something that was done."""
    check_can_answer(by, answer.council)
    if answer.done_on is None:
        raise Refused("Say first that it is done.")
    answer.since_then = since_then.strip()
    return _keep(answer, "theme_answer_followed", by)


def _finish(answer: ThemeAnswer, done: Done, by: User) -> ThemeAnswer:
    if not done.said.strip():
        raise Refused("Type what young people said, in their words.", field="said")
    if done.done_on > timezone.localdate():
        raise Refused("Type a day that has come, or say what you will do.", field="done_on")
    answer.said, answer.done_on, answer.since_then = done.said.strip(), done.done_on, done.since_then.strip()
    return _keep(answer, "theme_answer_done", by)


def _keep(answer: ThemeAnswer, verb: str, by: User) -> ThemeAnswer:
    if not answer.words:
        raise Refused("Type what you do about it.", field="words")
    check_row(answer)
    answer.save()
    record(verb, answer, council=answer.council, by=by, group=answer.group)
    return answer

"""The rows of a caseload as a table and as a file: never points, health, address or a colour on a person."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html

from config.accounts.models import Council
from config.screens.tables import Cell, Column
from config.templatetags.screens import ago, tag, unknown
from matching.desks.caseload.next_steps import Known, NextStep, known_of, next_step, situation
from matching.desks.caseload.standing import SIX_WEEKS, Standing
from matching.desks.links import address
from matching.outcomes.models import OutcomeMilestone

COLUMNS = (
    Column("Young person", heads=True),
    Column("Situation"),
    Column("Months not in EET", number=True),
    Column("Last in touch"),
    Column("Live offers", number=True),
    Column("Best next step"),
)


RECORD = Column("Record")
"""Beside each row on the page: one link, then one tap (A6). The file has no such column."""


def record_cell(row: Standing) -> Cell:
    words = '<a class="govuk-link" href="{}?person={}">A step<span class="govuk-visually-hidden"> for {}</span></a>'
    return Cell("", html=format_html(words, address("step"), row.person.public_id, row.person.listed_as))


def table_rows(
    rows: Sequence[Standing], milestones: Iterable[OutcomeMilestone], council: Council, day: date
) -> list[list[Any]]:
    known = known_of(rows, milestones, council, day)
    return [_row(row, known, day) for row in rows]


def _row(row: Standing, known: Known, day: date) -> list[Any]:
    return [
        _who(row, day),
        situation(row, known, day),
        _months(row, day),
        _last_contact(row.person.last_contact_on, day),
        len(row.nominations),
        _step(next_step(row, known, day)),
    ]


def _who(row: Standing, day: date) -> Cell:
    age, name = row.age(day), row.person.listed_as
    after = f", {age}" if age is not None else ""
    href = address("person", person=row.person.public_id)
    link = format_html('<a class="govuk-link" href="{}">{}</a>{}', href, name, after)
    return Cell(f"{name}{after}", html=link)


def _months(row: Standing, day: date) -> Cell:
    """Full months; at least so many where a file only saw it begin. Who is in EET has none."""
    if row.group == "neet" and row.since:
        months = row.since.months(day)
        return Cell(f"at least {months}" if row.since.at_least and months else months)
    return Cell("Not known yet", html=unknown()) if row.group == "unknown" else Cell(0)


def _last_contact(on: date | None, day: date) -> Cell:
    if on is None:
        return Cell("Not known yet", html=unknown())
    words = ago(on)
    return Cell(words, html=tag(words, "amber")) if (day - on).days > SIX_WEEKS else Cell(words)


def _step(step: NextStep) -> Cell:
    parts = [
        format_html("<strong>{}.</strong> ", step.title) if step.title else "",
        format_html("{} ", unknown(step.ask)) if step.ask else "",
    ]
    words = format_html('<span class="eet-quiet">{}</span>', step.words) if step.quiet else step.words
    if step.href:
        words = format_html('<a class="govuk-link" href="{}">{}</a>', step.href, step.words)
    return Cell(str(step), html=format_html("{}{}{}", *parts, words))

"""The care-leaver table of the children-looked-after return (SSDA903 OC3), with what must be asked before it is whole.

Who: those whom their council labels relevant or former relevant and who reach 17 to 21 in the year. Where periods of
care are known they are checked too. A row that lacks an answer or breaks a rule is not written but asked about. People
of 22 to 25 who were in contact are counted, not written. Source: domain.md 1.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from aspirations.models import EetSpell, LeavingCareFact, YoungPerson
from aspirations.people.ages import latest_birth
from aspirations.people.statutory import WORDS, statutory_status
from config.accounts.models import Council
from matching.reports.birthday_window import Position, Window, days_around, position_of
from matching.reports.oc3_rules import (
    GIVEN_TOGETHER,
    NEW_SEX_CODES_FROM,
    NO_ROW_AT_ALL,
    OLDEST,
    PUPIL_NUMBER,
    YOUNGEST,
    Case,
    HeaderRow,
    Oc3Row,
    ReturnYear,
    Rule,
    broken,
)

IN_THE_RETURN = ("relevant", "former_relevant")
SEX = {"male": ("M", "1"), "female": ("F", "2"), "not_stated": ("U", ""), "neither": ("U", "")}
"""Codes since the 2024-25 return, and before. What nobody has recorded has no code: it is asked."""
OLDEST_IN_CONTACT = 25


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. `about`: a fact in words, or "rule" and its number. `held`: no row until it is answered."""

    about: str
    sentence: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One person whom the return concerns. `birthday` is empty while the date of birth is not known."""

    person: YoungPerson
    birthday: date | None
    questions: tuple[Question, ...]
    row: Oc3Row | None = None
    header: HeaderRow | None = None

    @property
    def is_held(self) -> bool:
        return any(question.held for question in self.questions)


@dataclass(frozen=True, slots=True)
class Oc3Return:
    """The return of one council and year as it stands, ordered by Child Unique ID."""

    year: ReturnYear
    entries: tuple[Entry, ...]
    older_in_contact: int

    @property
    def rows(self) -> list[Oc3Row]:
        return [entry.row for entry in self.entries if entry.row and not entry.is_held]

    @property
    def headers(self) -> list[HeaderRow]:
        return [entry.header for entry in self.entries if entry.header and not entry.is_held]

    @property
    def held(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_held]

    @property
    def questions(self) -> list[tuple[Entry, Question]]:
        return [(entry, question) for entry in self.entries for question in entry.questions]


def oc3_return(council: Council, year: ReturnYear, today: date) -> Oc3Return:
    """The return as it can be made on this day. The number of queries does not grow with the people."""
    people = list(_people(council, year))
    numbers = Counter(person.pupil_number for person in people)
    entries = (entry for person in people if (entry := _entry(person, year, today)))
    checked = tuple(_with_pupil_number(entry, numbers) for entry in entries)
    return Oc3Return(year, checked, _older_in_contact(council, year))


# Who


def _people(council: Council, year: ReturnYear) -> QuerySet[YoungPerson]:
    """Everybody of an age for the return, whatever the label, and those labelled for it whose age is not known."""
    before, after = days_around()
    since, until = year.first_day - before, year.last_day + after
    spells = EetSpell.objects.filter(Q(ended_on=None) | Q(ended_on__gt=since), started_on__lte=until)
    facts = LeavingCareFact.objects.filter(Q(as_of__gte=since) | Q(in_touch="DIED"), as_of__lte=until)
    age_not_known = Q(born_on=None, local_status__in=IN_THE_RETURN)
    people = YoungPerson.objects.filter(_reaching(YOUNGEST, OLDEST, year) | age_not_known, council=council)
    return people.select_related("personal_adviser", "social_worker", "manager").prefetch_related(
        "care_periods", Prefetch("spells", spells), Prefetch("leaving_care_facts", facts)
    )


def _reaching(youngest: int, oldest: int, year: ReturnYear) -> Q:
    """Who reaches one of these ages in the year: not yet past them before it, and in them by its end."""
    day_before = year.first_day - timedelta(days=1)
    return Q(born_on__gt=latest_birth(oldest, day_before), born_on__lte=latest_birth(youngest, year.last_day))


def _older_in_contact(council: Council, year: ReturnYear) -> int:
    in_year = Q(last_contact_on__range=(year.first_day, year.last_day))
    older = _reaching(OLDEST + 1, OLDEST_IN_CONTACT, year)
    return YoungPerson.objects.filter(older, in_year, council=council).count()


def _entry(person: YoungPerson, year: ReturnYear, today: date) -> Entry | None:
    """What the return holds or asks of one person; None for somebody whom it does not concern."""
    if person.born_on is None:
        return Entry(person, None, (Question("date of birth", "Ask for the date of birth."),))
    birthday = year.birthday_of(person.born_on)
    doubt = _doubt_of_label(person, person.born_on, year)
    if doubt:
        return Entry(person, birthday, (Question("label", doubt),))
    if person.local_status not in IN_THE_RETURN:
        return None
    if birthday > today:
        ask = f"The birthday is still to come. Ask around {birthday:%-d %B %Y}."
        return Entry(person, birthday, (Question("birthday to come", ask),))
    return _entry_with_row(person, person.born_on, year, Window.around(birthday, today))


def _doubt_of_label(person: YoungPerson, born_on: date, year: ReturnYear) -> str:
    """Why the label does not settle whether there is a row; empty when it does."""
    care = list(person.care_periods.all())
    if person.local_status in IN_THE_RETURN:
        unclear = not care and person.local_status == "former_relevant" and year.age_reached(born_on) == 17
        return "Former relevant by now. Ask if they were still looked after at 17." if unclear else ""
    label = person.get_local_status_display().lower()
    worked_out = statutory_status(born_on, care, year.birthday_of(born_on)).status
    if worked_out in IN_THE_RETURN:
        return f"The label says {label}; the periods of care say {WORDS[worked_out]} on the birthday. Check both."
    if person.local_status == "unknown" and worked_out == "not_known":
        return "The label is not known yet. Ask if they are relevant or former relevant."
    return ""


# The row and its questions


def _entry_with_row(person: YoungPerson, born_on: date, year: ReturnYear, window: Window) -> Entry:
    position = position_of(person, window)
    row = Oc3Row(person.child_id, born_on, position.in_touch, position.activity, position.accommodation)
    header = HeaderRow(person.child_id, _sex(person, year), born_on, person.ethnicity, person.pupil_number)
    case = Case(row, year, header, died_before=position.died_before, care=tuple(person.care_periods.all()))
    rules = broken(case)
    needless = [rule for rule in rules if rule.number in NO_ROW_AT_ALL]
    if needless:
        return Entry(person, window.birthday, tuple(map(_of_rule, needless)))
    to_mend = [_of_rule(rule) for rule in rules if rule.number != GIVEN_TOGETHER]
    questions = (*_missing(row, window), *to_mend, *_second_looks(position, header))
    return Entry(person, window.birthday, questions, row, header)


def _of_rule(rule: Rule) -> Question:
    return Question(f"rule {rule.number}", rule.sentence)


def _missing(row: Oc3Row, window: Window) -> list[Question]:
    """One question for each answer that nobody recorded in the window; it says of when."""
    when = (
        f"around {window.birthday:%-d %B %Y}: nothing is recorded "
        f"from {window.first:%-d %B %Y} to {window.last:%-d %B %Y}"
    )
    asks = {
        "in touch": (row.in_touch, f"Ask if the council was in touch {when}."),
        "activity": (row.activity, f"Ask what they were doing {when}."),
        "accommodation": (row.accommodation, f"Ask where they lived, and if it was suitable, {when}."),
    }
    return [Question(about, ask) for about, (answer, ask) in asks.items() if not answer]


def _second_looks(position: Position, header: HeaderRow) -> list[Question]:
    """Answers that go in as they are, and are worth checking."""
    looks = [Question("activity", position.doubt, held=False)] if position.doubt else []
    if header.sex == "U":
        looks.append(Question("rule 232", "The sex goes in as U, unknown. Record it, if it is known.", held=False))
    return looks


def _sex(person: YoungPerson, year: ReturnYear) -> str:
    """The code of this year's return; empty where it is not recorded, or has no code."""
    now, before = SEX.get(person.gender, ("", ""))
    return now if year.ends_in >= NEW_SEX_CODES_FROM else before


def _with_pupil_number(entry: Entry, numbers: Counter[str]) -> Entry:
    """A pupil number that is missing, misshapen or also somebody else's goes in blank, as it may, and is asked."""
    if entry.header is None:
        return entry
    number = entry.header.pupil_number
    if not number:
        look = Question("pupil number", "Ask for the pupil number, or the reason why there is none.", held=False)
    elif not PUPIL_NUMBER.fullmatch(number):
        look = Question("rule 168", "The pupil number cannot be right, so it is left out. Check it.", held=False)
    elif numbers[number] > 1 and not number.startswith("UN"):
        look = Question("rule 444", "Somebody else has the same pupil number; it is left out. Check it.", held=False)
    else:
        return entry
    return replace(entry, header=replace(entry.header, pupil_number=""), questions=(*entry.questions, look))

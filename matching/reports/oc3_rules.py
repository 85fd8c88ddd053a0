"""The rules that a row of the care-leaver table of the children-looked-after return (SSDA903 OC3) must pass.

Numbers are those of the public validator (csc-validator-be-903); the rules are told in our own words (domain.md 1).
Where it and the rule's own text differ, this follows the text: 347 looks at T1 and T2, and 1016 lets somebody leave
care on the birthday itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from aspirations.people.ages import age_on, birthday
from aspirations.people.statutory import Care, Period, care_until
from aspirations.spells.activity import RETIRED_CODES
from config.refusal import Refused

IN_TOUCH = frozenset({"YES", "NO", "REFU", "NREQ", "RHOM", "DIED"})
GONE = frozenset({"DIED", "RHOM"})
ACTIVITY = frozenset({"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0"})
ACCOMMODATION = frozenset({f"{letter}{digit}" for letter in "BCDEGHKRSTUVWXYZ" for digit in "12"} | {"0"})
NEVER_SUITABLE = frozenset({"S1", "X1"})
ETHNICITY = frozenset(
    {"WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND"}
    | {"APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"}
)
PUPIL_NUMBER = re.compile(r"(?![IOS])[A-Z]\d{11}[\dA-Z]|UN[2-5]")
"""UN1, not yet of school age, is no reason at 17 and over (rule 209)."""
NEW_SEX_CODES_FROM = 2025
NO_ROW_AT_ALL = ("391", "1001", "1007", "1016")
GIVEN_TOGETHER = "153"
FIRST_YEAR = 2011
YOUNGEST, OLDEST = 17, 21


@dataclass(frozen=True, slots=True)
class ReturnYear:
    """A year of the return, named by its end: 2026 runs from 1 April 2025 to 31 March 2026."""

    ends_in: int

    @property
    def first_day(self) -> date:
        return date(self.ends_in - 1, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.ends_in, 3, 31)

    @property
    def sex_codes(self) -> tuple[str, ...]:
        return ("M", "F", "U") if self.ends_in >= NEW_SEX_CODES_FROM else ("1", "2")

    def age_reached(self, born_on: date) -> int:
        """The age at the one birthday that lies in the year."""
        return age_on(born_on, self.last_day)

    def birthday_of(self, born_on: date) -> date:
        return birthday(born_on, self.age_reached(born_on))

    def __str__(self) -> str:
        return f"{self.ends_in - 1}-{self.ends_in % 100:02}"


def return_year(ends_in: int, today: date) -> ReturnYear:
    """The year of the return that ends in this one. Raises Refused for one that is none or has not begun."""
    newest = today.year + (today.month > 3)
    if not FIRST_YEAR <= ends_in <= newest + 1:
        raise Refused(f"{ends_in} is not a year of the return. Choose one from {FIRST_YEAR} to {newest}.")
    if ends_in > newest:
        raise Refused(f"The year {ReturnYear(ends_in)} has not begun. Choose {newest} or an earlier one.")
    return ReturnYear(ends_in)


@dataclass(frozen=True, slots=True)
class Oc3Row:
    """One row of oc3.csv. An empty text is a fact that nobody has recorded yet; such a row is never written."""

    child: str
    born_on: date
    in_touch: str
    activity: str
    accommodation: str

    @property
    def answers(self) -> tuple[str, str, str]:
        return self.in_touch, self.activity, self.accommodation


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One row of header.csv. The mother's two columns stay blank: they are for those still looked after."""

    child: str
    sex: str
    born_on: date
    ethnicity: str
    pupil_number: str


@dataclass(frozen=True, slots=True)
class Case:
    """A row with what its rules look at. `care`: the periods of care; none means that they are not known.

    `rows_of_child`: how often the child is in OC3. `died_before`: an earlier record says that the person has died.
    """

    row: Oc3Row
    year: ReturnYear
    header: HeaderRow | None
    rows_of_child: int = 1
    died_before: bool = False
    care: tuple[Period, ...] = ()

    @property
    def birthday(self) -> date:
        return self.year.birthday_of(self.row.born_on)

    @property
    def care_at_birthday(self) -> Care:
        return care_until(self.row.born_on, self.care, self.birthday)

    @property
    def could_be_looked_after(self) -> bool:
        """17 or 18 on the birthday that the row is about."""
        return self.year.age_reached(self.row.born_on) in (17, 18)


@dataclass(frozen=True, slots=True)
class Rule:
    """`is_broken` judges; the sentence says what is wrong and what to ask."""

    number: str
    sentence: str
    is_broken: Callable[[Case], bool]


RULES: list[Rule] = []


def rule(number: str, sentence: str) -> Callable[[Callable[[Case], bool]], Callable[[Case], bool]]:
    def keep(is_broken: Callable[[Case], bool]) -> Callable[[Case], bool]:
        RULES.append(Rule(number, sentence, is_broken))
        return is_broken

    return keep


def broken(case: Case) -> list[Rule]:
    """The rules that this row breaks, in the order of this file."""
    return [each for each in RULES if each.is_broken(case)]


# Whether there is a row at all


@rule("391", "Not yet 17 when the year ended. Check the date of birth.")
def too_young(case: Case) -> bool:
    return birthday(case.row.born_on, YOUNGEST) > case.year.last_day


@rule("1001", "The periods of care do not add up to 13 weeks since 14 with a day since 16. Check them, and the label.")
def not_long_enough_in_care(case: Case) -> bool:
    return bool(case.care) and not case.care_at_birthday.enough


@rule("1007", "Still looked after on the birthday, so no row is needed. If not so, check the periods of care.")
def looked_after_on_birthday(case: Case) -> bool:
    return case.could_be_looked_after and case.care_at_birthday.looked_after


@rule("1016", "Left care after the birthday, so no row is needed. If not so, check the periods of care.")
def left_care_after_birthday(case: Case) -> bool:
    ends = [period.ended_on for period in case.care if period.ended_on and not period.short_break]
    return case.could_be_looked_after and any(case.birthday < end <= case.year.last_day for end in ends)


# The three answers. A blank is no wrong code: it breaks 153, and where all are blank nobody was asked yet


@rule("131", "Whether we are in touch is no code of the return. Choose YES, NO, REFU, NREQ, RHOM or DIED.")
def unknown_in_touch(case: Case) -> bool:
    return case.row.in_touch not in IN_TOUCH | {""}


@rule("132", "The activity is no code of the return. Choose what they were doing from the list.")
def unknown_activity(case: Case) -> bool:
    return case.row.activity not in ACTIVITY | RETIRED_CODES.keys() | {""}


@rule(
    "132",
    "F3 and P3 are no longer taken. Ask if it was an apprenticeship (F4, P4), or not (F5, P5).",
)
def retired_activity(case: Case) -> bool:
    return case.row.activity in RETIRED_CODES


@rule("133", "The accommodation is no code of the return. Choose where they lived, and whether it was suitable.")
def unknown_accommodation(case: Case) -> bool:
    return case.row.accommodation not in ACCOMMODATION | {""}


@rule("133", "No fixed abode and custody are never suitable: only S2 and X2 are codes. Check where they lived.")
def suitable_without_a_home(case: Case) -> bool:
    return case.row.accommodation in NEVER_SUITABLE


@rule(
    GIVEN_TOGETHER,
    "In touch, activity and accommodation are given together or not at all. Ask for the rest.",
)
def some_answers_missing(case: Case) -> bool:
    return any(case.row.answers) and not all(case.row.answers)


@rule("344", "After a death, or six months at home, activity and accommodation are both 0. Check which is right.")
def gone_and_still_doing_something(case: Case) -> bool:
    return case.row.in_touch in GONE and (case.row.activity, case.row.accommodation) != ("0", "0")


@rule("345", "We are in touch, so activity and accommodation cannot be “no information”. Ask the young person.")
def in_touch_and_knowing_nothing(case: Case) -> bool:
    return case.row.in_touch == "YES" and "0" in (case.row.activity, case.row.accommodation)


@rule("347", "A foyer is only for those who were 18 when the year began. Check where they lived.")
def foyer_under_18(case: Case) -> bool:
    return case.row.accommodation.startswith("T") and birthday(case.row.born_on, 18) > case.year.first_day


@rule("3001", "At a 17th birthday nobody lives with a former foster carer. Check where they lived.")
def staying_put_at_17(case: Case) -> bool:
    reached_17 = case.year.first_day <= birthday(case.row.born_on, 17) <= case.year.last_day
    return reached_17 and case.row.accommodation in ("Z1", "Z2")


@rule("348", "An earlier record says that this young person has died, and a later one does not. Check with care.")
def died_and_in_touch(case: Case) -> bool:
    return case.died_before and case.row.in_touch != "DIED"


# The two files together


@rule("INT06", "Missing from the header file. Check sex, date of birth and ethnicity.")
def not_in_header(case: Case) -> bool:
    return case.header is None


@rule("INT15", "The date of birth differs from the header file's. Check it.")
def other_date_of_birth(case: Case) -> bool:
    return case.header is not None and case.header.born_on != case.row.born_on


@rule("INT34", "More than one row for this Child Unique ID. Check which is right.")
def more_than_one_row(case: Case) -> bool:
    return case.rows_of_child > 1


@rule("101", "The sex is not known yet. Ask for it.")
def unknown_sex(case: Case) -> bool:
    return case.header is not None and case.header.sex not in case.year.sex_codes


@rule("103", "The ethnicity is not known yet. Ask the young person how they describe it; NOBT says not obtained yet.")
def unknown_ethnicity(case: Case) -> bool:
    return case.header is not None and case.header.ethnicity not in ETHNICITY

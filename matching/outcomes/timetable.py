"""When an unanswered question is mailed again, when the adviser asks by phone, and when asking stops (vocabularies 8).

The days stand in the list 'due_steps': `remind` and `stop` of 'outcome_form', or of 'short_feedback' for what is short.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from config.accounts.models import Council
from config.reference.due_days import add_working_days
from config.reference.vocabulary import lists
from matching.outcomes.models import OutcomeMilestone


@dataclass(frozen=True, slots=True)
class Rule:
    """Days from the day of the question; `remind` after the first mail, which goes out on the day itself."""

    remind: tuple[int, ...]
    stop: int
    working_days: bool

    def after(self, day: date, number: int) -> date:
        return add_working_days(day, number) if self.working_days else day + timedelta(number)


@dataclass(frozen=True, slots=True)
class Timetable:
    """`mails` has the day itself first. Before `phone_from` the employer has time; on `stops_on` nobody is asked."""

    mails: tuple[date, ...]
    phone_from: date
    stops_on: date

    def mail_of(self, day: date) -> int | None:
        """The number of the newest mail that is due by this day, from 0; None before the day and after the stop."""
        if day >= self.stops_on:
            return None
        return sum(mail <= day for mail in self.mails) - 1 if day >= self.mails[0] else None


Rules = dict[str, Rule]
Stage = Literal["ahead", "employer", "phone", "quiet"]


def rules_of(council: Council) -> Rules:
    """By moment; a council's own days where it has set them. One query."""
    found = lists(("follow_ups", "due_steps"), council=council)
    steps = found["due_steps"]
    named = {code: row.attributes["due_step"] for code, row in found["follow_ups"].items()}
    return {code: _rule(steps[step].attributes) for code, step in named.items() if step}


def _rule(days: dict[str, str]) -> Rule:
    return Rule(tuple(map(int, days["remind"].split())), int(days["stop"]), days["working_days"] == "yes")


def timetable(milestone: OutcomeMilestone, rules: Rules) -> Timetable:
    rule, day = rules[milestone.moment], milestone.due_on
    mails = (day, *(rule.after(day, number) for number in rule.remind))
    return Timetable(mails, mails[-1], rule.after(day, rule.stop))


def stage(milestone: OutcomeMilestone, rules: Rules, day: date, *, is_mailed: bool) -> Stage:
    """Of one nobody has answered: still to come, with the employer, for the adviser's phone, or not asked any more.

    Where no mail goes out, or somebody told us another way, the adviser asks from the first day.
    """
    if day < milestone.due_on:
        return "ahead"
    times = timetable(milestone, rules)
    if milestone.asking_stopped_at is None and day >= times.stops_on:
        return "quiet"
    waits = is_mailed and milestone.asking_stopped_at is None and day < times.phone_from
    return "employer" if waits else "phone"

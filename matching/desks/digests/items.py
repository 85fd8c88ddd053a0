"""What a morning's mail can tell, kind by kind: how many, never who. Each person leaves out what they do not want.

Never here, because they are told at once: concerns, changes of safe contact, today's interview, a breach.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from config.accounts.models import User
from matching.desks.digests import counting


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of line. `one` and `many` say it with its number; `label` is what the settings page calls it."""

    code: str
    label: str
    one: str
    many: str
    count: Callable[[User, date], int]

    def line(self, number: int) -> str:
        return self.one if number == 1 else self.many.format(n=f"{number:,}")


ACTIONS = Item(
    "actions", "Actions of mine that are due", "1 action of yours is due", "{n} actions of yours are due",
    counting.actions_due,
)  # fmt: skip
OF_ADVISER = (
    Item("next_steps", "Young people who wait for my next step", "1 young person waits for your next step",
         "{n} young people wait for your next step", counting.next_steps),
    Item("unanswered", "Offers a young person has not answered", "1 offer has no answer yet: ask again, or later",
         "{n} offers have no answer yet: ask again, or later", counting.unanswered),
    Item("silent_employers", "Employers who have not answered in time", "1 employer has not answered in time",
         "{n} employers have not answered in time", counting.silent_employers),
    Item("met", "Interviews that nobody said how they went", "1 interview is over: say how it went",
         "{n} interviews are over: say how they went", counting.interviews_over),
    Item("outcomes", "Starts to ask about by phone", "1 start to ask about by phone",
         "{n} starts to ask about by phone", counting.outcomes_by_phone),
    Item("later", "What was put off until now", "1 offer was put off until now",
         "{n} offers were put off until now", counting.put_off_until_now),
    Item("unmoved", "Nominations that have not moved for 30 days", "1 nomination has not moved for 30 days",
         "{n} nominations have not moved for 30 days", counting.unmoved),
    Item("reviews", "Wishes nobody has looked at for 80 days", "1 young person was asked what they want 80 days ago",
         "{n} young people were asked what they want 80 days ago or more", counting.wishes_to_review),
    Item("birthdays", "Birthdays at which rights begin or end", "1 birthday in 30 days changes somebody's rights",
         "{n} birthdays in 30 days change somebody's rights", counting.birthdays),
    ACTIONS,
)  # fmt: skip
OF_CHAIR = (
    Item("closing", "Offers that close before the panel has decided", "1 offer closes in 14 days and is not decided",
         "{n} offers close in 14 days and are not decided", counting.closing_undecided),
    ACTIONS,
)  # fmt: skip
OF_HR = (
    Item("vacancies", "Vacancies that wait for me", "1 vacancy waits for your review",
         "{n} vacancies wait for your review", counting.vacancies_to_review),
)  # fmt: skip
OF_MANAGER = (
    Item("late_steps", "Steps of the team that are late", "1 step of your team is late",
         "{n} steps of your team are late", counting.late_in_team),
    Item("nobody", "Young people without an adviser", "1 young person has no adviser",
         "{n} young people have no adviser", counting.without_adviser),
    Item("out_of_touch", "Young people out of touch for six weeks", "1 young person is out of touch for six weeks",
         "{n} young people are out of touch for six weeks", counting.out_of_touch),
)  # fmt: skip
OF_VIRTUAL_SCHOOL = (
    Item("pledges", "Pledges that wait for more than a week", "1 pledge waits for more than a week",
         "{n} pledges wait for more than a week", counting.pledges_waiting),
    Item("unconfirmed", "Offers nobody has confirmed for 60 days", "1 offer was not confirmed for 60 days",
         "{n} offers were not confirmed for 60 days", counting.offers_unconfirmed),
    Item("paused", "Employers paused because they did not answer", "1 employer was paused this week: no answer twice",
         "{n} employers were paused this week: no answer twice", counting.employers_paused),
    Item("supplies", "Help that was promised and is late", "1 promised help is late",
         "{n} promised helps are late", counting.supplies_late),
)  # fmt: skip
OF_ADMINISTRATOR = (
    Item("mails_lost", "Mails that did not arrive", "1 mail of the past week did not arrive: see at what address",
         "{n} mails of the past week did not arrive: see at what addresses", counting.mails_lost),
)  # fmt: skip
OF_BOARD = (
    Item("packs", "New monthly figures", "The figures of a month were agreed", "The figures of {n} months were agreed",
         counting.packs_agreed),
)  # fmt: skip

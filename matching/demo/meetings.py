"""The panels of the past months: agenda, decisions with a main reason, actions, minutes, and who was told."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from config.accounts.models import Council, User
from matching.nominations.models import Nomination
from matching.panel import agenda, cycle, decisions, minutes
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting
from matching.panel.panel_actions import NewAction, finish_action
from matching.panel.telling import say_told

PANELS = (date(2026, 6, 25), date(2026, 7, 30), date(2026, 8, 27), date(2026, 9, 24), date(2026, 10, 29))
"""The panel meets on the last Thursday of a month."""
NOT_REACHED = 2
LEFT_OPEN_OF_LAST = 3
"""Of the last panel's actions every third is still open; of the earlier ones a few."""
LEFT_OPEN_OF_EARLIER = 17


class Reason(NamedTuple):
    """A main reason with why, the action that goes with it, a system issue, and how often each panel gave it."""

    theme: str
    why: str
    action: str
    issue: str
    often: tuple[int, int, int, int, int]


REASONS = (
    Reason("no_route", "Buses do not run when the work starts.", "travel_fix", "", (4, 4, 5, 6, 7)),
    Reason("fare_cost", "Fares eat the first week’s pay.", "travel_fix", "", (1, 1, 1, 2, 3)),
    Reason("no_offer_fits", "Nothing in the wished field is open.", "find_opportunity", "", (7, 7, 6, 6, 5)),
    Reason("english_maths", "English at level 1 would open several places.", "skills_assessment", "", (6, 6, 6, 5, 5)),
    Reason("confidence", "A visit with somebody they know comes first.", "book_taster", "", (3, 4, 3, 3, 3)),
    Reason("unsure_what", "Would like to try two or three things first.", "book_taster", "", (4, 3, 4, 3, 2)),
    Reason("mental_health_first", "Being well comes first.", "health_answer", "", (5, 5, 5, 5, 5)),
    Reason("id_bank_missing", "Waits for identity papers.", "get_document", "our_delay", (3, 3, 2, 2, 2)),
    Reason("childcare_gap", "A nursery place would make it possible.", "childcare_search", "", (2, 2, 2, 1, 1)),
    Reason("entry_rule", "An entry rule shuts them out.", "review_entry_rule", "entry_rule", (2, 2, 1, 1, 1)),
    Reason("housing_delay", "Waits for a repair.", "housing_answer", "housing_delay", (0, 0, 1, 2, 2)),
)


def hold_panel(council: Council, day: date, nominations: list[Nomination]) -> None:
    """Call a meeting, mark the nominated and those with the greatest need, decide, agree the minutes, tell them."""
    chair = User.objects.filter(council=council, roles__contains=["panel_chair"]).order_by("email")[0]
    meeting = agenda.schedule(council=council, held_on=day, by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    reasons = list(reasons_of(PANELS.index(day)))
    _mark(meeting, nominations, len(reasons) + NOT_REACHED, chair)
    cycle.freeze(meeting, by=chair)
    cycle.move_meeting(meeting, "in_session", by=chair)
    moment = timezone.make_aware(datetime.combine(day, time(14)))
    _decide(meeting, {nomination.person_id: nomination for nomination in nominations}, reasons, chair, moment)
    minutes.draft_minutes(meeting, by=chair)
    minutes.agree_minutes(meeting, by=chair)
    _follow(meeting)
    cycle.move_meeting(meeting, "reported", by=chair)


def reasons_of(panel: int) -> Iterator[Reason]:
    """The panel's reasons, mixed: each in turn as long as it is given again."""
    rounds = max(reason.often[panel] for reason in REASONS)
    return (reason for turn in range(rounds) for reason in REASONS if reason.often[panel] > turn)


def _mark(meeting: PanelMeeting, nominations: list[Nomination], number: int, chair: User) -> None:
    people = {nomination.person_id for nomination in nominations}
    for item in meeting.items.select_related("person", "meeting"):
        if item.person_id in people or (item.part == AgendaItem.Part.NEET and item.position <= number):
            agenda.mark_for_discussion(item, by=chair)


def _decide(
    meeting: PanelMeeting, nominations: dict[int, Nomination], reasons: list[Reason], chair: User, moment: datetime
) -> None:
    """Of the marked cases those are reached for which there is a reason; the others carry over."""
    items = meeting.items.filter(to_discuss=True).select_related("person", "meeting__council")
    reached = sorted(items, key=lambda item: (item.person_id not in nominations, item.position))
    for item, reason in zip(reached, reasons, strict=False):
        nomination = nominations.get(item.person_id)
        due = {"owner": "pa", "due_on": meeting.held_on.isoformat()}
        decisions.decide(
            item,
            decision="nominate" if nomination else "hear_first",
            why="A good fit, and they said yes." if nomination else reason.why,
            reason=MainReason(theme=reason.theme, system_issue=reason.issue, person_view="agrees"),
            nomination=nomination,
            details=None if nomination else {"question": "What would you like to try first?", **due},
            actions=[NewAction("introduce_employer" if nomination else reason.action)],
            by=chair,
            occurred_at=moment,
        )


def _follow(meeting: PanelMeeting) -> None:
    """Advisers tell everyone, after the last panel all but every third; most actions are done, some are late."""
    keep = LEFT_OPEN_OF_LAST if meeting.held_on == PANELS[-1] else LEFT_OPEN_OF_EARLIER
    made = PanelDecision.objects.to_tell().filter(item__meeting=meeting).select_related("item__person")
    for number, decision in enumerate(made.order_by("item__position"), start=1):
        adviser = decision.item.person.adviser
        if number % keep or keep == LEFT_OPEN_OF_EARLIER:
            say_told(decision, by=adviser, occurred_at=_days_after(meeting, 3))
        for action in decision.actions.exclude(type="introduce_employer").exclude(owner=None):
            if number % keep:
                finish_action(action, by=action.owner or adviser, occurred_at=_days_after(meeting, 6))


def _days_after(meeting: PanelMeeting, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.held_on + timedelta(days), time(11)))

"""The panels of the past months: agenda, decisions with a main reason, actions, minutes."""

from datetime import date, datetime, time
from itertools import cycle as again

from django.utils import timezone

from config.accounts.models import Council, User
from matching.nominations.models import Nomination
from matching.panel import agenda, cycle, decisions, minutes
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.panel_actions import NewAction

PANELS = (date(2026, 6, 25), date(2026, 7, 30), date(2026, 8, 27), date(2026, 9, 24), date(2026, 10, 29))
"""The panel meets on the last Thursday of a month."""
DISCUSSED = 10
REASONS = (
    ("no_route", "Buses do not run when the work starts.", "travel_fix", ""),
    ("english_maths", "English at level 1 would open several places.", "skills_assessment", ""),
    ("unsure_what", "Would like to try two or three things first.", "book_taster", ""),
    ("id_bank_missing", "Waits for identity papers.", "get_document", "our_delay"),
    ("confidence", "A visit with somebody they know comes first.", "book_taster", ""),
    ("no_offer_fits", "Nothing in the wished field is open.", "find_opportunity", ""),
    ("childcare_gap", "A nursery place would make it possible.", "childcare_search", ""),
    ("entry_rule", "An entry rule shuts them out.", "review_entry_rule", "entry_rule"),
)


def hold_panel(council: Council, day: date, nominations: list[Nomination]) -> None:
    """Call a meeting, mark the nominated and the ten with the greatest need, decide each, agree the minutes."""
    chair = User.objects.filter(council=council, roles__contains=["panel_chair"]).order_by("email")[0]
    meeting = agenda.schedule(council=council, held_on=day, by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    _mark(meeting, nominations, chair)
    cycle.freeze(meeting, by=chair)
    cycle.move_meeting(meeting, "in_session", by=chair)
    moment = timezone.make_aware(datetime.combine(day, time(14)))
    _decide(meeting, {nomination.person_id: nomination for nomination in nominations}, chair, moment)
    minutes.draft_minutes(meeting, by=chair)
    minutes.agree_minutes(meeting, by=chair)
    cycle.move_meeting(meeting, "reported", by=chair)


def _mark(meeting: PanelMeeting, nominations: list[Nomination], chair: User) -> None:
    people = {nomination.person_id for nomination in nominations}
    for item in meeting.items.select_related("person", "meeting"):
        if item.person_id in people or (item.part == AgendaItem.Part.NEET and item.position <= DISCUSSED):
            agenda.mark_for_discussion(item, by=chair)


def _decide(meeting: PanelMeeting, nominations: dict[int, Nomination], chair: User, moment: datetime) -> None:
    """Of the marked cases only the first dozen are reached; the others carry over."""
    items = meeting.items.filter(to_discuss=True).select_related("person", "meeting__council")
    reached = sorted(items, key=lambda item: (item.person_id not in nominations, item.position))[: DISCUSSED + 2]
    for item, (theme, why, action, issue) in zip(reached, again(REASONS), strict=False):
        nomination = nominations.get(item.person_id)
        due = {"owner": "pa", "due_on": meeting.held_on.isoformat()}
        decisions.decide(
            item,
            decision="nominate" if nomination else "hear_first",
            why="A good fit, and they said yes." if nomination else why,
            reason=MainReason(theme=theme, system_issue=issue, person_view="agrees"),
            nomination=nomination,
            details=None if nomination else {"question": "What would you like to try first?", **due},
            actions=[NewAction("introduce_employer" if nomination else action)],
            by=chair,
            occurred_at=moment,
        )

"""The cycle of a panel meeting."""

from config.states import Move, StateTable

AGREED = ("minutes_agreed", "reported")
"""Nothing in the minutes changes any more."""

MEETING = StateTable(
    "panel meeting",
    {
        "scheduled": "Scheduled",
        "agenda_frozen": "Agenda frozen",
        "in_session": "In session",
        "minutes_drafted": "Minutes drafted",
        "minutes_agreed": "Minutes agreed",
        "reported": "Reported",
    },
    (
        Move("scheduled", "agenda_frozen", "agenda_frozen"),
        Move("agenda_frozen", "scheduled", "agenda_opened_again"),
        Move("agenda_frozen", "in_session", "meeting_opened"),
        Move("in_session", "minutes_drafted", "minutes_drafted"),
        Move("minutes_drafted", "in_session", "meeting_opened_again"),
        Move("minutes_drafted", "minutes_agreed", "minutes_agreed"),
        Move("minutes_agreed", "reported", "meeting_reported"),
    ),
)

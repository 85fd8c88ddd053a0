"""The life of a month's pack: a draft may be drawn up again, an agreed one never changes."""

from config.states import Move, StateTable

PACK = StateTable(
    "monthly pack",
    {"draft": "Draft", "agreed": "Agreed", "replaced": "Replaced by a later version"},
    (Move("draft", "agreed", "pack_agreed"), Move("agreed", "replaced", "pack_replaced")),
)

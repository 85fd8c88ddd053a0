"""Allowed status changes of pledges (E4) and opportunities (O3)."""

from config.states import Move, StateTable

PLEDGE = StateTable(
    "pledge",
    {
        "captured": "Captured",
        "triaged": "Triaged",
        "agreed": "Agreed",
        "live": "Live",
        "part_fulfilled": "Part fulfilled",
        "fulfilled": "Fulfilled",
        "lapsed": "Lapsed",
        "withdrawn": "Withdrawn",
    },
    (
        Move("captured", "triaged", "pledge_triaged"),
        Move("captured", "withdrawn", "pledge_withdrawn"),
        Move("captured", "lapsed", "pledge_lapsed"),
        Move("triaged", "agreed", "pledge_agreed"),
        Move("triaged", "withdrawn", "pledge_withdrawn"),
        Move("triaged", "lapsed", "pledge_lapsed"),
        Move("agreed", "live", "pledge_live"),
        Move("agreed", "withdrawn", "pledge_withdrawn"),
        Move("agreed", "lapsed", "pledge_lapsed"),
        Move("live", "part_fulfilled", "pledge_part_fulfilled"),
        Move("live", "fulfilled", "pledge_fulfilled"),
        Move("live", "withdrawn", "pledge_withdrawn"),
        Move("live", "lapsed", "pledge_lapsed"),
        Move("part_fulfilled", "fulfilled", "pledge_fulfilled"),
        Move("part_fulfilled", "withdrawn", "pledge_withdrawn"),
        Move("part_fulfilled", "lapsed", "pledge_lapsed"),
        Move("lapsed", "agreed", "pledge_agreed"),
    ),
)

OPPORTUNITY = StateTable(
    "opportunity",
    {
        "draft": "Draft",
        "barrier_review": "Barrier review",
        "live": "Live",
        "paused": "Paused",
        "filled": "Filled",
        "closed": "Closed",
        "archived": "Archived",
    },
    (
        Move("draft", "barrier_review", "opportunity_sent_to_review"),
        Move("draft", "live", "opportunity_live"),
        Move("draft", "closed", "opportunity_closed"),
        Move("barrier_review", "draft", "opportunity_referred_back"),
        Move("barrier_review", "live", "opportunity_live"),
        Move("barrier_review", "closed", "opportunity_closed"),
        Move("live", "paused", "opportunity_paused"),
        Move("live", "filled", "opportunity_filled"),
        Move("live", "closed", "opportunity_closed"),
        Move("paused", "live", "opportunity_live"),
        Move("paused", "closed", "opportunity_closed"),
        Move("filled", "live", "opportunity_place_came_back"),
        Move("filled", "closed", "opportunity_closed"),
        Move("closed", "live", "opportunity_relisted"),
        Move("closed", "barrier_review", "opportunity_sent_to_review"),
        Move("closed", "archived", "opportunity_archived"),
    ),
)

"""Allowed moves of a rent guarantee (N7, R5): the enquiry is a nomination; from the approval on it has a life here."""

from config.states import Move, StateTable

GUARANTEE = StateTable(
    "guarantee",
    {
        "approved": "Approved",
        "active": "Active",
        "behind": "Rent is behind",
        "supported": "Help is in place",
        "ended": "Ended",
    },
    (
        Move("approved", "active", "guarantee_active"),
        Move("approved", "ended", "guarantee_ended"),
        Move("active", "behind", "guarantee_behind"),
        Move("behind", "supported", "guarantee_supported"),
        Move("behind", "active", "guarantee_active"),
        Move("supported", "active", "guarantee_active"),
        Move("active", "ended", "guarantee_ended"),
        Move("behind", "ended", "guarantee_ended"),
        Move("supported", "ended", "guarantee_ended"),
    ),
)

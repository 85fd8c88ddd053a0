"""Examples that stand in the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

SAID: dict[str, Any] = {
    "employer": "0b8a6c1e-58a5-4f4e-9f0e-4d7e6f1c2a33",
    "kind": "apprenticeship",
    "title": "Vehicle technician apprentice",
    "description": "You learn to service cars beside an experienced technician.",
    "with_training": True,
    "sites": [{"address": "3 Mill Lane, Shipley", "postcode": "BD17 7AA"}],
    "places": 2,
    "hours_per_week": "37.5",
    "pay_amount": "9.50",
    "pay_unit": "hour",
    "requirements": [{"type": "age", "value": "16-24", "words": "Aged 16 to 24", "essential": True}],
    "guaranteed_interview": True,
}
NEW_OPPORTUNITY = OpenApiExample("A new apprenticeship", value=SAID, request_only=True)
OTHERWISE = OpenApiExample("One more place", value={"places": 3}, request_only=True)

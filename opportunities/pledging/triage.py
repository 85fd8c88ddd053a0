"""Putting a pledge right before it is agreed: what, how many, by whom (E4)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.reference.vocabulary import check_code
from config.refusal import NotAllowed, Refused
from employers.policies import check_can_keep
from opportunities.models import Pledge
from opportunities.pledge_actions import OVER
from opportunities.states import PLEDGE

MAY_CHANGE = frozenset(
    ["kind", "category", "title", "description", "quantity_pledged", "employer", "event", "postcode", "could_start"]
)


@transaction.atomic
def change_pledge(pledge: Pledge, *, by: User | None, **facts: Any) -> Pledge:
    """Change facts in `MAY_CHANGE`. Raises Refused naming what does not fit with what was drafted from it."""
    locked = Pledge.objects.select_for_update(of=["self"]).get(pk=pledge.pk)
    check_can_keep(by, locked.council)
    if unknown := facts.keys() - MAY_CHANGE:
        raise TypeError(f"Pledges have no {', '.join(sorted(unknown))} to change.")
    news = {name: value for name, value in facts.items() if getattr(locked, name) != value}
    check_change(locked, news)
    for name, value in news.items():
        setattr(locked, name, value)
    if news:
        locked.save(update_fields=[*news, "changed_at"])
        record("pledge_changed", locked, council=locked.council, by=by, fields=news)
    return locked


def check_change(pledge: Pledge, news: dict[str, Any]) -> None:
    if pledge.state in OVER:
        raise Refused(f"This pledge is “{PLEDGE.labels[pledge.state].lower()}”. Agree it again before you change it.")
    if "kind" in news:
        on = timezone.localdate()
        check_code("kinds", news["kind"], council=pledge.council, on=on, what="what is pledged")
    if "quantity_pledged" in news:
        check_quantity(pledge, news["quantity_pledged"])
    if "employer" in news:
        check_employer(pledge, news["employer"])
    if news.get("event") and news["event"].council_id != pledge.council_id:
        raise NotAllowed("This event belongs to another council.")


def check_quantity(pledge: Pledge, quantity: int) -> None:
    if quantity < 1:
        raise Refused("Type how many are pledged, such as 2.", field="quantity_pledged")
    if quantity < pledge.quantity_converted:
        raise Refused(
            f"{pledge.quantity_converted} are already turned into opportunities: type that many or more, "
            "or close an opportunity first.",
            field="quantity_pledged",
        )


def check_employer(pledge: Pledge, employer: Any) -> None:
    if employer.council_id != pledge.council_id:
        raise NotAllowed("This employer belongs to another council.")
    if pledge.opportunities.exists():
        raise Refused(
            "Opportunities were drafted from this pledge, so its employer stays. If the register has this employer "
            "twice, make the two records one.",
            field="employer",
        )

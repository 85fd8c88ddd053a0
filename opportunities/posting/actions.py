"""Writing an opportunity part by part, and what its owner does with it afterwards (O1, O3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record
from config.places.postcodes import look_up
from config.reference.vocabulary import check_code
from config.refusal import Refused
from config.validation import check_row
from employers.models import Employer
from employers.register import tidy_postcode
from opportunities import actions, policies
from opportunities.models import Opportunity, OpportunitySite
from opportunities.pledge_actions import count_again
from opportunities.posting.parts import PARTS
from opportunities.posting.policies import check_can_post_for, check_part_is_open, check_ready
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.reading import read_title

Place = tuple[str, str]
"""Address and postcode of a site, as typed."""


@transaction.atomic
def start_draft(*, employer: Employer, kind: str, title: str, by: User | None, **facts: Any) -> Opportunity:
    """A new draft, with the first part done. Raises Refused for a kind that is not in the list."""
    check_can_post_for(by, employer)
    opportunity = Opportunity.objects.create(council=employer.council, employer=employer, kind=kind, title=title)
    record("opportunity_drafted", opportunity, council=employer.council, by=by)
    return save_part(opportunity, "work", by=by, kind=kind, title=title, **facts)


@transaction.atomic
def save_part(opportunity: Opportunity, part: str, *, by: User | None, **facts: Any) -> Opportunity:
    """Set facts of one part and count the part as done; `facts` are among `PARTS[part].fields`.

    Raises Refused when a rule is broken, with the sentence of the rule; nothing is saved then.
    """
    if unknown := facts.keys() - PARTS[part].fields:
        raise TypeError(f"The part “{part}” has no {', '.join(sorted(unknown))}.")
    policies.check_can_change(by, opportunity)
    locked = _locked(opportunity)
    check_part_is_open(locked, part)
    sites: Iterable[Place] | None = facts.pop("sites", None)
    news = {name: value for name, value in facts.items() if getattr(locked, name) != value}
    if "places" in news:
        _check_places(locked, news["places"])
    read = _reading(locked, facts) if part == "work" else {}
    for name, value in (news | read).items():
        setattr(locked, name, value)
    locked.parts_done = sorted({*locked.parts_done, part})
    _check_facts(locked, part)
    locked.save()
    if "places" in news and locked.pledge:
        count_again(locked.pledge, by=by)
    changed = [*news, *(["sites"] if sites is not None and _set_sites(locked, sites) else [])]
    if changed:
        record("opportunity_changed", locked, council=locked.council, by=by, fields=changed)
    if locked.state == "filled" and locked.places_left:
        actions.move(locked, "live", by=by)
    opportunity.refresh_from_db()
    return opportunity


def _check_places(opportunity: Opportunity, places: int) -> None:
    if places < max(opportunity.places_taken, 1):
        raise Refused(f"{opportunity.places_taken} places are taken already: type at least that many.", field="places")


def _check_facts(opportunity: Opportunity, part: str) -> None:
    if part == "work":
        today = timezone.localdate()
        check_code("kinds", opportunity.kind, council=opportunity.council, on=today, what="what you offer")
    check_row(opportunity)
    if part == "pay" or opportunity.state in ("live", "paused", "filled"):
        policies.check_pay(opportunity, timezone.localdate())


def _reading(opportunity: Opportunity, said: dict[str, Any]) -> dict[str, Any]:
    """What the words are read as: the occupation, and the kind of work where nobody says it."""
    words = {name: said.get(name, getattr(opportunity, name)) for name in ("kind", "title", "description")}
    if words["kind"] not in kinds() or kinds()[words["kind"]].is_enabler:
        return {"occupation": ""}
    reading = read_title(words["title"], words["description"])
    category = said.get("category") or (reading.category.code if reading.category else "")
    return {"occupation": str(reading.occupation.unit_group) if reading.occupation else "", "category": category}


def _set_sites(opportunity: Opportunity, places: Iterable[Place]) -> bool:
    """Replace the sites; whether they are others now. A postcode nobody knows leaves the site off the map."""
    wanted = [(address.strip(), tidy_postcode(postcode)) for address, postcode in places]
    if wanted == list(opportunity.sites.order_by("pk").values_list("address", "postcode")):
        return False
    known = look_up(postcode for _, postcode in wanted)
    opportunity.sites.all().delete()
    OpportunitySite.objects.bulk_create(
        OpportunitySite(
            opportunity=opportunity,
            address=address,
            postcode=postcode,
            location=known[postcode].location if postcode in known else None,
        )
        for address, postcode in wanted
    )
    return True


@transaction.atomic
def post(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """Make it live, or send a council vacancy to HR first. Raises Refused with the parts still to do."""
    check_ready(_locked(opportunity))
    if policies.needs_review(opportunity):
        posted = actions.send_to_review(opportunity, by=by)
    else:
        posted = actions.go_live(opportunity, by=by)
    Opportunity.objects.filter(pk=posted.pk).update(confirmed_on=timezone.localdate())
    return posted


@transaction.atomic
def extend(opportunity: Opportunity, *, closes_on: date, by: User | None) -> Opportunity:
    """Keep it open for longer. Raises Refused for a day that is over, no later than before, or after its start."""
    if closes_on <= timezone.localdate():
        raise Refused("Choose a closing date after today.", field="closes_on")
    if opportunity.closes_on and closes_on <= opportunity.closes_on:
        raise Refused(f"Choose a day after {opportunity.closes_on:%-d %B %Y}, when it closes now.", field="closes_on")
    if opportunity.starts_on and closes_on > opportunity.starts_on:
        raise Refused(
            f"It starts on {opportunity.starts_on:%-d %B %Y}. Choose a day up to then, or change the start first.",
            field="closes_on",
        )
    return save_part(opportunity, "places", by=by, closes_on=closes_on)


@transaction.atomic
def list_again(
    opportunity: Opportunity, *, places: int, closes_on: date | None, starts_on: date | None, by: User | None
) -> Opportunity:
    """Post a closed one once more with new dates. Its places count against its pledge again."""
    if opportunity.state != "closed":
        raise Refused("Only an opportunity that is closed can be listed again.")
    if closes_on and closes_on <= timezone.localdate():
        raise Refused("Choose a closing date after today.", field="closes_on")
    save_part(opportunity, "places", by=by, places=places, closes_on=closes_on, starts_on=starts_on)
    posted = post(opportunity, by=by)
    if posted.pledge:
        count_again(posted.pledge, by=by)
    return posted


@transaction.atomic
def show_to_anyone(opportunity: Opportunity, public: bool, *, by: User | None) -> Opportunity:
    """Give it a page that anyone with the address may read, or take that page away."""
    policies.check_can_change(by, opportunity)
    locked = _locked(opportunity)
    if locked.has_public_page != public:
        locked.has_public_page = public
        locked.save(update_fields=["has_public_page", "changed_at"])
        record(f"opportunity_page_{'opened' if public else 'closed'}", locked, council=locked.council, by=by)
    return locked


@transaction.atomic
def put_away(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """A closed one leaves the lists; what happened with it stays."""
    policies.check_can_change(by, opportunity)
    return actions.move(opportunity, "archived", by=by)


def _locked(opportunity: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_for_update(of=["self"]).select_related("employer", "pledge", "council")
    return rows.get(pk=opportunity.pk)

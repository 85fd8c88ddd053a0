"""Writing an opportunity as it was said: the same acts as the pages of posting, part by part."""

from typing import Any

from django.db import transaction

from config.accounts.models import User
from config.refusal import Refused
from opportunities.models import Opportunity
from opportunities.posting.actions import save_part, start_draft
from opportunities.posting.needs import ask_for, ask_no_more
from opportunities.posting.parts import PARTS
from opportunities.posting.policies import may_post_for

Said = dict[str, Any]


@transaction.atomic
def draft(said: Said, *, by: User) -> Opportunity:
    """A new draft. Raises Refused for an employer for whom `by` cannot post."""
    employer = may_post_for(by).filter(public_id=said["employer"]).select_related("council").first()
    if employer is None:
        raise Refused("You cannot post for this organisation.", field="employer")
    rest = {name: value for name, value in said.items() if name != "employer"}
    opportunity = start_draft(employer=employer, kind=rest["kind"], title=rest["title"], by=by)
    change(opportunity, rest, by=by)
    return opportunity


@transaction.atomic
def change(opportunity: Opportunity, said: Said, *, by: User) -> None:
    """Save what was said; a part of which anything was said counts as gone through."""
    for part in PARTS.values():
        facts = {name: said[name] for name in sorted(part.fields & said.keys())}
        if "requirements" in facts:
            _ask(opportunity, facts.pop("requirements"), by=by)
            save_part(opportunity, part.code, by=by)
        elif facts:
            save_part(opportunity, part.code, by=by, **_places(facts))


def _places(facts: Said) -> Said:
    if "sites" in facts:
        facts["sites"] = [(site["address"], site["postcode"]) for site in facts["sites"]]
    return facts


def _ask(opportunity: Opportunity, wanted: list[Said], *, by: User) -> None:
    """The whole list as it should be: what stays is left alone."""
    there = {(row.type, row.value, row.words, row.essential): row for row in opportunity.requirements.all()}
    asked = {(need["type"], need["value"], need["words"], need["essential"]) for need in wanted}
    for key in there.keys() - asked:
        ask_no_more(there[key], by=by)
    for what, value, words, essential in sorted(asked - there.keys()):
        ask_for(opportunity, what, value=value, words=words, essential=essential, by=by)

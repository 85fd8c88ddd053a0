"""An agreement to share, asked on the page or by a program (N2): what can be told of this person, and what follows."""

from datetime import date
from typing import Any

from config.accounts.models import User
from matching.desks.putting_forward.forms import AgreementForm
from matching.nominations import actions
from matching.nominations.agreements import agree_to_share
from matching.nominations.models import Nomination
from matching.panel.decisions import agree_as_decided


def form_facts(nomination: Nomination, day: date) -> dict[str, Any]:
    """What the form of this agreement depends on."""
    audit = next((audit for audit in nomination.person.aspiration_audits.all() if audit.is_current), None)
    return {"council": nomination.council, "day": day, "needs": audit.support_needs if audit else []}


def choices_to_tell(nomination: Nomination, day: date) -> list[dict[str, str]]:
    """Code and label of each field that this person can agree to share."""
    found = AgreementForm(**form_facts(nomination, day)).may_be_told
    return [{"code": code, "label": label} for code, label in found]


def agree(nomination: Nomination, said: dict[str, Any], *, by: User) -> str:
    """Record it; who has said yes is put forward with it. What came of it, in a sentence."""
    agree_to_share(nomination, by=by, **said)
    if nomination.state == "person_said_yes":
        actions.nominate(nomination, by=by)
        if agree_as_decided(nomination, by=by):
            return f"Agreed. The panel decided on {nomination.person.called} before: introduce them now."
        return f"Agreed. {nomination.person.called} is put forward; the panel sees it next."
    return f"Agreed. {nomination.person.called} can stop this at any time."

"""What the panel wrote down as the main reason: the person reads it, once their adviser told them (vocabularies 1.2).

A reason that is for named people alone is not on a page that somebody else could be reading over a shoulder.
"""

from typing import Any

from config.reference.vocabulary import terms
from matching.desks.own_page.base import OwnPage
from matching.panel.models import PanelDecision

GROUPS = {
    "personal": "Other things in your life come first.",
    "health": "You may need help with your health or with learning first.",
    "caring": "You look after someone, or your child needs someone.",
    "skills": "Some grades or skills are asked for that you do not have yet.",
    "travel": "It is hard to get there.",
    "documents": "Some of your papers are missing.",
    "money": "Money makes it hard to start.",
    "housing": "Where you live makes it hard to start.",
    "justice": "Court dates or rules limit what you can do.",
    "readiness": "You are getting ready, step by step.",
    "offers": "We have not found the right offer yet.",
    "system": "We wait for someone else to act.",
    "other": "It is something of your own.",
}
VIEWS = {
    "agrees": "We noted that you see it the same way.",
    "differs": "We noted that you see it in a different way.",
    "not_asked": "No one has asked you yet.",
}


def newest_told(person: Any) -> PanelDecision | None:
    """The newest main reason that the person was told; None where there is none to show."""
    told = PanelDecision.objects.made().filter(item__person=person, told_at__isnull=False).exclude(theme="")
    return told.select_related("item__meeting").order_by("-item__meeting__held_on").first()


class WhatIsInTheWay(OwnPage):
    """The reason in plain words, what was written, and the way to say that it is wrong."""

    template_name = "own_page/why.html"
    heading = "What is in the way"
    shows = ("themes",)

    def context(self) -> dict[str, Any]:
        made = newest_told(self.person)
        theme = terms("themes", council=self.person.council)[made.theme] if made else None
        if made is None or theme is None or theme.attributes["see"] == "restricted":
            return {"written": ""}
        note = f". {made.theme_note}" if made.theme_note else ""
        return {
            "written": f"{theme.label}{note}",
            "plain": GROUPS.get(theme.group, GROUPS["other"]),
            "view": VIEWS[made.person_view],
            "on": made.item.meeting.held_on,
        }

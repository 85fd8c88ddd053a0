"""A main reason never changes an activity code: where the two do not fit, somebody looks (vocabularies 1, rule 3)."""

from datetime import date

from aspirations.models import EetSpell, YoungPerson
from aspirations.spells.activity import NEET_CODES
from config.reference.vocabulary import terms
from matching.panel.models import PanelAction
from matching.panel.panel_actions import NewAction

CHECK = "check_activity_code"
SAYS_NOTHING = ("", "ask")


def activity_check(theme: str, person: YoungPerson, day: date) -> list[NewAction]:
    """The task for whoever keeps the record; none where the code fits, or where one is open already."""
    words = what_to_check(theme, person, day)
    if not words or PanelAction.objects.open().filter(person=person, type=CHECK).exists():
        return []
    return [NewAction(CHECK, words=words)]


def what_to_check(theme: str, person: YoungPerson, day: date) -> str:
    spell = EetSpell.objects.on(day).filter(person=person).first()
    if spell is None:
        return "No activity is recorded: say what they do now."
    suggested = terms("themes", council=person.council)[theme].attributes["suggested_activity"] if theme else ""
    if spell.activity not in NEET_CODES or suggested in (*SAYS_NOTHING, spell.activity):
        return ""
    return "The activity in the record does not fit the main reason. Check which is right."

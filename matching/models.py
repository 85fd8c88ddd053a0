"""From hope to work: the contents page of the stages, in the order in which a young person meets them."""

from matching.nominations.models import AgreementToShare, Interview, Nomination, NominationMove
from matching.outcomes.models import OutcomeMilestone
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.placements.models import EetPlacement
from matching.shortlists.models import PairState, ShortlistEntry, ShortlistOverride, ShortlistRun, WeightSet

__all__ = [
    "AgendaItem",
    "AgreementToShare",
    "EetPlacement",
    "Interview",
    "Nomination",
    "NominationMove",
    "OutcomeMilestone",
    "PairState",
    "PanelAction",
    "PanelDecision",
    "PanelMeeting",
    "ShortlistEntry",
    "ShortlistOverride",
    "ShortlistRun",
    "WeightSet",
]

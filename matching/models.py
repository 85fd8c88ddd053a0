"""From hope to work: the contents page of the stages, in the order in which a young person meets them."""

from matching.nominations.models import AgreementToShare, EmployerSilence, Interview, Nomination, NominationMove
from matching.outcomes.models import Guarantee, GuaranteeStep, OutcomeMilestone, Story
from matching.panel.models import (
    AgendaItem,
    ConflictOfInterest,
    DiscussionRequest,
    PanelAction,
    PanelDecision,
    PanelMeeting,
    RoomKeys,
)
from matching.panel.plan.models import PanelPlan, PlanChoice, PlanRow
from matching.panel.themes.models import ThemeAnswer
from matching.placements.models import EetPlacement
from matching.reports.pack.models import MonthlyPack
from matching.shortlists.models import (
    LookedThrough,
    PairState,
    ShortlistEntry,
    ShortlistOverride,
    ShortlistRun,
    WeightSet,
)

__all__ = [
    "AgendaItem",
    "AgreementToShare",
    "ConflictOfInterest",
    "DiscussionRequest",
    "EetPlacement",
    "EmployerSilence",
    "Guarantee",
    "GuaranteeStep",
    "Interview",
    "LookedThrough",
    "MonthlyPack",
    "Nomination",
    "NominationMove",
    "OutcomeMilestone",
    "PairState",
    "PanelAction",
    "PanelDecision",
    "PanelMeeting",
    "PanelPlan",
    "PlanChoice",
    "PlanRow",
    "RoomKeys",
    "ShortlistEntry",
    "ShortlistOverride",
    "ShortlistRun",
    "Story",
    "ThemeAnswer",
    "WeightSet",
]

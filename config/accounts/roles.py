"""Who may do what: each role in one sentence, with its permissions. This file is what the page of roles shows.

Which groups of fields a role may read is `product.md` S1; what an employer may see is only what an agreement names.
"""

from dataclasses import dataclass

from config.accounts.permissions import Permission as P


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    label: str
    sentence: str
    permissions: frozenset[P]


ADVISER_WORK = frozenset(
    {
        P.SEE_OWN_CASELOAD,
        P.RECORD_ASPIRATIONS,
        P.DRAW_UP_SHORTLISTS,
        P.NOMINATE,
        P.RECORD_PROGRESS,
    }
)
PANEL_WORK = frozenset({P.SEE_AGENDA, P.DECIDE_AT_PANEL, P.SEE_FIGURES})

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "personal_adviser", "Personal adviser", "Works with the young people on their own caseload.", ADVISER_WORK
        ),
        Role("social_worker", "Social worker", "Does a personal adviser's work for 16 and 17 year olds.", ADVISER_WORK),
        Role(
            "team_manager",
            "Team manager",
            "Looks after a team's caseloads, cover and handover.",
            ADVISER_WORK | {P.SEE_TEAM_CASELOAD, P.ASSIGN_ADVISER, P.IMPORT_PEOPLE, P.SEE_FIGURES},
        ),
        Role(
            "panel_member",
            "EET panel member",
            "Sees the people on a frozen agenda until the minutes are agreed, and helps to decide.",
            PANEL_WORK,
        ),
        Role(
            "panel_chair",
            "EET panel chair",
            "Runs the monthly EET panel.",
            PANEL_WORK | {P.CHAIR_PANEL, P.EXPORT_RETURNS},
        ),
        Role(
            "virtual_school",
            "Virtual School officer",
            "Runs the aspiration audit and the business events, and matches demand with supply.",
            frozenset(
                {
                    P.SEE_COUNCIL_PEOPLE,
                    P.RECORD_ASPIRATIONS,
                    P.IMPORT_PEOPLE,
                    P.IMPORT_OFFERS,
                    P.KEEP_EMPLOYERS,
                    P.POST_OPPORTUNITY,
                    P.SEE_FIGURES,
                }
            ),
        ),
        Role(
            "employer",
            "Employer contact",
            "Pledges and posts for their own organisation, and sees only who was introduced to it, with agreement.",
            frozenset({P.POST_OPPORTUNITY, P.ANSWER_NOMINATIONS}),
        ),
        Role(
            "hr_reviewer",
            "HR reviewer",
            "Reviews council vacancies for entry barriers and watches guaranteed interviews. Never sees a name.",
            frozenset({P.REVIEW_BARRIERS, P.POST_OPPORTUNITY}),
        ),
        Role(
            "board_viewer",
            "Corporate Parenting Board viewer",
            "Sees figures only, never a name.",
            frozenset({P.SEE_FIGURES}),
        ),
        Role(
            "administrator",
            "Administrator",
            "Keeps users, roles, wording, weights and dated figures. Does not see young people's records.",
            frozenset({P.MANAGE_USERS, P.MANAGE_REFERENCE, P.SEARCH_TRAIL, P.IMPORT_PEOPLE, P.IMPORT_OFFERS}),
        ),
    )
}


def permissions_of(role_codes: list[str]) -> frozenset[P]:
    """Every permission of these roles together. Codes of roles that no longer exist give nothing."""
    return frozenset().union(*(ROLES[code].permissions for code in role_codes if code in ROLES))

"""Who may do what: each role in one sentence, with its permissions. This file is what the page of roles shows.

Which groups of fields a role may read is `product.md` S1; what an employer may see is only what an agreement names.
"""

from dataclasses import dataclass

from config.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    label: str
    sentence: str
    permissions: frozenset[Permission]


ADVISER_WORK = frozenset(
    {
        Permission.SEE_OWN_CASELOAD,
        Permission.RECORD_ASPIRATIONS,
        Permission.DRAW_UP_SHORTLISTS,
        Permission.NOMINATE,
        Permission.RECORD_PROGRESS,
    }
)
PANEL_WORK = frozenset({Permission.SEE_AGENDA, Permission.DECIDE_AT_PANEL, Permission.SEE_FIGURES})

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
            ADVISER_WORK
            | {
                Permission.SEE_TEAM_CASELOAD,
                Permission.ASSIGN_ADVISER,
                Permission.IMPORT_PEOPLE,
                Permission.SEE_FIGURES,
                Permission.SEE_TIMETABLE,
            },
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
            PANEL_WORK | {Permission.CHAIR_PANEL, Permission.EXPORT_RETURNS, Permission.SEE_TIMETABLE},
        ),
        Role(
            "virtual_school",
            "Virtual School officer",
            "Runs the aspiration audit and the business events, and matches demand with supply.",
            frozenset(
                {
                    Permission.SEE_COUNCIL_PEOPLE,
                    Permission.RECORD_ASPIRATIONS,
                    Permission.RUN_AUDIT_ROUNDS,
                    Permission.IMPORT_PEOPLE,
                    Permission.IMPORT_OFFERS,
                    Permission.KEEP_EMPLOYERS,
                    Permission.POST_OPPORTUNITY,
                    Permission.SEE_FIGURES,
                }
            ),
        ),
        Role(
            "employer",
            "Employer contact",
            "Pledges and posts for their own organisation, and sees only who was introduced to it, with agreement.",
            frozenset({Permission.POST_OPPORTUNITY, Permission.ANSWER_NOMINATIONS}),
        ),
        Role(
            "hr_reviewer",
            "HR reviewer",
            "Reviews council vacancies for entry barriers and watches guaranteed interviews. Never sees a name.",
            frozenset({Permission.REVIEW_BARRIERS, Permission.POST_OPPORTUNITY}),
        ),
        Role(
            "board_viewer",
            "Corporate Parenting Board viewer",
            "Sees figures only, never a name.",
            frozenset({Permission.SEE_FIGURES}),
        ),
        Role(
            "administrator",
            "Administrator",
            "Keeps users, roles, wording, weights and dated figures. Does not see young people's records.",
            frozenset(
                {
                    Permission.MANAGE_USERS,
                    Permission.MANAGE_REFERENCE,
                    Permission.SEE_TIMETABLE,
                    Permission.RUN_JOBS,
                    Permission.IMPORT_PEOPLE,
                    Permission.IMPORT_OFFERS,
                }
            ),
        ),
    )
}


def permissions_of(role_codes: list[str]) -> frozenset[Permission]:
    """Every permission of these roles together. Codes of roles that no longer exist give nothing."""
    return frozenset().union(*(ROLES[code].permissions for code in role_codes if code in ROLES))

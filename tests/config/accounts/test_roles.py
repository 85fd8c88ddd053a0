"""Who may do what, as one table. It changes only on purpose: a change of a role's rights is a change of this table."""

import pytest

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.refusal import NotAllowed

COLUMNS = {
    "PA": "personal_adviser",
    "SW": "social_worker",
    "TM": "team_manager",
    "PM": "panel_member",
    "PC": "panel_chair",
    "VS": "virtual_school",
    "EM": "employer",
    "HR": "hr_reviewer",
    "BV": "board_viewer",
    "AD": "administrator",
}
TABLE = """
                     PA SW TM PM PC VS EM HR BV AD
see_own_caseload     x  x  x  .  .  .  .  .  .  .
see_team_caseload    .  .  x  .  .  .  .  .  .  .
see_council_people   .  .  .  .  .  x  .  .  .  .
record_aspirations   x  x  x  .  .  x  .  .  .  .
run_audit_rounds     .  .  .  .  .  x  .  .  .  .
draw_up_shortlists   x  x  x  .  .  .  .  .  .  .
nominate             x  x  x  .  .  .  .  .  .  .
record_progress      x  x  x  .  .  .  .  .  .  .
assign_adviser       .  .  x  .  .  .  .  .  .  .
see_agenda           .  .  .  x  x  .  .  .  .  .
decide_at_panel      .  .  .  x  x  .  .  .  .  .
chair_panel          .  .  .  .  x  .  .  .  .  .
import_people        .  .  x  .  .  x  .  .  .  x
import_offers        .  .  .  .  .  x  .  .  .  x
keep_employers       .  .  .  .  .  x  .  .  .  .
post_opportunity     .  .  .  .  .  x  x  x  .  .
review_barriers      .  .  .  .  .  .  .  x  .  .
answer_nominations   .  .  .  .  .  .  x  .  .  .
see_figures          .  .  x  x  x  x  .  .  x  .
export_returns       .  .  .  .  x  .  .  .  .  .
manage_users         .  .  .  .  .  .  .  .  .  x
manage_reference     .  .  .  .  .  .  .  .  .  x
see_timetable        .  .  x  .  x  .  .  .  .  x
run_jobs             .  .  .  .  .  .  .  .  .  x
"""


def test_the_rights_of_every_role() -> None:
    assert drawn() == TABLE


def drawn() -> str:
    lines = [" " * 21 + " ".join(COLUMNS)]
    for permission in Permission:
        cells = ["x" if permission in ROLES[code].permissions else "." for code in COLUMNS.values()]
        lines.append(f"{permission.name.lower():<21}" + "  ".join(cells))
    return "\n".join(["", *lines, ""])


def test_every_role_has_a_column_and_a_sentence() -> None:
    assert list(COLUMNS.values()) == list(ROLES)
    assert all(role.code == code and role.label and role.sentence.endswith(".") for code, role in ROLES.items())


def test_every_permission_has_somebody() -> None:
    assert set().union(*(role.permissions for role in ROLES.values())) == set(Permission)


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name.lower())
@pytest.mark.parametrize("role", ROLES)
def test_check_may_agrees_with_the_roles(role: str, permission: Permission) -> None:
    user = User(roles=[role])
    if permission in ROLES[role].permissions:
        check_may(user, permission)
        return
    with pytest.raises(NotAllowed) as refused:
        check_may(user, permission)
    sentence = str(refused.value)
    assert permission.value in sentence
    able = sentence.partition("is for: ")[2].removesuffix(".").split(", ")
    assert able == [role.label for role in ROLES.values() if permission in role.permissions]

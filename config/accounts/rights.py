"""The page "who may do what": each role in one sentence, with its permissions, and each permission with its roles."""

from collections import Counter
from typing import Any

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Column, Table


class WhoMayDoWhat(TableFile):
    """Open to everyone: what staff may do with a young person's record is no secret."""

    public = True
    template_name = "accounts/rights.html"
    heading = "Who may do what"
    file_name = "who-may-do-what"

    def context(self) -> dict[str, Any]:
        user = self.request.user
        mine = user.roles if isinstance(user, User) else []
        people = holders(user) if isinstance(user, User) else {}
        roles = [
            {
                "role": role,
                "permissions": [permission.value for permission in Permission if permission in role.permissions],
                "is_mine": role.code in mine,
                "people": people.get(role.code),
            }
            for role in ROLES.values()
        ]
        return {"roles": roles, "table": by_permission(), "council": getattr(user, "council", None)}


def holders(user: User) -> dict[str, int]:
    """How many people of the user's council hold each role; employers do not have to know."""
    if user.council_id is None or "employer" in user.roles:
        return {}
    held = Counter(dict.fromkeys(ROLES, 0))
    for codes in User.objects.filter(council=user.council_id, is_active=True).values_list("roles", flat=True):
        held.update(code for code in codes if code in ROLES)
    return held


def by_permission() -> Table:
    columns = (Column("What can be done", heads=True), Column("By whom"))
    rows = [
        [permission.value, ", ".join(role.label for role in ROLES.values() if permission in role.permissions)]
        for permission in Permission
    ]
    return Table(
        "Each thing that can be done, and by whom", columns, rows, order="In the order of the work.", csv=AS_FILE
    )

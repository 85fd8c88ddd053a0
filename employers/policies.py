"""Who may keep the register of employers and events."""

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed


def check_can_keep(by: User | None, council: Council) -> None:
    """Those who keep the register may, and those who load offers into it. The system (None) may."""
    if by is None:
        return
    if not by.may(Permission.IMPORT_OFFERS):
        check_may(by, Permission.KEEP_EMPLOYERS)
    if by.council_id not in (None, council.pk):
        raise NotAllowed("These employers belong to another council.")

"""Who may keep the register of employers and events, and who signs in for an employer."""

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed, Refused
from employers.models import EmployerContact


def check_can_keep(by: User | None, council: Council) -> None:
    """Those who keep the register may, and those who load offers into it. The system (None) may."""
    if by is None:
        return
    if not by.may(Permission.IMPORT_OFFERS):
        check_may(by, Permission.KEEP_EMPLOYERS)
    if by.council_id not in (None, council.pk):
        raise NotAllowed("These employers belong to another council.")


def check_can_invite(by: User, council: Council) -> None:
    """Inviting gives somebody a way in: only who keeps the register of this very council may."""
    check_may(by, Permission.KEEP_EMPLOYERS)
    if by.council_id != council.pk:
        raise NotAllowed("These employers belong to another council.")


def check_can_sign_in_for(user: User, contact: EmployerContact) -> None:
    """Only with the one role of an employer's contact, of this council, and for one organisation."""
    if user.roles != ["employer"] or not user.is_active:
        raise Refused(f"{user} signs in with another role, so they cannot sign in for {contact.employer}.")
    if user.council_id != contact.employer.council_id:
        raise Refused(f"{user} belongs to another council, so they cannot sign in for {contact.employer}.")
    if contact.user_id not in (None, user.pk):
        raise Refused(f"Somebody else signs in as {contact} already.")
    if EmployerContact.objects.filter(user=user).exclude(pk=contact.pk).exists():
        raise Refused(f"{user} signs in for another employer already.")

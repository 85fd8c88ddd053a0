"""Who may move a nomination, and what must be true before a young person is introduced."""

from datetime import date

from aspirations.models import YoungPerson
from aspirations.people.ages import latest_birth
from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.reference.vocabulary import check_code
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from matching.nominations.disclosure import disclosure_of
from matching.nominations.models import AgreementToShare, Nomination, NominationMove
from matching.nominations.routes import STEPS, route_of
from matching.nominations.states import BEFORE_INTRODUCTION, LABELS, WITH_EMPLOYER

SIDE = {"declined_by_person": "y_", "declined_by_employer": "e_", "withdrawn": "c_ s_ y_", "did_not_start": "y_ e_ c_"}


def check_can_act(user: User | None, nomination: Nomination, permission: Permission) -> None:
    """Staff act for people they work with, an employer for whoever was introduced to it. The system (None) may."""
    if user is None:
        return
    answering = permission == Permission.RECORD_PROGRESS and user.may(Permission.ANSWER_NOMINATIONS)
    check_may(user, Permission.ANSWER_NOMINATIONS if answering else permission)
    if not Nomination.objects.changeable_by(user).filter(pk=nomination.pk).exists():
        raise NotAllowed("This nomination is not yours to change. Ask the young person's adviser.")


def agreement_in_force(nomination: Nomination) -> AgreementToShare | None:
    """The agreement that counts now: not withdrawn, asked by today's adviser, and saying what an introduction tells."""
    agreement = nomination.agreements.filter(withdrawn_at=None).first()
    if agreement is None or agreement.adviser_id != nomination.person.adviser.pk:
        return None
    if agreement.employer_id != nomination.opportunity.employer_id:
        return None
    return agreement if agreement.disclosure == disclosure_of(nomination.opportunity) else None


def check_agreed(nomination: Nomination) -> None:
    """Raises Refused where something would leave without an agreement."""
    if disclosure_of(nomination.opportunity) == "none" or agreement_in_force(nomination):
        return
    if old := nomination.agreements.filter(withdrawn_at=None).first():
        what = "what an introduction tells the employer"
        if old.adviser_id != nomination.person.adviser.pk:
            what = "the adviser"
        elif old.employer_id != nomination.opportunity.employer_id:
            what = "the employer"
        raise Refused(f"Ask {nomination.person.called} again: {what} changed since they agreed to share.")
    raise Refused(f"Nothing may be shared yet: first record what {nomination.person.called} agrees to share.")


def check_alive(person: YoungPerson) -> None:
    if person.died_on is not None:
        raise Refused("Every message and suggestion on this record has stopped.")


def check_can_be_introduced(nomination: Nomination, on: date) -> None:
    """Whatever must hold while something is told to the employer."""
    check_alive(nomination.person)
    check_not_paused(nomination)
    check_agreed(nomination)
    check_host_is_safe(nomination, on)


def check_not_paused(nomination: Nomination) -> None:
    if nomination.opportunity.employer.paused_at is not None:
        raise Refused(f"{nomination.opportunity.employer.name} is paused. Ask the employer lead before you introduce.")


def check_host_is_safe(nomination: Nomination, on: date) -> None:
    """Nobody under 18 is introduced where the employer's safeguarding check is open or not known (N7)."""
    born, employer = nomination.person.born_on, nomination.opportunity.employer
    adult = born is not None and born <= latest_birth(18, on)
    if not adult and employer.safeguarding_check != Employer.SafeguardingCheck.CLEARED:
        age = "is under 18" if born else "has no recorded date of birth, so may be under 18"
        raise Refused(
            f"{nomination.person.called} {age}, and {employer.name}'s safeguarding check is not cleared. "
            "Clear it first, then introduce."
        )


def check_pace(nomination: Nomination, on: date) -> None:
    """Raises Refused when as many as the employer can take in this calendar month have accepted (O6)."""
    opportunity = nomination.opportunity
    if opportunity.intake_per_month is None:
        return
    month = {"occurred_at__year": on.year, "occurred_at__month": on.month}
    taken = NominationMove.objects.filter(nomination__opportunity=opportunity, target="accepted", **month)
    if taken.values("nomination").distinct().count() >= opportunity.intake_per_month:
        raise Refused(
            f"“{opportunity.title}” takes {opportunity.intake_per_month} a month, and this month is full. "
            "Keep this young person first in line for next month."
        )


def check_on_route(nomination: Nomination, target: str) -> None:
    """Raises Refused for a step that this kind does not have, such as an interview for work shadowing."""
    route = route_of(nomination)
    if target in STEPS["work"] and target not in STEPS[route]:
        raise Refused(f"“{target.replace('_', ' ').capitalize()}” is no step of this kind of opportunity.")


def put_off_at(nomination: Nomination) -> str:
    """The step at which this was put off. Raises Refused where it was not."""
    if nomination.state != "postponed":
        raise Refused("This was not put off, so it goes on from where it is.")
    return nomination.moves.filter(target="postponed").latest("pk").source


def check_taken_up(nomination: Nomination, target: str) -> None:
    """What was put off goes on where it was left, never further on: the checks on the way would be missed."""
    if nomination.state != "postponed" or target not in (*BEFORE_INTRODUCTION, *WITH_EMPLOYER):
        return
    if target != (left_at := put_off_at(nomination)):
        raise Refused(f"This was put off at “{LABELS[left_at].lower()}”. Take it up again there first.")


def check_reason(target: str, reason: str, note: str, nomination: Nomination, on: date) -> None:
    """The reason belongs to the side that speaks, and has its note where one is asked."""
    if target not in SIDE and not reason:
        return
    row = check_code("reasons", reason, council=nomination.council, on=on, what="a reason")
    if target in SIDE and not reason.startswith(tuple(SIDE[target].split())):
        raise Refused(f"“{row.label}” is a reason of another side. Choose one of their own.")
    if row.attributes["pause_ends"] == "date":
        raise Refused(f"“{row.label}” has a day: put it off until then instead of ending it.")
    if row.attributes["note"] == "required" and not note.strip():
        raise Refused(f"“{row.label}” needs a note: {row.attributes['asks'] or 'say more in a sentence'}.")

"""Who reads the pages of a crowd, and what each opens: a month's work of a large council, for the bench alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from employers.models import EmployerContact
from matching.demo.crowd import Crowd
from matching.nominations.models import AgreementToShare, Nomination
from matching.panel.agenda import draw_up_agenda, mark_for_discussion, schedule
from matching.panel.cycle import freeze, move_meeting
from opportunities.models import Opportunity

DISCUSSED, PUT_FORWARD = 20, 60
LISTS = ("opportunities", "people", "nominations", "placements")


@dataclass(frozen=True, slots=True)
class Page:
    """A page in words, its address, and who opens it."""

    words: str
    path: str
    reader: User


def pages_of(crowd: Crowd) -> Iterator[Page]:
    """Makes the readers and what they need; the shortlists are drawn up before."""
    adviser = _user(crowd, "personal_adviser")
    yield from _of_the_adviser(crowd, adviser)
    yield from _of_the_panel(crowd)
    officer = _user(crowd, "virtual_school")
    yield Page("Virtual School's desk", reverse("virtual_school_desk"), officer)
    yield Page("wishes and places", reverse("demand_and_supply"), officer)
    contact = _an_employer(crowd)
    yield Page("an employer's people", reverse("nominees"), contact)
    yield from (Page(f"{name} by API", reverse(f"api_{name}"), adviser) for name in LISTS)
    yield Page("introductions by API", reverse("api_introductions"), contact)


def _user(crowd: Crowd, role: str) -> User:
    return User.objects.create_user(
        f"{role}@crowd.example.org", name=role, council=crowd.council, team="North", roles=[role]
    )


def _of_the_adviser(crowd: Crowd, adviser: User) -> Iterator[Page]:
    everyone = YoungPerson.objects.filter(council=crowd.council)
    everyone.update(personal_adviser=adviser, team="North")
    person = {"person": everyone.neet_on(crowd.day).order_by("pk")[0].public_id}
    offer = Opportunity.objects.filter(council=crowd.council).order_by("pk")[0]
    yield Page("caseload", reverse("caseload"), adviser)
    yield Page("one young person", reverse("person", kwargs=person), adviser)
    yield Page("matches", reverse("matches", kwargs=person), adviser)
    yield Page("why not", reverse("why_not", kwargs=person | {"opportunity": offer.public_id}), adviser)
    yield Page("find opportunities", reverse("find_opportunities"), adviser)
    yield Page(
        "an offer, and whom it fits", reverse("opportunity_page", kwargs={"opportunity": offer.public_id}), adviser
    )
    yield Page("find by words", f"{reverse('find_opportunities')}?words=fixing+cars", adviser)


def _of_the_panel(crowd: Crowd) -> Iterator[Page]:
    chair = _user(crowd, "panel_chair")
    meeting = schedule(council=crowd.council, held_on=crowd.day, by=chair)
    items = draw_up_agenda(meeting, by=chair)
    for item in items[:DISCUSSED]:
        mark_for_discussion(item, by=chair)
    freeze(meeting, by=chair)
    move_meeting(meeting, "in_session", by=chair)
    case = meeting.items.filter(to_discuss=True)[0]
    address = {"meeting": meeting.public_id}
    yield Page("agenda", reverse("agenda", kwargs=address), chair)
    yield Page("a case in the panel room", reverse("panel_case", kwargs=address | {"item": case.public_id}), chair)


def _an_employer(crowd: Crowd) -> User:
    """The contact of one employer to whom so many people were introduced."""
    contact, offer = _user(crowd, "employer"), Opportunity.objects.filter(council=crowd.council).order_by("pk")[0]
    EmployerContact.objects.create(employer=offer.employer, user=contact)
    now = timezone.now()
    nominations = Nomination.objects.bulk_create(
        Nomination(council=crowd.council, person=person, opportunity=offer, state="introduced", state_since_at=now)
        for person in YoungPerson.objects.filter(council=crowd.council).order_by("-pk")[:PUT_FORWARD]
    )
    AgreementToShare.objects.bulk_create(
        AgreementToShare(
            nomination=nomination, employer=offer.employer, opportunity=offer, disclosed=["name", "age", "own_words"],
            disclosure="none", agreed_by="The young person", how="face_to_face", agreed_at=now, capacity="no_doubt",
            adviser=nomination.person.adviser, recorded_by=nomination.person.adviser,
        )
        for nomination in nominations
    )  # fmt: skip
    return contact

"""The first page of every role: it opens, says what waits, and shows nobody whom the role may not see."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.roles import ROLES
from config.audit_trail.models import Event
from matching.desks.views import LANDING
from matching.nominations.models import AgreementToShare, Nomination
from matching.panel import agenda, cycle
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Open = Callable[[User], str]


@pytest.fixture
def opened(client: Client) -> Open:
    """The first page of a user, without the random form token, in which any four letters can stand by chance."""

    def page(user: User) -> str:
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        plain = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
        return re.sub(r' class="[^"]*"', "", plain)

    return page


def with_roles(*roles: str, **said: object) -> User:
    user = make_user("", **said)
    user.roles = list(roles)
    user.save()
    return user


def somebody(name: str, by: User | None = None, months: int = 6, **said: object) -> YoungPerson:
    by = by or make_user(team="South")
    since = TODAY - timedelta(days=31 * months)
    return make_person("neet", name=name, on_caseload_of=by, **{"team": "South", "since": since} | said)


FIRST_WORDS = {
    "panel_member": "No meeting is scheduled. The chair schedules one.",
    "panel_chair": "No meeting is scheduled. The chair schedules one.",
    "virtual_school": "0 of 0 young people have told us what they hope for.",
    "employer": "No one yet. We look every night.",
    "hr_reviewer": "No vacancy waits for review.",
    "board_viewer": "Where we stand on",
    "administrator": "Ask an administrator of your council to give you a role.",
}


@pytest.mark.parametrize("role", LANDING)
def test_who_has_a_page_of_their_own_begins_there(role: str, client: Client) -> None:
    client.force_login(with_roles("panel_chair", role))
    assert client.get("/").url == reverse(LANDING[role])


@pytest.mark.parametrize("role", FIRST_WORDS)
def test_every_role_has_a_page_even_where_nothing_waits(role: str, opened: Open) -> None:
    page = opened(make_user(role))
    assert f"<h1>{ROLES[role].label}</h1>" in page
    assert FIRST_WORDS[role] in page


@pytest.mark.parametrize("roles", list(pairwise(FIRST_WORDS)), ids="+".join)
def test_two_roles_together_have_a_page(roles: tuple[str, str], opened: Open) -> None:
    page = opened(with_roles(*roles))
    assert f"<h1>{ROLES[roles[0]].label}, {ROLES[roles[1]].label}</h1>" in page
    assert page.count("Next meeting") + page.count("EET panel</h2>") <= 1


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (lambda: make_user(""), "Ask an administrator of your council to give you a role."),
        (lambda: make_user("", is_staff=True), 'kept at <a href="/reference/">/reference/</a>.'),
        (lambda: with_roles(*FIRST_WORDS, is_staff=True), 'kept at <a href="/reference/">/reference/</a>.'),
    ],
    ids=["no role", "no role but staff", "every role"],
)
def test_uncommon_users_have_a_page(user: Callable[[], User], words: str, opened: Open) -> None:
    assert words in opened(user())


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_without_a_council_the_page_says_what_to_do(role: str, opened: Open) -> None:
    user = make_user(role)
    User.objects.filter(pk=user.pk).update(council=None)
    page = opened(user)
    assert "Ask an administrator" in page and "<table>" not in page


def test_the_page_of_roles_shows_every_role_with_its_rights(client: Client) -> None:
    page = client.get("/roles/").content.decode()
    for role in ROLES.values():
        assert f">{role.label}</h2>" in page
    assert "Call, freeze, open and close a panel meeting" in page


# The panel


def test_the_panel_sees_how_many_before_the_freeze_and_who_after_it(opened: Open) -> None:
    chair, member = make_user("panel_chair"), make_user("panel_member")
    wren, veiled = somebody("Wren"), somebody("Veiled", is_restricted=True)
    meeting = agenda.schedule(council=make_council(), held_on=TODAY, by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    for person in (wren, veiled):
        agenda.mark_for_discussion(meeting.items.get(person=person), by=chair)
    before = opened(member)
    assert "2 not in EET, each once, 2 to discuss." in before and "Wren" not in before
    cycle.freeze(meeting, by=chair)
    after = opened(member)
    assert "Wren" in after and "Veiled" not in after
    event = Event.objects.get(verb="record_seen")
    assert (event.actor, event.person_id, event.context["purpose"]) == (member, wren.public_id, "agenda")


# Those who see figures, demand or vacancies


def test_hr_and_the_board_never_see_a_name(opened: Open) -> None:
    parks = make_employer("Parks", kind="council_department")
    make_opportunity(title="Park keeper", employer=parks, state="barrier_review")
    late = put_forward(somebody("Wren"), "introduced", interview_due_on=TODAY - timedelta(days=2))
    hr, board = opened(make_user("hr_reviewer")), opened(make_user("board_viewer"))
    assert "Park keeper" in hr and str(late.public_id)[:8] in hr
    assert "Where we stand on" in board and " of 1 " in board
    assert "Wren" not in hr + board and late.person.child_id not in hr + board
    assert not Event.objects.filter(verb__endswith="seen").exists()


def test_the_virtual_school_sees_coverage_and_what_is_open(opened: Open) -> None:
    make_audit(somebody("Wren"), "cars"), somebody("Robin")
    make_pledge()
    for said in ({}, {"kind": "course"}, {"state": "draft"}, {"closes_on": TODAY - timedelta(days=1)}):
        make_opportunity(**said)
    page = opened(make_user("virtual_school"))
    assert "1 of 2 young people have told us what they hope for." in page
    assert "2 opportunities are open today." in page and "Wren" not in page


# Employers


def put_forward(person: YoungPerson, state: str, **said: object) -> Nomination:
    facts = {"opportunity": make_opportunity(), "state_since_at": timezone.now()} if "opportunity" not in said else {}
    facts.setdefault("state_since_at", timezone.now())
    return Nomination.objects.create(council=person.council, person=person, state=state, **facts | said)


def agreed(nomination: Nomination, *disclosed: str, withdrawn: bool = False) -> Nomination:
    AgreementToShare.objects.create(
        nomination=nomination,
        employer=nomination.opportunity.employer,
        opportunity=nomination.opportunity,
        disclosed=list(disclosed),
        disclosure="supported",
        agreed_by="Themselves",
        how="phone",
        agreed_at=timezone.now(),
        capacity="no_doubt",
        adviser=nomination.person.adviser,
        recorded_by=nomination.person.adviser,
        withdrawn_at=timezone.now() if withdrawn else None,
    )
    return nomination


def test_an_employer_sees_who_was_introduced_and_only_what_was_agreed(opened: Open) -> None:
    contact, offer = make_user("employer"), make_opportunity(title="Garage assistant")
    offer.employer.contacts.create(user=contact, name="Hazel")
    agreed(put_forward(somebody("Wren", pronouns="they"), "introduced", opportunity=offer), "name")
    agreed(put_forward(somebody("Robin", pronouns="she"), "interview", opportunity=offer), "pronouns")
    agreed(put_forward(somebody("Heron"), "introduced", opportunity=offer), "name", withdrawn=True)
    agreed(put_forward(somebody("Finch"), "panel_agreed", opportunity=offer), "name")
    agreed(put_forward(somebody("Lark"), "introduced"), "name")
    page = opened(contact)
    assert "2 people are put forward to you." in page
    assert "Name: Wren" in page and "Pronouns: she" in page
    assert not [name for name in ("Robin", "they<", "Heron", "Finch", "Lark", "care leaver") if name in page]


def test_an_employer_reads_sentences_and_which_answers_are_late(opened: Open) -> None:
    contact, offer = make_user("employer"), make_opportunity()
    offer.employer.contacts.create(user=contact, name="Hazel")
    for name, days in (("Wren", -1), ("Robin", 0)):
        due = TODAY + timedelta(days=days)
        nomination = agreed(put_forward(somebody(name), "introduced", opportunity=offer, due_on=due), "name")
        nomination.agreements.update(disclosure="supported")
    page = opened(contact)
    assert "Always said: The council supports this person. Name: Wren." in page
    late, today = (f"{TODAY + timedelta(days=days):%-d %B}" for days in (-1, 0))
    assert f"<td>{late} (late)</td>" in page
    assert f"<td>{today}</td>" in page


def test_an_employers_list_leaves_one_event_with_the_fields_it_showed(opened: Open) -> None:
    contact, offer = make_user("employer"), make_opportunity()
    offer.employer.contacts.create(user=contact, name="Hazel")
    people = [somebody("Wren"), somebody("Robin")]
    for person, field in zip(people, ("name", "pronouns"), strict=True):
        agreed(put_forward(person, "introduced", opportunity=offer), field)
    opened(contact)
    event = Event.objects.get()
    assert (event.verb, event.actor, event.fields) == ("list_seen", contact, ["name", "pronouns"])
    assert set(event.context["people"]) == {str(person.public_id) for person in people}
    assert event.context["purpose"] == "introduction"

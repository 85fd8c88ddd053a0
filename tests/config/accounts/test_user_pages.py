"""Users are added, changed and stopped on screens; nobody gives rights to themselves (S1, S2)."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from config.accounts import actions
from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.outbox.actions import send_due
from config.outbox.models import Message
from config.refusal import Refused
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
NEW = {"email": "Moss@Example.org", "name": "Moss", "team": "North", "roles": ["personal_adviser"]}


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator", name="Ada")
    client.force_login(user)
    return user


def test_a_user_is_added_to_the_own_council_and_told_by_mail(administrator: User, client: Client) -> None:
    page = client.post(reverse("add_user"), NEW, follow=True).content.decode()
    moss = User.objects.get(email="moss@example.org")
    assert (moss.council, moss.roles, moss.has_usable_password()) == (
        administrator.council,
        ["personal_adviser"],
        False,
    )
    assert "Moss is added and is told by mail." in page
    assert "Personal adviser" in Message.objects.get(to="moss@example.org").body
    event = Event.objects.get(verb="user_added")
    assert (event.actor, event.subject_id, event.context) == (administrator, moss.public_id, {"roles": moss.roles})


def test_who_was_added_chooses_a_password_by_the_address_in_the_mail_and_signs_in(
    administrator: User, client: Client, settings: Any
) -> None:
    settings.SERVICE_ADDRESS = "http://testserver/"
    client.post(reverse("add_user"), NEW)
    client.post(reverse("sign_out"))
    send_due()
    asked = address_in(mail.outbox[0].body)
    assert asked == "http://testserver/account/password/reset/" and client.get(asked).status_code == 200
    client.post(asked, {"email": "moss@example.org"})
    chosen = client.get(address_in(mail.outbox[1].body), follow=True)
    page = chosen.redirect_chain[-1][0]
    assert "or more" in client.post(page, {"password1": "short", "password2": "short"}).content.decode()
    phrase = "three words mine"
    assert client.post(page, {"password1": phrase, "password2": phrase}).status_code == 302
    client.post(reverse("sign_out"))
    client.post(reverse("sign_in"), {"login": "moss@example.org", "password": phrase})
    assert client.session["_auth_user_id"] == str(User.objects.get(email="moss@example.org").pk)


def address_in(body: str) -> str:
    return next(word for word in body.split() if word.startswith("http"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"roles": ["employer"]}, "Choose roles from the list"),
        ({"email": "ADA@example.org"}, "Somebody already uses this e-mail."),
        ({"email": ""}, "Type the e-mail address that they sign in with"),
        ({"roles": ["king"]}, "Choose roles from the list"),
        ({"roles": ["team_manager"], "team": ""}, "Type the team that this manager looks after"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(
    said: dict[str, object], sentence: str, administrator: User, client: Client
) -> None:
    User.objects.filter(pk=administrator.pk).update(email="ada@example.org")
    page = client.post(reverse("add_user"), NEW | said).content.decode()
    assert sentence in page and "Error: " in page
    assert User.objects.count() == 1 and not Event.objects.exists()


def test_an_employers_contact_is_invited_and_never_made_by_hand(administrator: User, client: Client) -> None:
    """By hand nobody would know for which organisation they act."""
    assert "on the page of their organisation" in client.get(reverse("add_user")).content.decode()
    moss = make_user("board_viewer")
    for act in (
        lambda: actions.add_user(**NEW | {"roles": ["employer"]}, council=moss.council, by=administrator),
        lambda: actions.change_user(user=moss, name="Moss", team="", roles=["employer"], by=administrator),
    ):
        with pytest.raises(Refused, match="The Virtual School invites"):
            act()
    invited = make_user("employer", name="Fern")
    client.post(reverse("user", args=[invited.public_id]), {"name": "Fern Lark", "team": "", "roles": ["employer"]})
    invited.refresh_from_db()
    assert (invited.name, invited.roles) == ("Fern Lark", ["employer"])


def test_nobody_changes_their_own_roles_or_stops_themselves(administrator: User, client: Client) -> None:
    address = reverse("user", args=[administrator.public_id])
    client.post(address, {"name": "Ada Lark", "team": "", "roles": ["panel_chair"]})
    administrator.refresh_from_db()
    assert (administrator.name, administrator.roles) == ("Ada Lark", ["administrator"])
    assert client.post(reverse("stop_user", args=[administrator.public_id])).status_code == 403
    assert User.objects.get(pk=administrator.pk).is_active


def test_changed_roles_are_in_the_trail_by_code(administrator: User, client: Client) -> None:
    wren = make_user("board_viewer", name="Wren")
    said = {"name": "Wren", "team": wren.team, "roles": ["panel_chair"]}
    assert client.post(reverse("user", args=[wren.public_id]), said).status_code == 302
    event = Event.objects.get(verb="user_changed")
    assert (event.fields, event.context) == (["roles"], {"roles": ["panel_chair"]})


def test_users_of_others_and_keepers_of_the_installation_are_not_found(administrator: User, client: Client) -> None:
    elsewhere = make_user("board_viewer", council=make_council("E08000033", "Calder"), name="Elsewhere")
    keeper = User.objects.create_superuser(
        "k@example.org", "a long enough phrase", name="Over all", council=make_council()
    )
    listed = client.get(reverse("users")).content.decode()
    assert "Elsewhere" not in listed and "Over all" not in listed
    for user in (elsewhere, keeper):
        for page in ("user", "stop_user"):
            assert client.get(reverse(page, args=[user.public_id])).status_code == 404


def test_who_is_stopped_is_signed_out_at_once_and_can_be_let_back(administrator: User, client: Client) -> None:
    wren, theirs = make_user("personal_adviser"), Client()
    theirs.force_login(wren)
    assert client.post(reverse("stop_user", args=[wren.public_id])).status_code == 302
    assert theirs.get(reverse("caseload")).status_code == 302
    client.post(reverse("let_user_back", args=[wren.public_id]))
    assert User.objects.get(pk=wren.pk).is_active
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["user_stopped", "user_let_back"]


def test_councils_are_kept_by_who_keeps_the_installation(administrator: User, client: Client) -> None:
    assert client.get(reverse("councils")).status_code == 403
    client.force_login(User.objects.create_superuser("k@example.org", "a long enough phrase", name="Keeper"))
    assert "Type the council&#x27;s ONS code" in client.post(
        reverse("councils"), {"code": "Calder", "name": "Calder"}
    ).content.decode().replace("&#39;", "&#x27;")
    client.post(reverse("councils"), {"code": "e08000033", "name": "Calder"})
    assert Council.objects.get(name="Calder").code == "E08000033"


def test_a_new_council_leads_to_its_first_administrator(administrator: User, client: Client) -> None:
    calder = make_council("E08000033", "Calder")
    client.force_login(User.objects.create_superuser("k@example.org", "a long enough phrase", name="Keeper"))
    page = client.get(reverse("councils")).content.decode()
    first = f"{reverse('add_user')}?first_of={calder.public_id}"
    assert page.count("Add the first") == 1 and first in page
    form = client.get(first).context["form"]
    assert (form["council"].initial, form["roles"].initial) == (str(calder.public_id), ["administrator"])
    said = {"council": calder.public_id, "email": "ivy@example.org", "name": "Ivy", "roles": ["administrator"]}
    client.post(first, said)
    assert User.objects.get(email="ivy@example.org").council == calder
    assert "Add the first" not in client.get(reverse("councils")).content.decode()
    listed = client.get(reverse("users")).content.decode()
    assert "Calder" in listed and administrator.email in listed


def test_the_list_takes_few_queries(administrator: User, client: Client, django_assert_max_num_queries) -> None:
    for _ in range(30):
        make_user()
    with django_assert_max_num_queries(10):
        client.get(reverse("users"))

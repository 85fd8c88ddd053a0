"""Each owner of the lists has a named person and deputy in a live council (vocabularies.md 11.2); gaps are told."""

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.audit_trail.models import Event
from config.reference.models import NamedOwner
from config.reference.named_owners import name_owner, named_owners, not_named, to_name
from config.refusal import NotAllowed, Refused
from matching.panel.panel_actions import owner_of
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator")
    client.force_login(user)
    return user


def named(administrator: User, owner: str = "transport") -> NamedOwner:
    person, deputy = make_user("virtual_school", name="Wren"), make_user("panel_member", name="Lark")
    council = administrator.council
    assert council is not None
    return name_owner(owner=owner, person=person, deputy=deputy, council=council, by=administrator)


def first_page(client: Client) -> str:
    return client.get(reverse("desk"), follow=True).content.decode()


def test_every_owner_is_listed_until_somebody_stands_behind_it(administrator: User, client: Client) -> None:
    page = client.get(reverse("named_owners")).content.decode()
    assert "16 of 16 owners have no person or no deputy yet." in " ".join(page.split())
    assert "Transport authority" in page and "Personal adviser" not in page  # every record names its adviser
    assert "16 of 16 have no person or no deputy yet." in first_page(client)
    for owner in to_name(administrator.council):
        named(administrator, owner)
    assert "Each owner has a person and a deputy." in client.get(reverse("named_owners")).content.decode()
    assert "Each has a person and a deputy." in first_page(client)


def test_naming_by_the_page(administrator: User, client: Client) -> None:
    person, deputy = make_user("virtual_school", name="Wren"), make_user("panel_member", name="Lark")
    address = reverse("name_owner", args=["transport"])
    assert "Outside the council: name who chases it." in client.get(address).content.decode()
    client.post(address, {"person": person.public_id, "deputy": deputy.public_id})
    row = NamedOwner.objects.get()
    assert (row.owner, row.person, row.deputy, row.acts) == ("transport", person, deputy, person)
    assert Event.objects.get(verb="owner_named").context["owner"] == "transport"
    answer = client.post(address, {"person": person.public_id, "deputy": person.public_id})
    assert "Choose somebody else as deputy" in answer.content.decode()
    assert "Choose who stands behind Transport authority" in client.post(address, {"person": ""}).content.decode()
    assert client.get(reverse("name_owner", args=["pa"])).status_code == 404


def test_who_can_be_named(administrator: User) -> None:
    council = administrator.council
    others = [make_user("employer"), make_user("panel_member", council=make_council("E08000035", "Otherbeck"))]
    for person in [*others, make_user("panel_member", is_active=False)]:
        with pytest.raises(Refused, match="Choose somebody who works with your council"):
            name_owner(owner="nhs", person=person, deputy=None, council=council, by=administrator)
    with pytest.raises(NotAllowed):
        name_owner(owner="nhs", person=administrator, deputy=None, council=council, by=make_user("panel_chair"))
    with pytest.raises(Refused, match="Choose an owner from the list"):
        name_owner(owner="nobody", person=administrator, deputy=None, council=council, by=administrator)


def test_the_deputy_acts_once_the_person_cannot_sign_in(administrator: User) -> None:
    row = named(administrator)
    person = make_person("neet", council=administrator.council)
    assert owner_of("transport", person) == row.person and owner_of("nhs", person) is None
    assert owner_of("pa", person) == person.adviser and owner_of("manager", person) == person.manager
    row.person.is_active = False
    row.person.save()
    assert owner_of("transport", person) == row.deputy
    labels = not_named(to_name(administrator.council), named_owners(administrator.council))
    assert "Transport authority" in labels and len(labels) == 16

"""A page that anyone may read, if the owner wants one (O1, O7): with its JobPosting inside, and nobody's name."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.audit_trail.models import Event
from employers.models import EmployerContact
from opportunities.exports.job_posting import job_posting
from opportunities.models import Opportunity
from tests.factories.chain import make_adult, make_nomination
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def owner() -> User:
    return make_user("employer")


@pytest.fixture
def offer(owner: User) -> Opportunity:
    employer = make_employer("Millwheel Motors")
    EmployerContact.objects.create(employer=employer, user=owner)
    words = "Mend cars.</script><b>Now</b>"
    return make_opportunity(employer=employer, title="Vehicle technician", kind="job", description=words)


def at(name: str, offer: Opportunity) -> str:
    return reverse(name, args=[offer.public_id])


def test_the_owner_opens_and_closes_it(owner: User, offer: Opportunity, client: Client) -> None:
    public = at("public_page", offer)
    assert client.get(public).status_code == 404
    client.force_login(owner)
    assert "Give it a public page" in client.get(at("edit_opportunity", offer)).content.decode()
    for _ in range(2):
        client.post(at("open_public_page", offer))
    client.logout()
    page = client.get(public).content.decode()
    assert "Vehicle technician" in page and "Tell your personal adviser" in page and "<b>Now" not in page
    client.force_login(owner)
    client.post(at("close_public_page", offer))
    client.logout()
    assert client.get(public).status_code == 404
    verbs = Event.objects.filter(subject_id=offer.public_id).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["opportunity_page_opened", "opportunity_page_closed"]


def test_the_advert_stands_in_it_for_search(offer: Opportunity, client: Client) -> None:
    Opportunity.objects.filter(pk=offer.pk).update(has_public_page=True, ring_fenced=True)
    page = client.get(at("public_page", offer)).content.decode()
    assert json.loads(SCRIPT.findall(page)[0]) == job_posting(offer)
    assert "Kept for young people whom the council supports." in page
    Opportunity.objects.filter(pk=offer.pk).update(kind="work_clothes")
    assert SCRIPT.findall(client.get(at("public_page", offer)).content.decode()) == []


def test_it_names_nobody_and_is_gone_when_it_is_not_live(offer: Opportunity, client: Client) -> None:
    make_nomination("introduced", person=make_adult(name="Robin Fernbrook"), opportunity=offer)
    Opportunity.objects.filter(pk=offer.pk).update(has_public_page=True)
    page = client.get(at("public_page", offer)).content.decode()
    assert "Robin" not in page and "put forward" not in page
    for state in ("draft", "barrier_review", "paused", "filled", "closed", "archived"):
        Opportunity.objects.filter(pk=offer.pk).update(state=state)
        assert client.get(at("public_page", offer)).status_code == 404, state


def test_another_employer_opens_no_page(offer: Opportunity, client: Client) -> None:
    client.force_login(make_user("employer"))
    assert client.post(at("open_public_page", offer)).status_code == 404

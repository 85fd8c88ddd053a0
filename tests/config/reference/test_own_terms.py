"""A council's own words of the lists: codes, effects and who may see a row stay (vocabularies.md)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from config.reference.models import CodedTerm
from config.reference.own_terms import add_term, set_facts, word_term
from config.reference.vocabulary import terms
from config.refusal import NotAllowed, Refused
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator")
    client.force_login(user)
    return user


def test_a_row_is_called_otherwise_here_and_nowhere_else(administrator: User, client: Client) -> None:
    shared = terms("themes")["no_route"]
    address = reverse("reference_term", args=["themes", "no_route"])
    said = {"label": "No bus gets there", "definition": "", "shown": "yes", "owner": shared.attributes["owner"]}
    client.post(address, said)
    today, there = timezone.localdate(), make_council("E08000033", "Calder")
    own = terms("themes", council=administrator.council, on=today)["no_route"]
    assert (own.label, own.attributes, own.group) == ("No bus gets there", shared.attributes, shared.group)
    assert terms("themes", council=there, on=today)["no_route"].label == shared.label
    assert Event.objects.get(verb="reference_changed").context == {"list": "themes", "code": "no_route"}


def test_who_owns_a_row_is_the_councils_to_say_and_who_may_see_it_is_not(administrator: User) -> None:
    council = administrator.council
    set_facts(list_name="themes", code="no_route", facts={"owner": "manager"}, council=council, by=administrator)
    shared, own = terms("themes")["no_route"], terms("themes", council=council)["no_route"]
    assert own.attributes == shared.attributes | {"owner": "manager"}
    with pytest.raises(Refused, match="every council"):
        set_facts(list_name="themes", code="no_route", facts={"see": "open"}, council=council, by=administrator)
    CodedTerm.objects.filter(list="themes", code="no_route", council=None).update(
        attributes=shared.attributes | {"see": "private"}
    )
    later = terms("themes", council=council)["no_route"].attributes
    assert (later["see"], later["owner"]) == ("private", "manager")


@pytest.mark.parametrize(
    ("list_name", "fact", "value", "sentence"),
    [
        ("themes", "owner", "nobody", "owner"),
        ("action_types", "due_days", "93", "up to 92"),
        ("action_types", "due_days", "soon", "up to 92"),
        ("need_points", "steps", "30 days", "30:10 60:6"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    list_name: str, fact: str, value: str, sentence: str, administrator: User
) -> None:
    code = next(code for code, row in terms(list_name).items() if row.attributes.get(fact))
    with pytest.raises(Refused, match=sentence):
        set_facts(
            list_name=list_name, code=code, facts={fact: value}, council=administrator.council, by=administrator
        )  # fmt: skip


def test_a_hidden_row_is_not_offered_and_old_records_still_read_it(administrator: User) -> None:
    said = {"label": "No workable journey", "definition": terms("themes")["no_route"].definition}
    word_term(list_name="themes", code="no_route", hidden=True, council=administrator.council, by=administrator, **said)
    assert "no_route" not in terms("themes", council=administrator.council, on=timezone.localdate())
    assert "no_route" in terms("themes", council=administrator.council)


def test_an_added_row_takes_group_and_effects_of_its_neighbour(administrator: User, client: Client) -> None:
    client.post(reverse("add_term", args=["themes"]), {"label": "Trains are on strike", "like": "no_route"})
    row = CodedTerm.objects.get(council=administrator.council)
    like = terms("themes")["no_route"]
    assert (row.code, row.group, row.attributes) == ("own_trains_are_on_strike", like.group, like.attributes)


@pytest.mark.parametrize(
    ("list_name", "code"), [("activity", "F2"), ("sensitive_words", "care"), ("rights", "car_licence")]
)
def test_what_law_and_returns_say_is_nobodys_to_word(list_name: str, code: str, administrator: User) -> None:
    with pytest.raises(Refused, match="the same for every council"):
        word_term(
            list_name=list_name, code=code, label="x", definition="", hidden=False,
            council=administrator.council, by=administrator,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("list_name", "code"), [("themes", "other"), ("reasons", "s_closed"), ("need_points", "months")]
)
def test_what_the_service_needs_is_not_hidden(list_name: str, code: str, administrator: User) -> None:
    row = terms(list_name)[code]
    with pytest.raises(Refused, match="cannot be hidden"):
        word_term(
            list_name=list_name, code=code, label=row.label, definition=row.definition, hidden=True,
            council=administrator.council, by=administrator,
        )  # fmt: skip


def test_only_an_administrator_and_only_of_the_own_council(administrator: User) -> None:
    there = make_council("E08000033", "Calder")
    for by, council in ((administrator, there), (make_user("board_viewer"), administrator.council)):
        with pytest.raises(NotAllowed):
            add_term(list_name="themes", like="no_route", label="x", definition="", council=council, by=by)
    assert not CodedTerm.objects.exclude(council=None).exists()

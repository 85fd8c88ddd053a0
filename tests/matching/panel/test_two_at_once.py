"""Two tabs of the panel room, and restricted records there (P2, P3, S1)."""

import pytest
from django.test import Client
from django.urls import reverse

from aspirations.people.restricted import restrict
from config.refusal import NotAllowed
from matching.panel import decisions
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem, PanelDecision
from tests.factories.chain import make_adult, make_decision, make_item, make_meeting, open_to_panel
from tests.factories.people import make_user
from tests.matching.nominations.test_the_last_place import race

REASON = MainReason(theme="no_route", note="Marker note")


def decide(item: AgendaItem, by, why: str = "The bus") -> PanelDecision:
    return decisions.decide(item, decision="no_change", why=why, reason=REASON, by=by)


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_in_one_moment_one_stands() -> None:
    item = make_item(make_meeting("in_session"))
    first, second = make_user("panel_chair"), make_user("panel_member")
    tabs = [AgendaItem.objects.select_related("meeting", "person").get(pk=item.pk) for _ in range(2)]
    said = race([lambda: decide(tabs[0], first, "First"), lambda: decide(tabs[1], second, "Second")])
    assert said.count("") == 1
    assert "was decided at this meeting" in next(words for words in said if words)
    assert PanelDecision.objects.get().why == ("First" if said[0] == "" else "Second")


@pytest.mark.django_db
def test_a_restricted_record_is_decided_by_the_named_alone() -> None:
    """Also where it was restricted after the freeze had opened it to the panel."""
    chair, member = make_user("panel_chair"), make_user("panel_member")
    meeting = make_meeting("in_session")
    person = make_adult()
    item = make_item(meeting, person)
    open_to_panel(meeting, chair)
    named = make_user("team_manager")
    named.roles.append("panel_member")
    named.save()
    restrict(person=person, named=[named], by=person.manager)
    item = AgendaItem.objects.select_related("meeting", "person").get(pk=item.pk)
    for user in (chair, member):
        with pytest.raises(NotAllowed, match="for named people only"):
            decide(item, user)
    assert not PanelDecision.objects.exists()
    assert decide(item, named).decided_by == named


@pytest.mark.django_db
def test_words_of_an_action_stay_with_who_may_open_the_record(client: Client) -> None:
    """What somebody wrote may hold the name that the list leaves out."""
    item = make_item(make_meeting("minutes_agreed"), make_adult("restricted", preferred_name="Hidden"))
    action = make_decision(item).actions.get()
    action.words = "Ring Hidden's aunt"
    action.save()
    address = reverse("my_actions")
    client.force_login(make_user("panel_member"))
    for query in ("list=all", "list=all&csv=1"):
        page = client.get(f"{address}?{query}").content.decode()
        assert "Not named here" in page and "aunt" not in page
    client.force_login(item.person.adviser)
    assert "aunt" in client.get(address).content.decode()

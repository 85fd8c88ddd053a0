"""Posting part by part, and what an owner does with it afterwards (O1, O3, O6, O8, E5)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from config.audit_trail.models import Event
from config.places.models import Postcode
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from opportunities import actions
from opportunities.models import Opportunity, Pledge
from opportunities.pledge_actions import draft_opportunity_from
from opportunities.posting import actions as posting
from opportunities.posting.copies import clone
from opportunities.posting.needs import ask_for, ask_no_more, ask_otherwise
from opportunities.posting.parts import PARTS, still_to_do
from opportunities.posting.policies import may_post_for
from tests.factories.chain import check_sentence, events_of, everyone_around, make_contact, on_the_day, who_may
from tests.factories.offers import CENTRE, make_employer, make_opportunity, make_pledge
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
__all__ = ["on_the_day"]
LATER = DAY + timedelta(30)


def start(**said: object) -> Opportunity:
    facts = {"kind": "apprenticeship", "title": "Vehicle technician apprentice", "by": None}
    return posting.start_draft(employer=said.pop("employer", None) or make_employer(), **facts | said)


def go_through(opportunity: Opportunity) -> Opportunity:
    for part in still_to_do(opportunity):
        posting.save_part(opportunity, part.code, by=None)
    return opportunity


def council_department() -> Employer:
    return make_employer(kind="council_department")


def test_a_draft_is_read_and_its_first_part_is_done() -> None:
    draft = start()
    assert (draft.state, draft.parts_done, draft.category) == ("draft", ["work"], "engineering_and_maintenance")
    assert draft.occupation
    assert [part.code for part in still_to_do(draft)] == ["where", "places", "pay", "needs", "help"]


def test_a_kind_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(Refused, match="Choose what you offer"):
        start(kind="yacht")
    assert not Opportunity.objects.exists()


def test_a_chosen_kind_of_work_is_kept_and_other_words_are_read_again() -> None:
    draft = start(category="administration")
    assert draft.category == "administration"
    posting.save_part(draft, "work", by=None, title="Care assistant", category="")
    assert draft.category not in ("administration", "engineering")


def test_several_sites_are_put_on_the_map_where_their_postcode_is_known() -> None:
    Postcode.objects.create(code="BD1 1HX", location=CENTRE, area_code="E08000032")
    draft = start()
    posting.save_part(draft, "where", by=None, sites=[("Mill Lane", "bd11hx"), ("", "ZZ1 1AA")])
    assert [(site.address, site.postcode, bool(site.location)) for site in draft.sites.order_by("pk")] == [
        ("Mill Lane", "BD1 1HX", True),
        ("", "ZZ1 1AA", False),
    ]
    assert events_of(lambda: posting.save_part(draft, "where", by=None, sites=[("Mill Lane", "BD1 1HX")])) != []
    assert events_of(lambda: posting.save_part(draft, "where", by=None, sites=[("Mill Lane", "BD1 1HX")])) == []


def test_a_part_changes_what_is_its_own() -> None:
    with pytest.raises(TypeError, match="no state"):
        posting.save_part(start(), "pay", by=None, state="live")


def test_a_change_leaves_one_event_with_the_names_of_the_fields() -> None:
    draft = start()
    (event,) = events_of(lambda: posting.save_part(draft, "places", by=None, places=3, closes_on=LATER))
    assert (event.verb, event.fields) == ("opportunity_changed", ["closes_on", "places"])


def test_posting_names_what_is_still_to_do_and_then_goes_live() -> None:
    draft = start()
    with pytest.raises(Refused, match="Still to do: where, places and dates, hours and pay"):
        posting.post(draft, by=None)
    posted = posting.post(go_through(draft), by=None)
    posted.refresh_from_db()
    assert (posted.state, posted.confirmed_on) == ("live", DAY)


def test_a_council_vacancy_goes_to_hr() -> None:
    draft = go_through(start(employer=council_department()))
    assert posting.post(draft, by=None).state == "barrier_review"
    assert draft.reviews.count() == 1


def test_what_hr_has_read_stays_as_it_was_read() -> None:
    live = make_opportunity(employer=council_department())
    for part in ("work", "needs"):
        with pytest.raises(Refused, match="HR has read this wording"):
            posting.save_part(live, part, by=None)
    with pytest.raises(Refused, match="HR has read this wording"):
        ask_for(live, "other", words="Five years' experience", essential=True, by=None)
    assert posting.save_part(live, "places", by=None, places=4).places == 4


def test_nothing_changes_while_hr_reads() -> None:
    with pytest.raises(Refused, match="HR is reading this now"):
        posting.save_part(make_opportunity(state="barrier_review"), "places", by=None, places=4)


def test_pay_under_the_minimum_is_refused_where_it_is_live_and_nothing_is_saved() -> None:
    live = make_opportunity()
    with pytest.raises(Refused, match=r"£7\.20 an hour is under the legal minimum"):
        posting.save_part(live, "pay", by=None, pay_amount=Decimal("7.20"), pay_unit="hour")
    assert Opportunity.objects.get().pay_amount is None


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"starts_on": DAY, "closes_on": LATER}, "closing date must not be after the start"),
        ({"places": 0}, "at least"),
        ({"places": 1}, "2 places are taken already"),
    ],
)
def test_rules_about_places_and_dates_come_back_as_sentences(facts: dict[str, object], says: str) -> None:
    row = make_opportunity(places=3, places_taken=2)
    with pytest.raises(Refused, match=says) as refusal:
        posting.save_part(row, "places", by=None, **facts)
    check_sentence(str(refusal.value))


def test_more_places_make_a_filled_one_live_again() -> None:
    row = make_opportunity(state="filled", places=1, places_taken=1)
    assert posting.save_part(row, "places", by=None, places=2).state == "live"


def test_places_count_against_the_pledge_and_never_more_than_it_promised() -> None:
    pledge = make_pledge(quantity_pledged=3)
    draft = draft_opportunity_from(pledge, places=1, by=None)
    posting.save_part(draft, "places", by=None, places=3)
    pledge.refresh_from_db()
    assert pledge.quantity_left == 0
    with pytest.raises(Refused, match="promised 3 and its opportunities have 4"):
        posting.save_part(draft, "places", by=None, places=4)
    assert (Opportunity.objects.get().places, Pledge.objects.get().quantity_converted) == (3, 3)


def test_closing_gives_the_pledge_its_places_back_and_listing_again_takes_them() -> None:
    pledge = make_pledge(quantity_pledged=2)
    row = draft_opportunity_from(pledge, places=2, by=None)
    posting.post(go_through(row), by=None)
    Opportunity.objects.update(places_taken=1)
    actions.close(row, by=None)
    assert Pledge.objects.get().quantity_left == 1
    posting.list_again(row, places=2, closes_on=LATER, starts_on=None, by=None)
    row.refresh_from_db()
    assert (row.state, row.closes_on, Pledge.objects.get().quantity_left) == ("live", LATER, 0)


def test_listing_again_is_refused_when_the_pledge_was_spent_elsewhere_meanwhile() -> None:
    pledge = make_pledge(quantity_pledged=1)
    first = draft_opportunity_from(pledge, by=None)
    actions.close(first, by=None)
    draft_opportunity_from(pledge, by=None)
    with pytest.raises(Refused, match="promised 1"):
        posting.list_again(first, places=1, closes_on=LATER, starts_on=None, by=None)
    assert Opportunity.objects.get(pk=first.pk).state == "closed"


def test_extending_needs_a_day_to_come() -> None:
    row = make_opportunity(closes_on=DAY)
    with pytest.raises(Refused, match="after today"):
        posting.extend(row, closes_on=DAY, by=None)
    assert posting.extend(row, closes_on=LATER, by=None).closes_on == LATER
    with pytest.raises(Refused, match="when it closes now"):
        posting.extend(row, closes_on=LATER, by=None)


def test_a_copy_is_a_draft_with_the_same_work_and_no_dates() -> None:
    row = make_opportunity(
        "guaranteed_interview",
        closes_on=LATER,
        places=4,
        places_taken=2,
        requirements=[("age", "18-", "18 or over")],
        pledge=None,
    )
    copy = clone(row, by=make_user("virtual_school"))
    assert (copy.state, copy.places, copy.places_taken, copy.closes_on, copy.guaranteed_interview) == (
        "draft",
        4,
        0,
        None,
        True,
    )
    assert copy.sites.count() == 1 and copy.requirements.get().value == "18-"
    assert [part.code for part in still_to_do(copy)] == ["places"]


def test_needs_are_added_changed_and_taken_away() -> None:
    draft = start()
    need = ask_for(draft, "english", value="1", words="English at level 1", essential=True, by=None)
    with pytest.raises(Refused, match="already"):
        ask_for(draft, "english", value="1", words="English at level 1", essential=False, by=None)
    ask_otherwise(need, value="E3", words="English at entry level 3", essential=False, by=None)
    assert list(draft.requirements.values_list("value", "essential")) == [("E3", False)]
    ask_no_more(need, by=None)
    assert not draft.requirements.exists()
    assert Event.objects.filter(verb="opportunity_changed", fields=["requirements"]).count() == 3


def test_free_words_have_no_value() -> None:
    with pytest.raises(Refused, match="choose a type"):
        ask_for(start(), "other", value="2", words="A smile", essential=True, by=None)


@pytest.mark.parametrize("part", PARTS)
def test_only_the_owner_and_the_councils_staff_change_a_part(part: str) -> None:
    row = make_opportunity("draft")
    able = who_may(lambda user: posting.save_part(row, part, by=user), everyone_around(make_person(), row.employer))
    assert able == {"employer's contact", "Virtual School", "HR"}


def test_for_whom_each_may_post() -> None:
    mine, department = make_employer(), council_department()
    make_employer(council=make_council("E08000035", "Otherbeck"))
    assert list(may_post_for(make_contact(mine))) == [mine]
    assert list(may_post_for(make_user("hr_reviewer"))) == [department]
    assert set(may_post_for(make_user("virtual_school"))) == {mine, department}
    assert not may_post_for(make_user("personal_adviser")).exists()
    with pytest.raises(NotAllowed, match="cannot post for this organisation"):
        start(employer=mine, by=make_user("hr_reviewer"))
    with pytest.raises(NotAllowed):
        clone(make_opportunity(employer=mine), by=make_contact(department))

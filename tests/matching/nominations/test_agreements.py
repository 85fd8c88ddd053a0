"""The agreement to share (N2): nothing without it, just what it names, withdrawn at once, asked again on a change."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aspirations.models import ContactWay
from config.refusal import Refused
from matching.nominations import actions, agreements
from matching.nominations.disclosure import FIELDS, disclosure_of, what_employer_sees
from matching.nominations.models import Nomination
from matching.nominations.policies import agreement_in_force
from tests.factories.chain import at, make_adult, make_agreement, make_contact, make_nomination
from tests.factories.people import make_audit, make_user

pytestmark = pytest.mark.django_db

MARKED = {
    "name": "Marker-name", "preferred_name": "Marker-called", "child_id": "Marker-id", "pronouns": "Marker-pronouns",
    "ethnicity": "MKER", "supporter": "Marker-supporter", "language": "Marker-language", "uasc": "yes",
    "pupil_number": "MARKERPUPIL", "worker_words": "Marker-workers", "lawful_basis": "Marker-basis",
}  # fmt: skip
TOLD = {
    "days": "Marker-days", "strengths": "Marker-strengths", "postcode": "MK1 1MK", "level": "2", "english": "1",
    "maths": "E3", "licence": "provisional", "right_to_work": "restricted", "circumstances": ["custody"],
    "support_needs": ["quiet_place", "fair_record"],
}  # fmt: skip
SHOWS = {
    "name": "Marker-called",
    "pronouns": "Marker-pronouns",
    "contact": "Marker-phone",
    "age": 19,
    "own_words": ["Marker-wish"],
    "strengths": "Marker-strengths",
    "level": "Level 2",
    "english": "Level 1",
    "maths": "Entry level 3",
    "licence": "Provisional",
    "days": "Marker-days",
}
ALWAYS = {"Always said": "The council supports this person."}


@pytest.fixture
def marked() -> Nomination:
    """Introduced; every field that could leak holds a word of its own."""
    person = make_adult(**MARKED)
    make_audit(person, "Marker-wish", **TOLD)
    ContactWay.objects.create(
        person=person, kind="phone", value="Marker-phone", safe_when="Marker-when", may_say="Marker-say"
    )
    return make_nomination("introduced", person=person, agreed=False)


def agree(nomination: Nomination, **said: Any) -> object:
    facts: dict[str, Any] = {"disclosed": ["name"], "agreed_by": "The young person", "how": "phone", "agreed_at": at()}
    return agreements.agree_to_share(nomination, by=nomination.person.adviser, **facts | said)


@pytest.mark.parametrize("act", [actions.nominate, actions.introduce], ids=["nominate", "introduce"])
def test_nothing_goes_on_without_an_agreement(act: Any) -> None:
    nomination = make_nomination("person_said_yes" if act is actions.nominate else "panel_agreed", agreed=False)
    with pytest.raises(Refused, match="Nothing may be shared yet: first record what"):
        act(nomination, by=nomination.person.adviser)
    agree(nomination)
    act(nomination, by=nomination.person.adviser)


def test_it_is_asked_again_when_the_adviser_changes() -> None:
    nomination = make_nomination("panel_agreed")
    new, old = make_user(), nomination.person.adviser
    nomination.person.personal_adviser = new
    nomination.person.save()
    with pytest.raises(Refused, match=r"Ask .* again: the adviser changed"):
        actions.introduce(nomination, by=new)
    agree(nomination)
    assert agreement_in_force(nomination).adviser == new != old
    actions.introduce(nomination, by=new)


def test_it_is_asked_again_when_an_introduction_would_tell_more() -> None:
    nomination = make_nomination("panel_agreed")
    nomination.opportunity.ring_fenced = True
    nomination.opportunity.save()
    with pytest.raises(Refused, match="what an introduction tells the employer changed"):
        actions.introduce(nomination, by=nomination.person.adviser)


def test_it_names_who_where_and_what() -> None:
    nomination = make_nomination("person_said_yes")
    made = agree(nomination, disclosed=["name", "need:quiet_place", "name"])
    assert (made.employer, made.opportunity) == (nomination.opportunity.employer, nomination.opportunity)
    assert made.disclosed == ["name", "need:quiet_place"]
    assert (made.agreed_by, made.how, made.agreed_at) == ("The young person", "phone", at())
    assert made.recorded_by == nomination.person.adviser


def test_a_new_agreement_replaces_the_old_one() -> None:
    nomination = make_nomination("nominated")
    agree(nomination, disclosed=["age"])
    assert [row.disclosed for row in nomination.agreements.filter(withdrawn_at=None)] == [["age"]]
    assert nomination.agreements.count() == 2


@pytest.mark.parametrize("code", ["ethnicity", "right_to_work", "need:no_such_need", "health", "postcode", ""])
def test_only_what_is_on_the_list_can_be_shared(code: str) -> None:
    with pytest.raises(Refused, match="Choose what to share from the list"):
        agree(make_nomination("person_said_yes"), disclosed=["name", code])


def test_it_cannot_lie_in_the_future() -> None:
    with pytest.raises(Refused, match="cannot lie in the future"):
        agree(make_nomination("person_said_yes"), agreed_at=timezone.now() + timedelta(minutes=1))


def test_a_doubt_names_who_is_asked() -> None:
    nomination = make_nomination("person_said_yes")
    with pytest.raises(Refused, match="name who you will ask"):
        agree(nomination, capacity="some_doubt")
    assert agree(nomination, capacity="some_doubt", capacity_asked_of="An advocate").capacity == "some_doubt"


def test_withdrawing_takes_effect_at_once() -> None:
    nomination = make_nomination("interview")
    contact, agreement = make_contact(nomination.opportunity.employer), agreement_in_force(nomination)
    agreements.stop_sharing(nomination, by=nomination.person.adviser)
    agreement.refresh_from_db()
    assert agreement.withdrawn_at is not None and what_employer_sees(agreement) == {}
    assert (nomination.state, nomination.reason) == ("withdrawn", "s_sharing_withdrawn")
    assert not Nomination.objects.visible_to(contact).exists()
    with pytest.raises(Refused, match="No agreement to share is in force"):
        agreements.stop_sharing(nomination, by=nomination.person.adviser)


def test_before_the_introduction_withdrawing_leaves_the_nomination_waiting() -> None:
    nomination = make_nomination("panel_agreed")
    agreements.stop_sharing(nomination, by=nomination.person.adviser)
    assert nomination.state == "panel_agreed"
    with pytest.raises(Refused, match="Nothing may be shared yet"):
        actions.introduce(nomination, by=nomination.person.adviser)


@pytest.mark.parametrize(
    ("kind", "ring_fenced", "told"),
    [
        ("job", False, "supported"),
        ("job", True, "care_known"),
        ("course", True, "care_known"),
        ("council_ringfenced", False, "care_known"),
        ("guaranteed_interview", False, "care_known"),
        ("rent_guarantor", False, "supported"),
        ("white_goods", False, "none"),
        ("white_goods", True, "none"),
    ],
)
def test_what_an_introduction_always_tells(kind: str, ring_fenced: bool, told: str) -> None:
    nomination = make_nomination("person_said_yes", kind=kind, ring_fenced=ring_fenced)
    assert disclosure_of(nomination.opportunity) == told
    assert (
        agreement_says(nomination)
        == {
            "none": None,
            "supported": "The council supports this person.",
            "care_known": "The council supports this person, and this place is kept for care leavers.",
        }[told]
    )


def agreement_says(nomination: Nomination) -> str | None:
    return what_employer_sees(make_agreement(nomination)).get("Always said")


def test_what_the_council_hands_over_itself_needs_no_agreement_and_tells_no_name() -> None:
    nomination = make_nomination("panel_agreed", kind="white_goods", agreed=False)
    with pytest.raises(Refused, match="the giver learns no name"):
        agree(nomination)
    actions.introduce(nomination, by=nomination.person.adviser)
    assert not Nomination.objects.visible_to(make_contact(nomination.opportunity.employer)).exists()


@pytest.mark.parametrize("code", FIELDS)
def test_the_employer_sees_exactly_the_agreed_field(marked: Nomination, code: str) -> None:
    seen = what_employer_sees(make_agreement(marked, code))
    label = FIELDS[code][0]
    assert seen == ALWAYS | {label: SHOWS[code]}


def test_one_need_is_shared_by_itself(marked: Nomination) -> None:
    seen = what_employer_sees(make_agreement(marked, "need:quiet_place"))
    assert seen == ALWAYS | {"What helps": ["A quiet place"]}


def test_everything_agreed_still_holds_no_sensitive_field(marked: Nomination) -> None:
    seen = str(what_employer_sees(make_agreement(marked, *FIELDS)))
    shown = [str(value) for value in SHOWS.values()] + ["Marker-wish"]
    hidden = {*MARKED.values(), "MK1 1MK", "restricted", "custody", "Marker-when", "Marker-say"} - {*shown, "yes"}
    assert not [value for value in hidden if value in seen]


def test_what_is_not_known_says_so() -> None:
    nomination = make_nomination("introduced", agreed=False)
    seen = what_employer_sees(make_agreement(nomination, "pronouns", "strengths", "english", "own_words", "contact"))
    assert set(seen.values()) == {"Not known yet", ALWAYS["Always said"]}


def test_only_wishes_are_shown_never_a_worry(marked: Nomination) -> None:
    marked.person.aspiration_audits.get().wishes.create(rank=2, own_words="Marker-worry", reading="worry")
    assert "Marker-worry" not in str(what_employer_sees(make_agreement(marked, "own_words")))


def test_a_postponed_nomination_needs_its_agreement_again_to_go_back_to_the_employer() -> None:
    nomination = make_nomination("postponed", left_at="in_review", agreed=True)
    adviser = nomination.person.adviser
    agreements.stop_sharing(nomination, by=adviser)
    with pytest.raises(Refused, match="Nothing may be shared yet"):
        actions.take_up_again(nomination, by=adviser)
    agree(nomination)
    assert actions.take_up_again(nomination, by=adviser).state == "in_review"

"""Offers in plain words, answers and changes of mind, what is told and who saw it (M3, N2, N3, A8, A10)."""

from datetime import timedelta

import pytest

from aspirations.models import Aspiration, Concern, MessageFromPerson, NoGo
from config.audit_trail.models import Event
from config.audit_trail.trail import record, record_view
from config.outbox.models import Message
from matching.nominations.models import Nomination
from tests.factories.chain import make_agreement, make_contact, make_nomination
from tests.factories.offers import CENTRE, make_employer
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(robin):
    said = {"title": "Vehicle technician", "occupation": "5231", "support_given": ["mentor"], "pay_amount": 296}
    return make_nomination("shortlisted", "apprenticeship", person=robin, pay_unit="week", **said)


def text(answer):
    return " ".join(answer.content.decode().split())


def send(opened, at, offer, **said):
    return opened.post(at("own_answer", nomination=offer.public_id), said, follow=True)


def test_the_offer_says_what_it_is_and_why_in_the_persons_words(opened, robin, offer, at):
    audit = robin.aspiration_audits.get()
    audit.wishes.update(occupation="5231")
    audit.home = CENTRE
    audit.save()
    page = text(opened.get(at()))
    assert "Rowan found 1 offer for you." in page
    for words in (
        "Vehicle technician",
        "You work, learn and get paid.",
        "£296 a week",
        "37 hours a week",
        "You said “summat with cars”.",
        "You said up to 45.",
        "You need no grades.",
        "The hours fit what you told us.",
        "Someone there will help you learn.",
        "When it starts.",
        "Answer offer 1",
    ):
        assert words in page, words


def test_what_somebody_else_wrote_down_is_not_said_to_be_said(opened, robin, rowan, offer, at):
    """The quote stands where the job is alike; in the same field no more than the field is named."""
    robin.aspiration_audits.update(recorded_by=rowan, home=CENTRE)
    wish = Aspiration.objects.filter(audit__person=robin)
    wish.update(occupation="5231", category="transport")
    page = text(opened.get(at()))
    assert "We wrote down “summat with cars”." in page and "We wrote down up to 45." in page
    assert "You said “" not in page and "Rowan Thistleby wrote this down for you." in text(opened.get(at("own_wishes")))
    wish.update(occupation="9999")
    type(offer.opportunity).objects.update(category="transport")
    page = text(opened.get(at()))
    assert "summat with cars" not in page and "It is in “Transport”, like something you want." in page


def test_what_is_not_known_is_asked_and_never_a_no(opened, robin, at):
    """A8: with the way to tell us."""
    said = {"requirements": [("licence", "full", "A full licence")]}
    make_nomination("shortlisted", person=robin, **said)
    page = text(opened.get(at()))
    assert "We do not know yet" in page
    assert "If you can drive." in page
    assert at("own_wish", question="licence") in page


def test_offers_come_one_at_a_time(opened, robin, at):
    for title in ("First", "Second", "Third"):
        make_nomination("shortlisted", person=robin, title=title)
    page = text(opened.get(at() + "?offer=2"))
    assert "Offer 2 of 3" in page
    assert page.count("Why this one") == 1
    assert all(f"See offer {number}:" in page for number in (1, 3))
    assert "Offer 3 of 3" in text(opened.get(at() + "?offer=99"))
    assert "Offer 1 of 3" in text(opened.get(at() + "?offer=x"))


def test_nothing_to_answer_is_said_kindly(opened, robin, at):
    make_nomination("suggested", person=robin, title="Not shown yet")
    page = text(opened.get(at()))
    assert "No offers today. Rowan is still looking." in page
    assert "Not shown yet" not in page


@pytest.mark.parametrize("state", ["interview", "offered"])
def test_who_is_wanted_reads_that_first_and_not_that_nothing_is_there(state, opened, robin, at):
    make_nomination(state, person=robin, title="Vehicle technician")
    page = text(opened.get(at()))
    assert "There is good news for you on this page." in page and "still looking" not in page


def test_yes_says_what_comes_next(opened, offer, at):
    page = text(send(opened, at, offer, answer="yes"))
    assert "Thanks, Robin. You said yes." in page
    assert "Rowan will be in touch by 25 November." in page
    offer.refresh_from_db()
    assert offer.state == "person_said_yes"
    event = Event.objects.get(verb="nomination_wanted")
    assert event.actor is None


def test_not_now_waits_and_ends_nothing(opened, offer, at):
    page = text(send(opened, at, offer, answer="not_now"))
    assert "You said not now." in page
    offer.refresh_from_db()
    assert (offer.state, offer.postponed_until) == ("postponed", DAY + timedelta(30))


def test_not_now_comes_back_before_it_closes(opened, robin, at):
    offer = make_nomination("shortlisted", person=robin, closes_on=DAY + timedelta(10))
    send(opened, at, offer, answer="not_now")
    offer.refresh_from_db()
    assert offer.postponed_until == DAY + timedelta(5)


def test_not_now_says_when(opened, offer, at):
    assert "When shall we ask again?" in text(opened.get(at("own_answer", nomination=offer.public_id)))
    send(opened, at, offer, answer="not_now", again="14")
    offer.refresh_from_db()
    assert offer.postponed_until == DAY + timedelta(14)


def test_not_now_comes_back_tomorrow_where_it_closes_soon(opened, robin, at):
    offer = make_nomination("shortlisted", person=robin, closes_on=DAY + timedelta(2))
    send(opened, at, offer, answer="not_now")
    offer.refresh_from_db()
    assert offer.postponed_until == DAY + timedelta(1)


def test_no_needs_no_reason_and_costs_nothing(opened, offer, robin, at):
    page = text(send(opened, at, offer, answer="no"))
    assert "You said no." in page
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("declined_by_person", "y_rather_not_say")
    assert not robin.pauses.exists()


def test_a_reason_is_kept_and_followed(opened, offer, robin, at):
    send(opened, at, offer, answer="no", reason="y_no_go")
    assert NoGo.objects.get().employer == offer.opportunity.employer


def test_an_answer_must_be_chosen(opened, offer, at):
    page = text(send(opened, at, offer, say="hm"))
    assert "Choose yes, not now or no" in page
    assert "Error: My offers" in page
    assert not MessageFromPerson.objects.exists()


@pytest.mark.parametrize(("first", "then", "state"), [
    ("no", "yes", "person_said_yes"),
    ("not_now", "yes", "person_said_yes"),
    ("yes", "no", "declined_by_person"),
    ("yes", "not_now", "postponed"),
    ("not_now", "no", "declined_by_person"),
])  # fmt: skip
def test_a_mind_can_be_changed(first, then, state, opened, offer, at):
    send(opened, at, offer, answer=first)
    page = send(opened, at, offer, answer=then)
    assert f"You said {then.replace('_', ' ')}." in text(page)
    assert Nomination.objects.latest("pk").state == state
    assert Nomination.objects.live().count() == (state != "declined_by_person")


def test_the_same_yes_twice_is_told_kindly(opened, offer, at):
    send(opened, at, offer, answer="yes")
    assert "You said yes to this before." in text(send(opened, at, offer, answer="yes"))


def test_another_persons_offer_is_not_found(opened, at):
    other = make_nomination("shortlisted")
    for name in ("own_answer", "own_answered", "own_sharing"):
        assert opened.get(at(name, nomination=other.public_id)).status_code == 404
    assert opened.post(at("own_answer", nomination=other.public_id), {"answer": "no"}).status_code == 404
    other.refresh_from_db()
    assert other.state == "shortlisted"


def test_words_go_to_the_adviser_and_the_mail_repeats_none(opened, offer, rowan, at):
    send(opened, at, offer, answer="yes", say="can I bring my dog")
    assert MessageFromPerson.objects.get().words == "can I bring my dog"
    mail = Message.objects.get()
    assert (mail.to, "dog" in mail.body) == (rowan.email, False)


def test_worrying_words_become_a_concern_and_the_page_says_whom_to_call(opened, offer, rowan, at):
    """A10."""
    page = text(send(opened, at, offer, answer="no", say="i want to die"))
    assert "Rowan will read what you wrote today. If you are in danger now, call 999." in page
    concern = Concern.objects.get()
    assert (concern.owner, concern.source, concern.due_on) == (rowan, "own_page", DAY)


def test_every_page_says_that_nobody_watches(opened, offer, at):
    """A10: and where to call."""
    more = {"nomination": offer.public_id}
    pages = [at(), at("own_answer", **more), at("own_wrong"), at("own_wish", question="wishes"), at("own_wishes")]
    for address in pages:
        page = text(opened.get(address))
        assert "We read this on work days only." in page
        assert "Call 999" in page
        assert "116 123" in page


def test_what_they_know_and_stopping_it(opened, robin, at):
    """N2: exactly what was agreed; stopping takes effect at once."""
    employer = make_employer(council=robin.council)
    contact = make_contact(employer)
    row = make_nomination("introduced", "ring_fenced", person=robin, agreed=False, employer=employer)
    make_agreement(row, "name", "own_words")
    address = at("own_sharing", nomination=row.public_id)
    page = text(opened.get(address))
    assert all(words in page for words in ("Your name", "Robin", "summat with cars", "kept for young people"))
    assert "Your age" not in page
    assert Nomination.objects.visible_to(contact).exists()
    assert "It has stopped." in text(opened.post(address, follow=True))
    assert not Nomination.objects.visible_to(contact).exists()
    assert "They know nothing about you." in text(opened.get(address))


def test_who_saw_my_page_in_words(opened, robin, rowan, at):
    manager, stranger = robin.manager, make_user("panel_member", name="Ivy Hazelgrove")
    for user in (rowan, rowan, manager, stranger):
        record_view([robin], council=robin.council, by=user, purpose="record", fields=["wishes"])
    record_view([robin, make_person()], council=robin.council, by=stranger, purpose="agenda", fields=["wishes"])
    opened.get(at())
    page = text(opened.get(at("own_seen")))
    assert page.count("Rowan, your adviser") == 1
    assert page.count("Someone at the council") == 1
    assert "Ivy" not in page
    assert "who leads the team" in page
    assert "You <span" in page


def test_something_looks_wrong(opened, at):
    assert "Type what looks wrong" in text(opened.post(at("own_wrong"), {"say": " "}))
    assert "Sent. Rowan will read it." in text(opened.post(at("own_wrong"), {"say": "I moved"}, follow=True))


def test_the_printed_page_holds_everything_and_no_way_in(opened, robin, offer, token, at):
    make_nomination("shortlisted", person=robin, title="Look after parks")
    page = text(opened.get(at("own_print")))
    main = page[page.index("<main") : page.index("</main")]
    assert all(words in main for words in ("Vehicle technician", "Look after parks"))
    assert token not in main


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_what_was_answered(count, opened, robin, at, django_assert_max_num_queries):
    for _ in range(count):
        make_nomination("person_said_yes", person=robin)
    make_nomination("shortlisted", person=robin)
    opened.get(at())  # the first look also reads what stays: the lists, the open offers
    with django_assert_max_num_queries(15):
        opened.get(at())


def test_a_firm_that_opened_its_mail_is_not_told_as_you(opened, robin, at):
    for purpose in ("answer", "outcome"):
        record("record_seen", robin, council=robin.council, by=None, person=robin, fields=["Name"], purpose=purpose)
    page = text(opened.get(at("own_seen")))
    assert page.count("Somebody at a firm that you said could see it") == 1
    assert "You <span" not in page

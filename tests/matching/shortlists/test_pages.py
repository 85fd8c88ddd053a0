"""The page of matches (M2-M5, M10): what fits and why, what is in the way, and acting against the ranking."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from matching.shortlists.actions import draw_up
from matching.shortlists.models import PairState, ShortlistOverride, ShortlistRun
from opportunities.models import Opportunity
from tests.factories.chain import make_nomination
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def person() -> YoungPerson:
    return well_known("working in a garage", on_caseload_of=make_user())


def page(client: Client, name: str, person: YoungPerson, opportunity: Opportunity | None = None) -> str:
    client.force_login(person.personal_adviser)
    answer = client.get(address(name, person, opportunity))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(name: str, person: YoungPerson, opportunity: Opportunity | None = None) -> str:
    pair = {"opportunity": opportunity.public_id} if opportunity else {}
    return reverse(name, kwargs={"person": person.public_id} | pair)


def test_the_best_offer_stands_open_and_its_printed_parts_add_up(person: YoungPerson, client: Client) -> None:
    """M2: no bare score; the parts add up to the total exactly."""
    a_job(title="Garage assistant")
    draw_up(council=person.council, day=TODAY, by=None)
    html = page(client, "matches", person)
    parts = [int(points) for points in re.findall(r"numeric\">(\d+) of \d+</td>", html)]
    total = re.search(r"<strong>(\d+) of 100</strong>", html)
    assert total and sum(parts) == int(total[1]) > 0
    assert "1 of 1 open offer fit" in html
    assert "The parts above add up to this." in html


def test_one_thing_in_the_way_has_its_nearest_fix(person: YoungPerson, client: Client) -> None:
    """M3: the barrier, and an open offer that would put it right."""
    audit = person.aspiration_audits.get(is_current=True)
    audit.english = "none"
    audit.save()
    a_job(title="Motor technician", requirements=[("english", "1", "English level 1")])
    course = a_job(kind="functional_skills", title="English at the college")
    html = page(client, "matches", person)
    assert "Motor technician" in html and "English at the college” is open now and may do it." in html
    assert address("why_not", person, course) in html
    assert "alone would open 1 more offer" in html


def test_what_is_not_known_says_who_can_tell(person: YoungPerson, client: Client) -> None:
    """A8: a missing fact never reads as a no."""
    audit = person.aspiration_audits.get(is_current=True)
    audit.licence = "unknown"
    audit.save()
    a_job(title="Driver's mate", requirements=[("licence", "full", "A full licence")])
    html = page(client, "matches", person)
    assert "1 of 1 open offer fit" in html
    assert "Full driving licence" in html and "1 offer depends on it." in html


def test_what_opens_doors_counts_lower_levels_too_and_what_nothing_changes_comes_last(
    person: YoungPerson, client: Client
) -> None:
    """M3: a level opens what asks for less; an age is counted in one sentence, and no row."""
    person.aspiration_audits.filter(is_current=True).update(maths="E3")
    for level in ("1", "2"):
        a_job(title=f"Job of level {level}", requirements=[("maths", level, f"Maths level {level}")])
    a_job(title="For elders", requirements=[("age", "60-", "Aged 60 or over")])
    html = " ".join(re.sub(r"<[^>]+>", " ", page(client, "matches", person)).split())
    assert "Maths at level 2 or above alone would open 2 more offers." in html
    assert "Maths at level 1 or above alone would open 1 more offer." in html
    assert "Job of level 1" in html and "For elders" not in html
    assert "what is in the way of other offers: age (1 offer)." in html


def test_only_who_lacks_the_fact_is_asked(person: YoungPerson, client: Client) -> None:
    """A8: hours that the person has said are the employer's to say; a restricted right is no unknown."""
    audit = person.aspiration_audits.get(is_current=True)
    audit.hours_most, audit.right_to_work = 30, "restricted"
    audit.save()
    offer = a_job(title="Garage assistant", hours_per_week=None)
    html = " ".join(re.sub(r"<[^>]+>", " ", page(client, "matches", person)).split())
    assert "Hours a week Ask the employer. 1 offer depends on it." in html
    assert "Right to work The right to work is restricted. Ask what it allows" in html
    html = page(client, "why_not", person, offer)
    assert "the hours of the offer. Ask the employer." in html and "Right to work: not known yet" not in html


def test_what_is_under_way_stands_apart(person: YoungPerson, client: Client) -> None:
    """N4: nobody is shown twice what they are put forward for."""
    going, other = a_job(title="Vehicle technician"), a_job(title="Garage assistant")
    draw_up(council=person.council, day=TODAY, by=None)
    make_nomination("introduced", person=person, opportunity=going)
    PairState.objects.create(person=person, opportunity=going, set_aside="live_nomination")
    html = page(client, "matches", person)
    assert "Under way already" in html and address("put_forward", person, going) in html
    assert address("why_not", person, going) not in html and address("why_not", person, other) in html


def test_offers_that_came_or_closed_since_are_told(person: YoungPerson, client: Client) -> None:
    """M9: what the list does not know yet stands above it, with the way to renew it."""
    closing = a_job(title="Garage assistant")
    draw_up(council=person.council, day=TODAY, by=None)
    ShortlistRun.objects.update(finished_at=timezone.now() - timedelta(minutes=5))
    assert "closed since" not in page(client, "matches", person)
    Opportunity.objects.filter(pk=closing.pk).update(state="closed", changed_at=timezone.now())
    a_job(title="Vehicle technician")
    html = page(client, "matches", person)
    assert "1 offer that fits has come since. 1 offer on this list has closed since." in html


def test_a_list_drawn_up_before_the_wishes_changed_says_so_and_is_drawn_up_again(
    person: YoungPerson, client: Client
) -> None:
    """M9: the page says when and from what; a button renews it."""
    a_job(title="Garage assistant")
    assert "No list has been drawn up yet" in page(client, "matches", person)
    answer = client.post(address("draw_up_again", person), follow=True)
    assert "Drawn up again from what we know now." in answer.content.decode()
    assert "Garage assistant" in answer.content.decode()


def test_leaving_out_asks_why_and_the_list_follows(person: YoungPerson, client: Client) -> None:
    """M10: against the ranking, with a reason that is kept."""
    job = a_job(title="Garage assistant")
    draw_up(council=person.council, day=TODAY, by=None)
    client.force_login(person.personal_adviser)
    assert "Say why; it helps the next list" in client.post(address("leave_out", person, job)).content.decode()
    assert not ShortlistOverride.objects.exists()
    client.post(address("leave_out", person, job), {"reason": "Too loud there"})
    assert ShortlistOverride.objects.get().reason == "Too loud there"
    assert "Garage assistant</a>" not in page(client, "matches", person)


def test_adding_and_moving(person: YoungPerson, client: Client) -> None:
    job = a_job(title="Garage assistant")
    client.force_login(person.personal_adviser)
    client.post(address("add_to_list", person, job), {"reason": "Asked for by name"})
    assert "Added by a person: Asked for by name" in page(client, "matches", person)
    answer = client.post(address("move_in_list", person, job), {"reason": "First", "rank": "x"})
    assert "Type the place, such as 1 for the first" in answer.content.decode()
    client.post(address("move_in_list", person, job), {"reason": "First", "rank": "1"})
    assert ShortlistOverride.objects.get(ended_at=None).act == "move"


def test_why_not_says_what_is_in_the_way_of_any_offer(person: YoungPerson, client: Client) -> None:
    """M3, for an offer that is on no list."""
    person.born_on = TODAY.replace(year=TODAY.year - 17)
    person.save()
    job = a_job(title="Bar work", requirements=[("age", "18-", "18 or over")])
    html = page(client, "why_not", person, job)
    assert "In the way" in html and "Not yet of the age asked for" in html
    assert "Show this to" not in html


def test_looking_leaves_one_event_and_another_adviser_finds_nothing(person: YoungPerson, client: Client) -> None:
    """S2."""
    page(client, "matches", person)
    event = Event.objects.get(verb="record_seen")
    assert (event.person_id, event.context["purpose"]) == (person.public_id, "matches")
    client.force_login(make_user())
    assert client.get(address("matches", person)).status_code == 404


@pytest.mark.parametrize("offers", [2, 12])
def test_the_number_of_queries_does_not_grow(
    person: YoungPerson, client: Client, offers: int, django_assert_max_num_queries: object
) -> None:
    for number in range(offers):
        a_job(title=f"Garage assistant {number}")
    draw_up(council=person.council, day=TODAY, by=None)
    client.force_login(person.personal_adviser)
    client.get(address("matches", person))
    with django_assert_max_num_queries(30):
        client.get(address("matches", person) + "?all")


def test_not_all_is_said_to_be_met_where_something_is_asked_in_words(person: YoungPerson, client: Client) -> None:
    job = a_job(title="Garage assistant", with_training=True)
    assert "Must-haves: all met" in page(client, "why_not", person, job)
    job.requirements.create(type="other", words="Five years of leading a team")
    html = page(client, "why_not", person, job)
    assert "Must-haves: those we can check are met" in html and "Asks: Five years of leading a team" in html
    assert "all met" not in html

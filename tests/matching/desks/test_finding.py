"""Finding opportunities by words, kind, work and distance, and whom one fits (O1, M10, N6)."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.places.models import Postcode
from matching.desks.finding.map import draw
from matching.nominations.models import Nomination
from tests.factories.chain import make_item, make_meeting, open_to_panel
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
NEAR, FAR = Point(-1.753, 53.795, srid=4326), Point(-1.55, 53.80, srid=4326)


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def found(client: Client, **asked: str) -> str:
    return client.get(reverse("find_opportunities"), asked).content.decode()


def test_words_find_what_is_meant_most_alike_first(adviser: User, client: Client) -> None:
    a_job(title="Vehicle technician", description="Repairing cars and vans.")
    a_job(title="School cook", description="Cooking lunch for pupils.")
    page = found(client, words="fixing cars")
    assert "Vehicle technician" in page and "School cook" not in page
    assert "most alike to your words" in page


def test_kind_and_work_narrow_it(adviser: User, client: Client) -> None:
    a_job(title="Garage assistant", category="engineering_and_maintenance")
    a_job(title="Garage taster", kind="taster", category="engineering_and_maintenance")
    assert "Garage taster" not in found(client, kind="job")
    assert "Garage assistant" not in found(client, category="animal_care")


def test_near_a_postcode_nearest_first_with_the_distance_and_on_the_map(adviser: User, client: Client) -> None:
    Postcode.objects.create(code="BD1 1HX", location=NEAR)
    a_job(title="Far job", sites=[FAR])
    a_job(title="Near job", sites=[NEAR])
    page = found(client, near="bd1 1hx", km="30")
    assert page.index("Near job") < page.index("Far job") and "0.0 km" in page
    assert "Far job" not in found(client, near="BD1 1HX", km="5")
    assert 'role="img"' in page and "The red point is the postcode you gave." in page


def test_a_postcode_that_nobody_knows_says_so(adviser: User, client: Client) -> None:
    page = found(client, near="ZZ1 1AA")
    assert "We do not know where this postcode is" in page and "<title>Error: " in page


def test_kilometres_count_from_somewhere_and_what_has_no_place_is_counted(adviser: User, client: Client) -> None:
    Postcode.objects.create(code="BD1 1HX", location=NEAR)
    a_job(title="Near job", sites=[NEAR])
    a_job(title="Placeless job", sites=[None])
    a_job(title="Placeless taster", kind="taster", sites=[])
    a_job(title="Home job", sites=[], is_remote=True)
    assert "Type the postcode from which the kilometres count" in found(client, km="5")
    assert "2 open offers have no place on the map yet" in found(client, near="BD1 1HX")
    page = found(client, near="BD1 1HX", kind="job")
    assert "1 open offer has no place on the map yet" in page and "Placeless job" not in page and "Home job" in page
    assert "no place on the map" not in found(client)


def test_what_is_closed_or_another_councils_is_not_found(adviser: User, client: Client) -> None:
    a_job(title="Closed job", closes_on=timezone.localdate() - timedelta(days=1))
    assert "Nothing open fits this" in found(client)


def test_several_people_are_shown_one_offer_and_we_are_back_where_we_were(adviser: User, client: Client) -> None:
    """N6."""
    job = a_job(title="Garage assistant", places=3)
    people = [well_known(name=name, on_caseload_of=adviser) for name in ("Robin Fernbrook", "Wren Oakapple")]
    address = reverse("opportunity_page", kwargs={"opportunity": job.public_id})
    assert "Choose at least one young person" in client.post(address).content.decode()
    answer = client.post(address, {"people": [str(person.public_id) for person in people]}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert Nomination.objects.filter(opportunity=job, state="shortlisted").count() == 2


def test_from_a_search_for_somebody_several_are_shown_and_the_search_stands_again(
    adviser: User, client: Client
) -> None:
    """N6: ticked in a search, shown or wanted at once, and back to the same search."""
    robin = well_known(name="Robin Fernbrook", on_caseload_of=adviser)
    jobs = [a_job(title=title) for title in ("Garage assistant", "Tyre fitter", "Car valeter")]
    search = {"person": str(robin.public_id), "kind": "job"}
    assert found(client, **search).count('name="ticked"') == 3
    address, back = reverse("show_offers", args=[robin.public_id]), urlencode(search)
    answer = client.post(address, {"ticked": [str(jobs[0].public_id)], "search": back}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('find_opportunities')}?{back}", 302)]
    wanted = {"ticked": [str(job.public_id) for job in jobs[1:]], "search": back, "said": "yes"}
    words = " ".join(client.post(address, wanted, follow=True).content.decode().split())
    assert "Robin Fernbrook wants “Car valeter”, “Tyre fitter”. For each, agree what to share" in words
    assert sorted(Nomination.objects.values_list("state", flat=True)) == [
        "person_said_yes", "person_said_yes", "shortlisted"
    ]  # fmt: skip


def test_the_search_to_come_back_to_is_never_another_address(adviser: User, client: Client) -> None:
    robin = well_known(name="Robin Fernbrook", on_caseload_of=adviser)
    said = {"ticked": [], "search": "//elsewhere.example\r\nX: y"}
    answer = client.post(reverse("show_offers", args=[robin.public_id]), said)
    assert answer.url.startswith(f"{reverse('find_opportunities')}?%2F%2Felsewhere")


def test_nobody_is_ticked_for_whom_the_panel_alone_shows(client: Client) -> None:
    both = make_user()
    User.objects.filter(pk=both.pk).update(roles=["personal_adviser", "panel_member"])
    robin = make_item(meeting := make_meeting("in_session"), well_known(on_caseload_of=make_user())).person
    open_to_panel(meeting, make_user("panel_chair"))
    a_job(title="Garage assistant")
    client.force_login(both)
    page = found(client, person=str(robin.public_id))
    assert "Garage assistant" in page and "ticked" not in page


def test_whom_it_fits_says_why_for_each_and_never_points(adviser: User, client: Client) -> None:
    """N6, M2: the two best reasons stand under each name, with what is to be asked."""
    job = a_job(title="Garage assistant", hours_per_week=None)
    well_known("working in a garage", name="Robin Fernbrook", on_caseload_of=adviser)
    address = reverse("opportunity_page", kwargs={"opportunity": job.public_id})
    page = " ".join(client.get(address).content.decode().split())
    hint = page[page.index("Robin Fernbrook") :]
    assert "Not known yet: the hours of the offer. Ask the employer." in hint
    assert "of 100" not in hint and "points" not in hint


def test_who_does_not_meet_a_must_have_is_not_offered_there(adviser: User, client: Client) -> None:
    job = a_job(title="Van driver", requirements=[("licence", "full", "A full licence")])
    well_known(name="Robin Fernbrook", on_caseload_of=adviser, audit={"licence": "none"})
    page = client.get(reverse("opportunity_page", kwargs={"opportunity": job.public_id})).content.decode()
    assert "meets every must-have today" in page and "Robin" not in page


def test_the_map_keeps_its_points_inside_and_puts_near_ones_together() -> None:
    picture = draw([(1, NEAR), (2, NEAR), (3, FAR)], home=NEAR)
    assert picture is not None and {place.numbers for place in picture.places} == {"1, 2", "3"}
    assert all(0 < place.x < 600 and 0 < place.y < 400 for place in picture.places)
    assert draw([]) is None


def test_words_near_a_place_find_what_is_both(adviser: User, client: Client) -> None:
    Postcode.objects.create(code="BD1 1HX", location=NEAR)
    a_job(title="Vehicle technician", description="Repairing cars and vans.", sites=[NEAR])
    a_job(title="Garage hand", description="Repairing cars and vans.", sites=[FAR])
    page = found(client, words="fixing cars", near="bd1 1hx", km="5")
    assert "1 open offer" in page and "Vehicle technician" in page and "Garage hand" not in page
    assert "0.0 km" in page
    none = found(client, words="zzqx", near="bd1 1hx")
    assert "0 open offers" in none or "Nothing open fits this." in none

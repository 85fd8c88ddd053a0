"""Everyday tasks of an adviser and a team manager, walked with the page alone (A4, A6, A7, M10, O1)."""

from datetime import timedelta

from django.contrib.gis.geos import Point
from django.utils import timezone
from playwright.sync_api import expect

from aspirations.models import AccessGrant, SoftOutcome, YoungPerson
from config.places.models import Postcode
from tests.browser.conftest import TWO_WAYS, Opened, Way
from tests.browser.hands import fill, follow, press, says_error
from tests.browser.looking import faults
from tests.factories.people import make_person, make_user
from tests.factories.service import a_job, well_known

NEAR, FAR = Point(-1.753, 53.795, srid=4326), Point(-1.55, 53.80, srid=4326)


@TWO_WAYS
def test_a_manager_gives_an_adviser_and_arranges_cover(way: Way, opened: Opened) -> None:
    manager, rowan = make_user("team_manager", name="Hazel Alder"), make_user(name="Rowan Thistleby")
    make_user(name="Jay Teasel")
    robin = make_person("neet", name="Robin Fernbrook", manager=manager)
    page = opened(manager, way=way)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("1 young person has nobody but the manager.")
    with page.expect_navigation():
        page.get_by_role("link", name="Give an adviser to Robin Fernbrook").click()
    press(page, "Hand over")
    says_error(page, "Choose who takes over")
    page.locator("[name=to]").select_option(label="Rowan Thistleby, North")
    press(page, "Hand over")
    assert YoungPerson.objects.get(pk=robin.pk).personal_adviser == rowan
    page.goto("/team/")
    expect(page.locator("main")).to_contain_text("Everybody in your team has an adviser.")
    follow(page, "Arrange cover")
    press(page, "Arrange this cover")
    says_error(page, "Choose who is away")
    for name, who in (("absent", "Rowan Thistleby, North"), ("colleague", "Jay Teasel, North")):
        page.locator(f"[name={name}]").select_option(label=who)
    fill(page, until_on=timezone.localdate() + timedelta(days=7))
    press(page, "Arrange this cover")
    expect(page.locator("main")).to_contain_text("Jay Teasel covers for Rowan Thistleby")
    assert AccessGrant.objects.get().person == robin


@TWO_WAYS
def test_an_adviser_records_a_step_in_one_tap_and_reads_the_handover(way: Way, opened: Opened) -> None:
    adviser = make_user(name="Rowan Thistleby")
    person = well_known("summat with cars", name="Robin Fernbrook", preferred_name="Robin", on_caseload_of=adviser)
    page = opened(adviser, way=way)
    page.goto("/")
    with page.expect_navigation():
        page.get_by_role("link", name="A step for").first.click()
    with page.expect_navigation():
        page.locator("button.eet-steps__step").first.click()
    assert SoftOutcome.objects.filter(person=person).count() == 1
    page.goto(f"/people/{person.public_id}/")
    follow(page, "Keep something")
    fill(page, about="Family", words="Ask about the sister first.")
    press(page, "Keep this")
    page.goto(f"/people/{person.public_id}/")
    follow(page, "Read the handover sheet")
    expect(page.locator("main")).to_contain_text("Ask about the sister first.")
    expect(page.locator("main")).to_contain_text("“summat with cars”")
    page.emulate_media(media="print")
    expect(page.locator(".eet-no-print").first).to_be_hidden()


@TWO_WAYS
def test_offers_are_found_by_words_and_near_a_place_on_list_and_map(way: Way, opened: Opened) -> None:
    Postcode.objects.create(code="BD1 1HX", location=NEAR)
    a_job(title="Vehicle technician", description="Repairing cars and vans.", sites=[NEAR])
    a_job(title="Garage hand", description="Repairing cars and vans.", sites=[FAR])
    page = opened(make_user(), way=way)
    page.goto("/opportunities/")
    fill(page, words="fixing cars", near="bd1")
    press(page, "Find")
    says_error(page, "full postcode")
    fill(page, near="bd1 1hx", km="5")
    press(page, "Find")
    expect(page.locator("main")).to_contain_text("1 open offer")
    expect(page.locator("main")).to_contain_text("Vehicle technician")
    expect(page.get_by_role("img", name="Where the offers on this page are")).to_be_visible()
    assert not way.scripts or faults(page) == []
    follow(page, "Vehicle technician")
    expect(page.locator("h1")).to_have_text("Vehicle technician")

"""The own page as it is shown, its errors too, is read by an eleven-year-old (service.md 1)."""

import re
from html import unescape

import pytest
from django.urls import reverse

from matching.desks.own_page.wishes import QUESTIONS
from tests.factories.chain import make_agreement, make_nomination
from tests.matching.desks.own_page.test_plain_words import HARDEST, grade, sentences_of

pytestmark = pytest.mark.django_db
BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|h\d|dt|dd|dl|div|section|summary|details|form|label|legend|fieldset|main)\b[^>]*>"
)
NOT_OURS = re.compile(r"“[^”]*”|Vehicle technician|Rowan Thistleby|Robin")


def hard(answer) -> dict[str, float]:
    """The sentences of a page's main part that are too hard, each with its grade."""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main, "a page has a main part"
    text = re.sub(r"<(script|select|svg)\b.*?</\1>", " ", main[0], flags=re.DOTALL)
    parts = (" ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in BLOCK.split(text))
    said = [one for part in parts for one in sentences_of(NOT_OURS.sub("Sam", part))]
    return {one: round(grade(one), 1) for one in said if grade(one) > HARDEST}


def test_each_page_and_its_errors(opened, at, robin):
    offer = make_nomination("shortlisted", person=robin, title="Vehicle technician")
    told = make_nomination("person_said_yes", person=robin, title="Vehicle technician")
    make_agreement(told, "name", "own_words")
    own = {
        name: at(name)
        for name in (
            "own_page",
            "own_seen",
            "own_print",
            "own_wishes",
            "own_wrong",
            "own_story",
            "own_why",
            "own_promises",
        )
    }
    own["own_answer"] = at("own_answer", nomination=offer.public_id)
    own["own_sharing"] = at("own_sharing", nomination=told.public_id)
    own |= {question.name: at("own_wish", question=question.name) for question in QUESTIONS}
    found = {}
    for name, address in own.items():
        shown = opened.get(address)
        assert shown.status_code == 200, name
        found |= {f"{name}: {one}": at_grade for one, at_grade in hard(shown).items()}
        if name in ("own_wrong", "own_story", "own_answer"):
            refused = opened.post(address, {})
            assert "There is a problem" in refused.content.decode(), name
            found |= {f"{name} in error: {one}": at_grade for one, at_grade in hard(refused).items()}
    assert found == {}


def test_the_door_and_what_is_shut(client, at):
    pages = [client.get(at()), client.post(at(), {"pin": ""}), client.post(at(), {"pin": "111111"})]
    pages.append(client.get(reverse("own_page", kwargs={"token": "unknown"})))
    assert [hard(page) for page in pages] == [{}, {}, {}, {}]

"""Every official fixture of govuk-frontend 6.3.0 comes out of our tag as the same HTML (S3)."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from config.screens.govuk import component

VENDORED = Path(__file__).parents[2] / "vendor" / "govuk-frontend" / "fixtures-6.3.0.json"
FIXTURES = json.loads(VENDORED.read_text())
NUMBER_OF_FIXTURES = 657


class Shape(HTMLParser):
    """Tags with their attributes, and texts with their spaces folded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.parts.append(text)


def test_all_of_them_are_here() -> None:
    assert sum(map(len, FIXTURES.values())) == NUMBER_OF_FIXTURES


@pytest.mark.parametrize("name", FIXTURES)
def test_each_fixture_of_a_component_is_the_same(name: str) -> None:
    for fixture in FIXTURES[name]:
        ours, theirs = component(name, fixture["options"]), fixture["html"]
        assert Shape(ours).parts == Shape(theirs).parts, f"{name}: {fixture['name']}"

"""What an advert says only in its running text, whatever the feed (O2)."""

from decimal import Decimal
from typing import Any

import pytest

from opportunities.imports.display_advert import read_display_advert
from opportunities.imports.job_posting import read_job_posting
from opportunities.imports.offer import Ask
from opportunities.imports.said_in_text import with_text_read
from opportunities.imports.vacancy import Vacancy

TEXT = (
    "<p>A full driving licence is essential. GCSE maths at grade 4 is required.</p>"
    "<p>NVQ level 2 or two years&rsquo; experience in care. £12.71 an hour, 37 hours a week.</p>"
)


@pytest.mark.parametrize("read", [read_display_advert, read_job_posting])
def test_certain_needs_are_typed_and_others_stay_words(read: Any) -> None:
    vacancy = with_text_read(read({"title": "Care assistant", "description": TEXT}))
    assert [(ask.type, ask.value, ask.essential) for ask in vacancy.asks] == [
        ("licence", "full", True),
        ("maths", "2", True),
        ("other", "", True),
        ("other", "", True),
    ]
    assert (vacancy.facts["pay_amount"], vacancy.facts["pay_unit"]) == (Decimal("12.71"), "hour")
    assert vacancy.facts["hours_per_week"] == 37


def test_what_a_field_says_is_never_changed() -> None:
    facts = {"description": TEXT.replace("</p>", ""), "pay_words": "Competitive", "hours_per_week": Decimal(20)}
    sent = Vacancy("1", "Carewell", facts, asks=(Ask("licence", "Provisional licence", "provisional"),))
    vacancy = with_text_read(sent)
    assert vacancy.facts == facts
    assert [ask.value for ask in vacancy.asks if ask.type == "licence"] == ["provisional"]


@pytest.mark.parametrize("text", ["", "You plant trees.", "£10 to £12 an hour, 16 to 20 hours a week"])
def test_nothing_is_invented(text: str) -> None:
    vacancy = with_text_read(Vacancy("1", "Carewell", {"description": text}))
    assert vacancy.asks == () and "pay_amount" not in vacancy.facts and "hours_per_week" not in vacancy.facts

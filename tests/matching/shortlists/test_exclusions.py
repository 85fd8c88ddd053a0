"""Whom a clause shuts out: the counts are those of asking everybody one by one (O4)."""

import pytest

from aspirations.models import YoungPerson
from matching.engine.audience import ShutOut
from matching.shortlists.exclusions import whom_it_shuts_out
from matching.shortlists.explaining import looked_at
from opportunities.barrier_review.findings import Finding, findings_of
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_audit, make_person

pytestmark = pytest.mark.django_db
ADVERT = (
    "You look after parks. A full driving licence is essential. GCSE English at grade 4 is required. "
    "You must be over 18. Please bring your passport. An enhanced DBS check is required. NVQ 2 or a year's experience."
)
LICENCES = ("none", "full", "provisional", "")
LEVELS = ("E3", "2", "", "1", "3")


def make_crowd() -> None:
    for number in range(24):
        born = {"born_on": DAY.replace(year=DAY.year - 17)} if number % 6 == 0 else {}
        papers = {"documents_held": ["photo_id"]} if number % 2 else {"documents_missing": ["photo_id"]}
        said = {"licence": LICENCES[number % 4], "english": LEVELS[number % 5], "right_to_work": "yes"}
        audit = make_audit(make_person("neet", **born), "parks", **said, **(papers if number % 3 else {}))
        audit.wishes.update(category="environment_and_land")


def make_advert(**said: object) -> Opportunity:
    employer = make_employer(kind="council_department")
    facts = {"title": "Parks assistant", "description": ADVERT, "category": "environment_and_land"} | said
    return make_opportunity("draft", employer=employer, **facts)


def in_the_way(person: YoungPerson, row: Opportunity) -> tuple[set[str], set[str]]:
    explanation, _ = looked_at(person=person, opportunities=[row], day=DAY)[0]
    barriers = {barrier.sentence for barrier in explanation.barriers if barrier.code != "not_open"}
    return barriers, {check.sentence for check in explanation.to_check}


def one_by_one(row: Opportunity, findings: list[Finding], number: int) -> ShutOut:
    """Each person's barriers with every ask stored, and again without this finding's."""
    told = []
    for leave_out in (None, number):
        row.requirements.all().delete()
        for place, finding in enumerate(findings):
            if place != leave_out and finding.clause.essential and not finding.clause.or_else:
                for type_, value in finding.asked:
                    row.requirements.create(type=type_, value=value, words=finding.words)
        told.append([in_the_way(person, row) for person in YoungPerson.objects.order_by("pk")])
    row.requirements.all().delete()
    pairs = list(zip(*told, strict=True))
    shut = [with_it - without for (with_it, _), (without, _) in pairs]
    return ShutOut(
        len(pairs),
        sum(map(bool, shut)),
        sum(bool(more) and not without for more, (_, (without, _)) in zip(shut, pairs, strict=True)),
        sum(not more and bool(a - b) for more, ((_, a), (_, b)) in zip(shut, pairs, strict=True)),
    )


def test_counts_equal_asking_everybody_one_by_one() -> None:
    make_crowd()
    row = make_advert()
    findings = findings_of(row)
    assert [finding.clause.label for finding in findings][:5] == ["licence", "qualification", "age", "document", "dbs"]
    for number, count in enumerate(whom_it_shuts_out(row, findings, DAY)):
        if findings[number].asked and not findings[number].clause.or_else:
            assert count == one_by_one(row, findings, number), findings[number].words


def test_only_those_who_hope_for_it_are_counted_and_either_or_shuts_nobody_out() -> None:
    make_crowd()
    make_audit(make_person("neet"), "cars")
    make_person("eet")
    row = make_advert()
    counts = dict(zip([f.words for f in findings_of(row)], whom_it_shuts_out(row, findings_of(row), DAY), strict=True))
    licence = counts["A full driving licence is essential"[:22]]
    assert licence is not None and licence.of == 24 and licence.shut_out == 12
    assert counts["NVQ 2"] is None
    row.category = ""
    everybody = whom_it_shuts_out(row, findings_of(row), DAY)[0]
    assert everybody is not None and everybody.of == 25


def test_a_need_that_was_posted_counts_as_the_same_ask() -> None:
    make_crowd()
    row = make_advert(description="", requirements=[("licence", "full", "Full driving licence")])
    (finding,) = findings_of(row)
    (count,) = whom_it_shuts_out(row, [finding], DAY)
    assert finding.asked == (("licence", "full"),) and count is not None and count.shut_out == 12

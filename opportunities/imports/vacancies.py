"""Feeds of vacancies (O7): each advert by its reference, refreshed when it changed, set aside alone when it is bad.

Adverts that are no longer in the feed are listed, and `Opportunity.objects.gone_from_feed()` finds them: closing one
that people are put forward for is for `matching.nominations` to do.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from config.accounts.permissions import Permission
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of
from config.imports.delimited import check_rows
from config.imports.models import ImportFile, Source
from config.imports.report import Problem
from config.imports.source import Cells, Load, Record, Records, Row, RowRead, Written
from config.reference.figures import minimum_wages
from config.refusal import Refused
from employers.register import Wanted, find_or_add
from opportunities.announcing import announce_states
from opportunities.imports import council_sheet, display_advert, job_posting, open_referral
from opportunities.imports.json_values import list_of, mapping_of, number_of, read_json
from opportunities.imports.offer import Offer, Stored, store_offers
from opportunities.imports.said_in_text import with_text_read
from opportunities.imports.sites import KnownPostcodes, unknown_place
from opportunities.imports.vacancy import Place, Vacancy, site_of
from opportunities.models import Opportunity
from opportunities.money import too_little
from opportunities.policies import needs_review
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.pay import Pay

Advert = Mapping[str, Any]
LISTS = ("vacancies", "@graph", "contents")
TOTALS, PAGES = ("totalFiltered", "total_items"), ("totalPages", "total_pages")
CLOSING = {"closingDate", "validThrough", "valid_to", "Closes On"}
WAITS = CLOSING | {"kind"}
"""What holds an advert back as a draft while nobody has said what is meant."""
PLACES = ("numberOfPositions", "totalJobOpenings", "Places")


@dataclass(frozen=True, slots=True)
class Format:
    """One format of adverts: its source, what names a record, where it is, how all of it is read.

    `open` takes the file apart; without one it is JSON.
    """

    source: Source
    reference_of: Callable[[Advert], str]
    places_of: Callable[[Advert], Iterable[Place]]
    read: Callable[[Advert], Vacancy]
    set_aside: Callable[[Advert], Iterable[Problem]] = lambda record: ()
    is_offered: Callable[[Advert], bool] = lambda record: True
    open: Callable[[bytes, str], Records] | None = None


FORMATS = {
    "display-advert": Format(
        Source.DISPLAY_ADVERT, display_advert.reference_of, display_advert.places_of, display_advert.read_display_advert
    ),
    "jobposting": Format(
        Source.JOB_POSTING, job_posting.reference_of, job_posting.places_of, job_posting.read_job_posting
    ),
    "open-referral": Format(
        Source.OPEN_REFERRAL,
        open_referral.reference_of,
        open_referral.places_of,
        open_referral.read_service,
        open_referral.set_aside,
        open_referral.is_offered,
    ),
    "council-sheet": Format(
        Source.COUNCIL_VACANCIES, council_sheet.reference_of, council_sheet.places_of, council_sheet.read_post,
        open=council_sheet.open_sheet,
    ),
}  # fmt: skip


class VacancyReader:
    """A feed in one of the `FORMATS`."""

    permission, is_feed = Permission.IMPORT_OFFERS, True

    def __init__(self, format_name: str) -> None:
        self.name, self.format = format_name, FORMATS[format_name]
        self.source = self.format.source

    def open(self, data: bytes, name: str) -> Records:
        if self.format.open:
            return self.format.open(data, name)
        records = records_in(read_json(data, name), name)
        if not any(map(self.key_of, records)):
            raise Refused(another_format(self.name, name))
        return Records(hashlib.sha256(data).hexdigest(), [Record(n, one) for n, one in enumerate(records, start=1)])

    def key_of(self, cells: Cells) -> str:
        return self.format.reference_of(cells)

    def prepare(self, rows: Sequence[Record], load: Load) -> None:
        """What is known of these references (locked until the end), and the postcodes named."""
        self.present = {self.key_of(row.cells) for row in rows if self.format.is_offered(row.cells)}
        known = Opportunity.objects.filter(council=load.council, source=self.source, reference__in=self.present)
        known = known.select_related("employer").order_by("pk").select_for_update(of=("self",), no_key=True)
        self.known = {opportunity.reference: opportunity for opportunity in known}
        self.minimum_wages = minimum_wages(load.as_of)
        self.postcodes = KnownPostcodes(place.words for row in rows for place in self.format.places_of(row.cells))

    def read_row(self, cells: Cells) -> RowRead:
        vacancy = self._with_places_asked(self.format.read(cells))
        needed = {"reference": vacancy.reference, "title": vacancy.facts["title"]}
        lacking = (name for name, value in needed.items() if not value)
        problems = [Problem(name, "", f"This advert has no {name}, so it was set aside.") for name in lacking]
        problems += self.format.set_aside(cells)
        return RowRead(
            vacancy, tuple(problems), (*vacancy.unread, *self._doubts(vacancy), *self._too_few(vacancy, cells))
        )

    def _with_places_asked(self, vacancy: Vacancy) -> Vacancy:
        """With a question for each place that is not on the map, and the raw text of all that is asked kept."""
        unread = (*vacancy.unread, *self._unknown_places(vacancy))
        kept = {problem.column: problem.value for problem in unread} | vacancy.facts["also_said"]
        return replace(vacancy, unread=unread, facts={**vacancy.facts, "also_said": kept})

    def _unknown_places(self, vacancy: Vacancy) -> Iterator[Problem]:
        for place in vacancy.places:
            site = site_of(place, self.postcodes)
            if place.words and not (site.location or self.postcodes.knows(site.postcode)):
                yield Problem("postcode", site.postcode or place.words, unknown_place(place.words, site.postcode))

    def _doubts(self, vacancy: Vacancy) -> list[Problem]:
        """Pay under the legal minimum is taken as the advert has it, and asked."""
        facts = vacancy.facts
        if facts["pay_amount"] is None:
            return []
        pay = Pay(facts["pay_amount"], facts["pay_unit"])
        hours, wages = facts["hours_per_week"], self.minimum_wages
        found = too_little(pay, kind=facts["kind"], hours=hours, ages=(None, None), minimum_wages=wages)
        said = f"£{pay.amount} a {pay.unit}"
        return [Problem("wage", said, f"{found.sentence}. Please ask the employer.", said)] if found else []

    def _too_few(self, vacancy: Vacancy, cells: Cells) -> Iterator[Problem]:
        """Fewer places than young people have taken: the taken ones stand, and the employer is asked."""
        known, said = self.known.get(vacancy.reference), vacancy.facts["places"]
        if known is None or said >= known.places_taken:
            return
        column = next((name for name in PLACES if name in cells), PLACES[0])
        sentence = (
            f"The advert now says {places_in_words(said)}, and {known.places_taken} are taken by young people here. "
            f"They stay {known.places_taken}: please ask the employer."
        )
        yield Problem(column, str(said), sentence, str(known.places_taken))

    def words_for(self, column: str, code: str) -> str:
        return kinds()[code].label if column == "kind" and code in kinds() else ""

    def write(self, rows: Sequence[Row], file: ImportFile, load: Load) -> Written:
        changed = {row.key: row.values for row in rows if row.is_changed and not row.is_old_news}
        stored = store_offers(self._offers(changed, load), self.known)
        newest = Opportunity.objects.filter(council=load.council, source=self.source, reference__in=self.present)
        newest.exclude(confirmed_on__gt=load.as_of).update(confirmed_on=load.as_of)
        announce_states(stored.added)
        subjects = {
            opportunity.reference: opportunity.public_id for opportunity in [*stored.added, *self.known.values()]
        }
        return Written(events_of(stored, load), subjects)

    def _offers(self, vacancies: Mapping[str, Vacancy], load: Load) -> dict[str, Offer]:
        employers = find_or_add(map(wanted, vacancies.values()), council=load.council, by=load.by)
        offers = {}
        for reference, sent in vacancies.items():
            vacancy = sent if kinds()[sent.facts["kind"]].is_enabler else with_text_read(sent)
            whose = {"council": load.council, "employer": employers[wanted(vacancy)]}
            named = {"source": self.source.value, "reference": reference}
            facts = {**vacancy.facts, **whose, **named}
            asked = {problem.column for problem in vacancy.unread}
            if reference not in self.known:
                facts["state"] = "draft" if asked & WAITS or needs_review(Opportunity(**facts)) else "live"
            else:
                facts["places"] = max(facts["places"], self.known[reference].places_taken)
                if asked & CLOSING:
                    del facts["closes_on"]  # the day known before stands until somebody has said the new one
            sites = tuple(site_of(place, self.postcodes) for place in vacancy.places)
            offers[reference] = Offer(facts, sites, vacancy.asks)
        return offers


def places_in_words(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def wanted(vacancy: Vacancy) -> Wanted:
    return Wanted(vacancy.employer, kind=vacancy.employer_kind)


def events_of(stored: Stored, load: Load) -> list[Event]:
    none: list[str] = []
    verbs = [("opportunity_drafted", one, none) for one in stored.added]
    verbs += [("opportunity_live", one, none) for one in stored.added if one.state == "live"]
    verbs += [("opportunity_changed", one, news) for one, news in stored.changed]
    return [event_of(verb, one, council=load.council, by=load.by, fields=fields) for verb, one, fields in verbs]


def another_format(format_name: str, name: str) -> str:
    others = " or ".join(f"--format {other}" for other in FORMATS if other != format_name)
    keys = " or ".join(f"“{key}”" for key in LISTS)
    return (
        f"“{name}” does not look like {format_name}: no advert in it has a reference. Check the file, or try {others}; "
        f"the list of adverts was looked for under {keys}, or as the whole file."
    )


def records_in(content: Any, name: str) -> list[Mapping[str, Any]]:
    """The adverts of a file: a list, a feed, a graph, or one advert. Raises Refused for one page of several."""
    page = mapping_of(content)
    records = next((page[key] for key in LISTS if isinstance(page.get(key), list)), None)
    if records is None:
        records = list_of(content)
    total, pages = (next(filter(None, map(number_of, map(page.get, names))), None) for names in (TOTALS, PAGES))
    if total is not None and total > len(records) and (pages or 0) > 1:
        raise Refused(
            f"“{name}” is one page of several: {len(records)} of {total} vacancies. Join all pages into one file "
            "first, or the others would look as if they were gone."
        )
    check_rows(len(records), name)
    if not records:
        raise Refused(f"“{name}” has no vacancies in it. Please check that it is the right file.")
    return [mapping_of(one) for one in records]


def display_adverts() -> VacancyReader:
    return VacancyReader("display-advert")


def job_postings() -> VacancyReader:
    return VacancyReader("jobposting")


def services() -> VacancyReader:
    return VacancyReader("open-referral")


def council_vacancies() -> VacancyReader:
    return VacancyReader("council-sheet")

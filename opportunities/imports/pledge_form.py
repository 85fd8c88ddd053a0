"""What a row of the pledge sheet may say: one form for the sheet and for the screen."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import cast

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import timezone

from config.imports.forms import Read, ReadField, SheetForm, ToConfirm
from config.imports.source import Cells, Load, RowRead
from config.reference.figures import minimum_wages
from employers.models import Employer
from opportunities.imports import code_lists as lists
from opportunities.imports import fields
from opportunities.imports.pay_words import stays_in_words
from opportunities.imports.sites import KnownPostcodes, unknown_place
from opportunities.money import too_little
from opportunities.vocabulary.pay import Pay, parse_pay, plausible_pay

BARE_AMOUNT = re.compile(r"£?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?)")
FURTHEST_AHEAD = timedelta(days=366)
AGE = "Type the age as a number, such as 18."


@dataclass(frozen=True, slots=True)
class PledgeNow:
    """A pledge that is there already: how many of it other opportunities hold, and whether the sheet's is a draft."""

    converted_elsewhere: int = 0
    places: int = 0
    is_draft: bool = True


class PledgeForm(SheetForm):
    """One row. Codes are read in the council's own wording; None and "" are "not said"."""

    reference = fields.needed("Reference", 100, "Give the pledge a reference: a number or word of its own.")
    pledged_on = fields.day("Pledged On")
    event = fields.text("Event", 150)
    event_date = fields.day("Event Date")
    employer = fields.needed("Employer", 150, "Say who made the pledge.")
    employer_kind = fields.code("Employer Kind")
    sector = fields.text("Sector", 60)
    employer_postcode = fields.postcode("Employer Postcode")
    contact_name = fields.text("Contact Name", 100)
    contact_email = fields.email("Contact E-mail")
    contact_phone = fields.text("Contact Phone", 30)
    covenant_signatory = fields.code("Covenant Signatory")
    kind = fields.NeededCode("Kind", "Say what is pledged, such as “Job” or “Work shadowing”.")
    category = fields.code("Category")
    title = fields.needed("Title", 150, "Say in a few words what is offered.")
    description = fields.text("Description", 4_000)
    quantity = fields.whole("Quantity", "Type how many are pledged, such as 2.")
    places = fields.whole("Places", "Type how many places are open, such as 2.")
    sites = fields.AsksField("Sites")
    starts_on = fields.day("Starts On")
    closes_on = fields.day("Closes On")
    hours_per_week = fields.hours("Hours Per Week")
    hours_pattern = fields.text("Hours Pattern", 300)
    pay = fields.text("Pay", 300)
    pay_per = fields.code("Pay Per")
    duration = fields.text("Duration", 60)
    with_training = fields.code("With Training")
    is_remote = fields.code("Remote")
    ring_fenced = fields.code("Ring-fenced")
    guaranteed_interview = fields.code("Guaranteed Interview")
    contextual_minimum = fields.text("Contextual Minimum", 300)
    support_given = fields.codes("Support Given")
    support_not_given = fields.codes("Support Not Given")
    age_from = fields.whole("Age From", AGE, low=14, high=99)
    age_to = fields.whole("Age To", AGE, low=14, high=99)
    level = fields.code("Level")
    english = fields.code("English")
    maths = fields.code("Maths")
    licence = fields.code("Driving Licence")
    right_to_work = fields.code("Right To Work")
    dbs = fields.code("DBS")
    documents = fields.codes("Documents")
    residence = fields.code("Residence")
    other_requirements = fields.AsksField("Other Requirements")
    desirable = fields.AsksField("Desirable")

    def __init__(self, load: Load, postcodes: KnownPostcodes, known: dict[str, PledgeNow]) -> None:
        super().__init__()
        self.postcodes, self.known = postcodes, known
        self.minimum_wages, self.latest = minimum_wages(load.as_of), load.as_of + FURTHEST_AHEAD
        self.fields["quantity"].required = True
        for name, read in readers(load).items():
            cast(ReadField, self.fields[name]).read = read
        self.every_field = self.fields
        self.needed = {name for name, field in self.fields.items() if is_needed(field)}
        self.blank = {name: field.clean("") for name, field in self.fields.items() if name not in self.needed}

    def read_row(self, cells: Cells) -> RowRead:
        """As every sheet's form, but most cells are blank, and those need no cleaning."""
        given = self.needed | {name for name, heading in self.headings.items() if cells.get(heading)}
        self.fields = {name: field for name, field in self.every_field.items() if name in given}
        return super().read_row(cells)

    def clean_sites(self) -> list[str]:
        """Kept as written; a place that cannot be put on the map is asked."""
        sites: list[str] = self.cleaned_data["sites"]
        codes = {site: self.postcodes.site(site).postcode for site in sites}
        unplaced = [
            ToConfirm(unknown_place(site, code), kept=sites, value=site)
            for site, code in codes.items()
            if not self.postcodes.knows(code)
        ]
        if unplaced:
            raise ValidationError(unplaced)
        return sites

    def clean_employer_postcode(self) -> str | None:
        """A postcode that nobody knows names no employer: until it is put right, the name alone does."""
        code: str | None = self.cleaned_data["employer_postcode"]
        if code and not self.postcodes.knows(code):
            raise ToConfirm(f"We do not know the postcode {code}. Please check it: until then the name alone counts.")
        return code

    def clean(self) -> None:
        given, self.fields = self.fields, self.every_field
        self.cleaned_data |= {name: value for name, value in self.blank.items() if name not in given}
        self._clean_days()
        self._clean_places()
        self._clean_ages()
        self._clean_pay()
        said = self.cleaned_data
        both = set(said.get("support_given") or ()) & set(said.get("support_not_given") or ())
        if both:
            self.add_error("support_not_given", f"Given and not given at once: {', '.join(sorted(both))}. Choose one.")

    def _clean_days(self) -> None:
        said = self.cleaned_data
        given = {name: said.get(name) for name in ("pledged_on", "event_date")}
        said["pledged_on"] = said.get("pledged_on") or said.get("event_date")
        if not said["pledged_on"]:
            self.add_error("pledged_on", "Say on which day it was pledged, such as 12/03/2026.")
        if said.get("event") and not said.get("event_date"):
            self.add_error("event_date", f"Say on which day “{said['event']}” was held, such as 12/03/2026.")
        starts, closes = said.get("starts_on"), said.get("closes_on")
        if starts and closes and closes > starts:
            self.add_error("closes_on", "The closing date must not be after the start.")
        for name, on in given.items():
            if on and on > self.latest:
                self.add_error(name, ToConfirm(f"{on:%-d %B %Y} is more than a year ahead. Please check it.", kept=on))

    def _clean_places(self) -> None:
        quantity, places = self.cleaned_data.get("quantity"), self.cleaned_data.get("places")
        now = self.known.get(self.cleaned_data.get("reference", ""), PledgeNow())
        used = now.converted_elsewhere + (places if places and now.is_draft else now.places)
        if quantity and used > quantity:
            sentence = (
                f"{used} places are or would be open, of {quantity} pledged: lower the places, or raise the quantity."
            )
            self.add_error("places", sentence)

    def _clean_ages(self) -> None:
        youngest, oldest = self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")
        if youngest and oldest and youngest > oldest:
            self.add_error("age_to", f"The oldest age must not be under the youngest, {youngest}.")

    def _clean_pay(self) -> None:
        """Pay for certain, or words: see `money.parse_pay`."""
        said = self.cleaned_data
        words, unit = said.get("pay", ""), said.get("pay_per")
        bare = BARE_AMOUNT.fullmatch(words)
        pay = plausible_pay(Decimal(bare[1].replace(",", "")), unit or "") if bare else parse_pay(words)
        said["pay_amount"], said["pay_unit"] = (pay.amount, pay.unit) if pay else (None, "")
        said["pay_words"] = "" if bare and pay else words
        if pay:
            self._check_wage(pay)
        elif not bare and not stays_in_words(words):
            self.add_error("pay", ToConfirm("Type the pay as a number, such as 12.71; kept as words.", kept=words))
        elif bare and unit:
            self.add_error("pay", ToConfirm(f"Can {words} a {unit} be right? Please check the pay and its time."))
        elif bare and not self.has_error("pay_per"):
            self.add_error("pay_per", ToConfirm("Say whether the pay is by the hour, week, month or year."))

    def _check_wage(self, pay: Pay) -> None:
        """Under the minimum for everyone it is open to: refused. For some of them only: asked."""
        said = self.cleaned_data
        found = too_little(
            pay,
            kind=said.get("kind") or "",
            hours=said.get("hours_per_week"),
            ages=(said.get("age_from"), said.get("age_to")),
            minimum_wages=self.minimum_wages,
        )
        if found and found.for_everyone:
            self.add_error("pay", f"{found.sentence}. Raise the pay, or say which ages it is for.")
        elif found:
            self.add_error("pay", ToConfirm(f"{found.sentence}. Please ask what they pay at that age."))


def is_needed(field: Field) -> bool:
    return field.required or isinstance(field, fields.NeededCode)


def readers(load: Load) -> dict[str, Read]:
    """How each coded column is read, by field."""
    council, on = load.council, timezone.localdate()
    support = lists.list_reader("support_attributes", "support", council=council, on=on)
    answers = (
        "covenant_signatory",
        "with_training",
        "is_remote",
        "ring_fenced",
        "guaranteed_interview",
        "right_to_work",
    )
    return {
        "employer_kind": lists.reader_of("kind of employer", dict(Employer.Kind.choices)).read,
        "kind": lists.list_reader("kinds", "kind of offer", council=council, on=on).read,
        "category": lists.category_reader().read,
        "pay_per": lists.reader_of("time of pay", {unit: unit for unit in lists.PAY_UNITS}, lists.PAY_UNITS).read,
        "support_given": support.read,
        "support_not_given": support.read,
        "level": lists.asked_level,
        **dict.fromkeys(("english", "maths"), lists.asked_subject),
        "licence": lists.reader_of("driving licence", lists.LICENCES, lists.LICENCE_SPELLINGS).read,
        "dbs": lists.reader_of("DBS check", lists.DBS_LEVELS, {"none": lists.NO}).read,
        "documents": lists.reader_of("document", lists.DOCUMENTS, lists.DOCUMENT_SPELLINGS).read,
        "residence": lists.residence_reader(council).read,
        **dict.fromkeys(answers, lists.yes_no_reader("answer").read),
    }

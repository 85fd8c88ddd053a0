"""The pages and files of the monthly pack."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime

from config.accounts.models import Council
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.tables import Cell, Column, Table, paged
from matching.reports.pack.actions import agree_pack, correct_pack, draw_up_pack
from matching.reports.pack.files import csv, pdf, workbook
from matching.reports.pack.forms import CorrectionForm
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.page import shown, standing_of
from matching.reports.pack.period import Period
from matching.reports.pack.policies import meeting_of, missing_reasons, why_not_agreed

COLUMNS = (
    Column("Month", heads=True),
    Column("Version", number=True),
    Column("Position on"),
    Column("Where it stands"),
)
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FiguresScreen(Screen):
    may = (Permission.SEE_FIGURES,)

    @property
    def council(self) -> Council:
        assert self.user.council is not None
        return self.user.council

    @cached_property
    def kept(self) -> MonthlyPack:
        packs = MonthlyPack.objects.visible_to(self.user).select_related("council", "agreed_by", "drawn_up_by")
        return self.one(packs, public_id=self.kwargs["pack"])


class Packs(FiguresScreen):
    """Every month's pack, and for the panel the months that have none yet."""

    template_name = "pack/packs.html"
    heading = "Monthly pack"

    def context(self) -> dict[str, Any]:
        packs = MonthlyPack.objects.visible_to(self.user).select_related("agreed_by").defer("pictures")
        page = paged(self.request, packs)
        draws = self.user.may(Permission.DECIDE_AT_PANEL)
        return {
            "table": _table_of(page),
            "months": [(month, f"Draw up the pack of {month:%B %Y}") for month in self._without_pack()]
            if draws
            else [],
        }

    def _without_pack(self) -> list[date]:
        """This month and the one before, where nobody has drawn up their pack."""
        this = self.today.replace(day=1)
        months = [this, Period.of(self.council, this, self.today).before.replace(day=1)]
        there = set(MonthlyPack.objects.filter(council=self.council).values_list("month", flat=True))
        return [month for month in months if month not in there]


def _table_of(page: Any) -> Table:
    rows = [
        [
            Cell(f"{row.month:%B %Y}", href=reverse("pack", kwargs={"pack": row.public_id})),
            row.version,
            f"{date.fromisoformat(row.figures['day']):%-d %B %Y}",
            standing_of(row) if row.state != "replaced" else row.get_state_display(),
        ]
        for row in page
    ]
    return Table("Packs", COLUMNS, rows, "Newest first.", "No pack has been drawn up yet.", page=page)


class PackPage(FiguresScreen):
    template_name = "pack/pack.html"

    def back(self) -> tuple[str, str]:
        return reverse("packs"), "All packs"

    def context(self) -> dict[str, Any]:
        kept, pack = self.kept, self.kept.pack
        chairs = self.user.may(Permission.CHAIR_PANEL)
        drafts = kept.state == "draft" and self.user.may(Permission.DECIDE_AT_PANEL)
        meeting = meeting_of(kept) if drafts else None
        return {
            "heading": pack.title,
            "kept": kept,
            "pack": pack,
            "standing": standing_of(kept),
            "sections": shown(pack, kept.pictures, self._csv_of),
            "drafts": drafts,
            "chairs": chairs,
            "why_not": why_not_agreed(kept) if drafts else "",
            "meeting": meeting,
            "missing": missing_reasons(meeting),
            "drawn_up_at": kept.drawn_up_at.isoformat(),
        }

    def _csv_of(self, table: Any) -> str:
        return reverse("pack_table", kwargs={"pack": self.kept.public_id, "table": table.code})


class DrawUpPack(FiguresScreen, ActionScreen):
    """The draft of a month, also again."""

    may = (Permission.DECIDE_AT_PANEL,)

    def act(self) -> str:
        month = parse_date(f"{self.request.POST.get('month', '')}-01")
        if month is None:
            raise Refused("Choose the month of the pack.")
        self.made = draw_up_pack(council=self.council, month=month, by=self.user)
        return f"Drawn up: {self.made.pack.standfirst}"

    def next_url(self) -> str:
        made = getattr(self, "made", None)
        return reverse("pack", kwargs={"pack": made.public_id}) if made else reverse("packs")


class AgreePack(FiguresScreen, ActionScreen):
    may = (Permission.CHAIR_PANEL,)

    def act(self) -> str:
        at = parse_datetime(self.request.POST.get("drawn_up_at", ""))
        if at is None:
            raise Refused("Read the pack on its page, then agree it there.")
        return standing_of(agree_pack(self.kept, drawn_up_at=at, by=self.user))

    def next_url(self) -> str:
        return reverse("pack", kwargs={"pack": self.kept.public_id})


class CorrectPack(FiguresScreen, FormScreen):
    """A new version beside the agreed one."""

    may = (Permission.CHAIR_PANEL,)
    form_class = CorrectionForm
    heading = "Correct an agreed pack"
    button = "Draw up a new version"
    waits = "Counting every figure of the month. A few seconds more."

    def back(self) -> tuple[str, str]:
        return reverse("pack", kwargs={"pack": self.kept.public_id}), "Back to the pack"

    def act(self, form: CorrectionForm) -> str:
        self.made = correct_pack(self.kept, because=form.cleaned_data["because"], by=self.user)
        return f"Version {self.made.version} is drawn up. Read it, then agree it."

    def next_url(self) -> str:
        return reverse("pack", kwargs={"pack": self.made.public_id})


class PackFile(FiguresScreen):
    """A file of the pack; the trail tells of it."""

    def sent(self, data: bytes, kind: str, name: str) -> HttpResponse:
        record(
            "export_made", self.kept, council=self.council, by=self.user, purpose="monthly_pack", file=name,
            version=self.kept.version,
        )  # fmt: skip
        headers = {"Content-Disposition": f'attachment; filename="eet-pack-{self.kept.month:%Y-%m}-{name}"'}
        return HttpResponse(data, content_type=kind, headers=headers)


class PackPdf(PackFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.sent(pdf(self.kept), PDF, "pack.pdf")


class PackWorkbook(PackFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.sent(workbook(self.kept), XLSX, "pack.xlsx")


class PackTable(PackFile):
    """One table as csv: the rows of the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = next((one for one in self.kept.pack.tables if one.code == kwargs["table"]), None)
        if table is None:
            raise Http404
        return self.sent(csv(table), "text/csv; charset=utf-8", f"{table.code}.csv")

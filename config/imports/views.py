"""Loading files (S4): send one, see what it would do, load it; files loaded before."""

from collections.abc import Sequence
from mimetypes import guess_type
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.imports import waiting as waiting_files
from config.imports.file_forms import FileForm
from config.imports.models import ImportFile, Source, ValueToConfirm, WaitingFile
from config.imports.readers import reader_of, sources_for
from config.imports.report import ImportReport
from config.imports.report_tables import LEFT_OUT_COLUMNS, PROBLEM_COLUMNS, in_rows, problem_rows, what_would_happen
from config.imports.sheet_error import SheetError
from config.refusal import Refused
from config.screens.forms import Form
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table, csv_response, paged

LEFT_OUT = "Rows that were left out"
LARGE, ROWS_IN_5_S = 1_000, 1_500
LOADERS = (Permission.IMPORT_PEOPLE, Permission.IMPORT_OFFERS)
EXAMPLES = settings.BASE_DIR / "docs" / "templates"
EXAMPLE_OF: dict[str, str] = {
    Source.COHORT: "cohort.csv",
    Source.AUDIT: "audit.csv",
    Source.PLEDGES: "pledges.csv",
    Source.DISPLAY_ADVERT: "vacancies.json",
    Source.COUNCIL_VACANCIES: "council-vacancies.csv",
}
"""The heads of each kind of file with a row or two, as `docs/file-formats.md` explains them."""
COLUMNS = (
    Column("File", heads=True), Column("Kind"), Column("Describes"), Column("Loaded"), Column("By"),
    Column("Taken", number=True), Column("Refused", number=True), Column("To confirm", number=True),
)  # fmt: skip


class Files(Screen):
    """What waits for this person, and every file loaded before."""

    may = LOADERS
    template_name = "imports/files.html"
    heading = "Files"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") == "csv":
            return csv_response("files-loaded", COLUMNS, [file_cells(file) for file in self.files()])
        return self.show()

    def files(self) -> Any:
        kinds = sources_for(self.user)
        return ImportFile.objects.visible_to(self.user).filter(source__in=kinds).select_related("by")

    def context(self) -> dict[str, Any]:
        page = paged(self.request, self.files())
        table = Table(
            "Files loaded before", COLUMNS, [file_cells(file) for file in page], order="The newest first.", page=page,
            csv="?as=csv", empty="No file was loaded yet. Begin with the cohort: the other files are joined to it.",
        )  # fmt: skip
        return {
            "table": table,
            "waiting": WaitingFile.objects.visible_to(self.user),
            "feeds": reverse("followed_feeds") if self.user.may(Permission.IMPORT_OFFERS) else "",
            "questions": ValueToConfirm.objects.visible_to(self.user).open().count(),
        }


class SendFile(FormScreen):
    """Sent, checked and kept until it is loaded; nothing of it is stored yet."""

    may = LOADERS
    form_class = FileForm
    template_name = "imports/send.html"
    heading, button = "Load a file", "Check this file"
    lead = "First we only check it, and show you what would happen. Nothing is stored before you say so."
    waits = "The file is being read. Leave this page open."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With `?example=cohort` the file itself, to fill in."""
        source = request.GET.get("example")
        if source in self.examples:
            name = self.examples[source]
            sent = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse((EXAMPLES / name).read_bytes(), content_type=guess_type(name)[0], headers=sent)
        return super().get(request, *args, **kwargs)

    @cached_property
    def examples(self) -> dict[str, str]:
        """Names of example files by the kind of file, of those that this user may load."""
        return {source: EXAMPLE_OF[source] for source in sources_for(self.user) if source in EXAMPLE_OF}

    def context(self) -> dict[str, Any]:
        return {"examples": [(f"?example={source}", Source(source).label) for source in self.examples]}

    def form_kwargs(self) -> dict[str, Any]:
        return {"sources": sources_for(self.user)}

    def initial(self) -> dict[str, Any]:
        return {"source": self.request.GET.get("kind", "")}

    def back(self) -> tuple[str, str]:
        return reverse("files"), "Files"

    def act(self, form: FileForm) -> HttpResponse:
        file, said = form.cleaned_data["file"], form.cleaned_data
        try:
            kept = waiting_files.keep_waiting(
                data=file.read(), name=file.name, source=Source(said["source"]), as_of=said["as_of"], by=self.user
            )
        except SheetError as error:
            raise Refused(str(error), field="file") from error
        except Refused as error:
            raise type(error)(str(error), field=error.field or "file") from error
        return HttpResponseRedirect(reverse("waiting_file", args=[kept.public_id]))


class OfWaiting(Screen):
    """Pages of a file that waits: its sender's alone."""

    may = LOADERS

    @cached_property
    def waiting(self) -> WaitingFile:
        return self.one(
            WaitingFile.objects.visible_to(self.user).select_related("by", "council"),
            public_id=self.kwargs["waiting"],
        )

    def check_may_open(self) -> None:
        super().check_may_open()
        assert self.waiting


class CheckedFile(OfWaiting, FormScreen):
    """What loading it would do now: worked out anew each time, since others load files too."""

    template_name = "imports/checked.html"
    button = "Load this file"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("as") == "csv" and (report := self.report):
            council, rows = self.waiting.council, len(report.rows_with_problems)
            record("export_made", council, council=council, by=self.user, what="file_check", rows=rows)
            return csv_response("rows-to-look-at", PROBLEM_COLUMNS, problem_rows(report))
        return self.show(form=Form())

    @cached_property
    def report(self) -> ImportReport | None:
        """None for a file that is older than the newest: its sender is asked first."""
        try:
            return waiting_files.check_waiting(self.waiting)
        except Refused as error:
            self.refused = str(error)
            return None

    def context(self) -> dict[str, Any]:
        report, reader = self.report, reader_of(self.waiting.source)
        context = {"heading": f"{self.waiting.get_source_display()}: what would happen", "waiting": self.waiting}
        if report is None:
            newest = waiting_files.newest_loaded(self.waiting)
            is_older = bool(newest and newest.as_of > self.waiting.as_of and not self.waiting.older_anyway)
            return context | {"refused": self.refused, "newest": newest if is_older else None}
        rows = problem_rows(report)
        page = paged(self.request, rows)
        table = Table(
            "Rows to look at", PROBLEM_COLUMNS, list(page), order="In the order of the file.", page=page, csv="?as=csv"
        )
        return context | {
            "report": report,
            "sentences": what_would_happen(report, is_feed=reader.is_feed),
            "table": table if rows else None,
            "was_loaded": not report.rows,
            "sent": in_rows(len(report.rows)),
            "seconds": seconds_for(len(report.rows)),
            "good": sum(report.counts.values()) - report.counts["refused"],
        }

    def back(self) -> tuple[str, str]:
        return reverse("files"), "Files"

    def act(self, form: Form) -> HttpResponse | str:
        take_good_rows = self.request.POST.get("rows") == "good"
        report = waiting_files.load_waiting(self.waiting, take_good_rows=take_good_rows, by=self.user)
        file = ImportFile.objects.filter(council=self.user.council_id, source=report.source).latest("recorded_at")
        self.loaded = file
        return f"{file.name} is loaded."

    def next_url(self) -> str:
        return reverse("loaded_file", args=[self.loaded.public_id])


class WantAsHistory(OfWaiting, ActionScreen):
    def act(self) -> None:
        waiting_files.want_as_history(self.waiting)

    def next_url(self) -> str:
        return reverse("waiting_file", args=[self.kwargs["waiting"]])


class StartAgain(OfWaiting, ActionScreen):
    def act(self) -> str:
        self.kind = self.waiting.source
        waiting_files.start_again(self.waiting)
        return "The file is gone. Nothing of it was stored."

    def next_url(self) -> str:
        return f"{reverse('send_file')}?kind={self.kind}"


class LoadedFile(TableFile):
    """What became of a file, what is still to confirm of it, and who was in the one before."""

    may = LOADERS
    template_name = "imports/loaded.html"
    file_name = "rows-left-out"

    @cached_property
    def loaded(self) -> ImportFile:
        files = ImportFile.objects.visible_to(self.user).filter(source__in=sources_for(self.user)).select_related("by")
        return self.one(files, public_id=self.kwargs["file"])

    def context(self) -> dict[str, Any]:
        file = self.loaded
        page = paged(self.request, file.left_out)
        open_questions = file.values_to_confirm.open()
        return {
            "heading": file.name,
            "file": file,
            "mine": open_questions.visible_to(self.user).count(),
            "others": open_questions.count() - open_questions.visible_to(self.user).count(),
            "facts": facts_of(file),
            "table": self.left_out(list(page.object_list), page) if file.left_out else None,
        }

    def left_out(self, faults: Sequence[Any], page: Page | None = None) -> Table:
        """What was refused of it, so that it can be put right and sent again."""
        rows = [[number, key or "None given", column or "The whole row", said] for number, key, column, said in faults]
        return Table(LEFT_OUT, LEFT_OUT_COLUMNS, rows, order="In the order of the file.", page=page, csv=AS_FILE)

    def whole(self) -> Table:
        return self.left_out(self.loaded.left_out)

    def leaves_the_service(self, table: Table) -> None:
        file, rows = self.loaded, len(table.rows)
        record("export_made", file, council=file.council, by=self.user, what="rows_left_out", rows=rows)

    def back(self) -> tuple[str, str]:
        return reverse("files"), "Files"


def seconds_for(rows: int) -> int:
    """About how long storing them takes, in full fives; 0 where nobody notices (measured: docs/running.md)."""
    return round(rows / ROWS_IN_5_S + 0.5) * 5 if rows >= LARGE else 0


def file_cells(file: ImportFile) -> list[Any]:
    loaded = timezone.localtime(file.recorded_at)
    name = Cell(file.name, reverse("loaded_file", args=[file.public_id]))
    return [
        name, file.get_source_display(), f"{file.as_of:%-d %B %Y}", f"{loaded:%-d %B %Y, %H:%M}",
        file.by.name if file.by else "The service", file.taken + file.to_confirm, file.refused, file.to_confirm,
    ]  # fmt: skip


def facts_of(file: ImportFile) -> dict[str, Any]:
    """For the summary list."""
    loaded, who = timezone.localtime(file.recorded_at), file.by.name if file.by else "the service"
    rows = [
        ("Kind", file.get_source_display()),
        ("Describes", f"{file.as_of:%-d %B %Y}"),
        ("Loaded", f"{loaded:%-d %B %Y at %H:%M} by {who}"),
        ("Taken", in_rows(file.taken + file.to_confirm)),
        ("With something to confirm", in_rows(file.to_confirm)),
        ("As they were", in_rows(file.unchanged)),
        ("Refused", in_rows(file.refused)),
    ]
    return {"rows": [{"key": {"text": key}, "value": {"text": value}} for key, value in rows]}

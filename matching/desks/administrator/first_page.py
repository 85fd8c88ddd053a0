"""What an administrator opens first: what needs them, and what they look after with how it stands today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.imports.models import ImportFile, ValueToConfirm, WaitingFile
from config.jobs.models import JobRun
from config.jobs.watch import standing
from config.reference.figures import targets
from config.reference.named_owners import named_owners, not_named, to_name
from config.screens.pages import Screen
from matching.desks.lines import Line
from matching.shortlists.weights import weights_on

STILL_SAID = timedelta(days=14)
"""For so long a file's faulty rows are told of here."""


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """One subject: how it stands in a sentence, and the way to it."""

    heading: str
    sentence: str
    action: str
    href: str


class AdministratorDesk(Screen):
    may = (Permission.MANAGE_USERS,)
    template_name = "administrator/desk.html"
    heading = "What needs you today"

    def context(self) -> dict[str, Any]:
        active = User.objects.filter(council=self.user.council, is_active=True)
        users = active.aggregate(all=Count("pk"), without=Count("pk", filter=Q(roles=[])))
        files = list(ImportFile.objects.visible_to(self.user).order_by("source", "-recorded_at").distinct("source"))
        return {
            "lines": list(lines(self.user, users["without"], files, self.today)),
            "looked_after": list(looked_after(self.user, users["all"], files, self.today)),
        }


def lines(user: User, without_role: int, files: Sequence[ImportFile], day: date) -> Iterator[Line]:
    """What waits, what somebody else is stopped by first. `files`: the newest of each kind."""
    if without_role:
        said = (
            "1 person has no role yet, and"
            if without_role == 1
            else f"{without_role} people have no role yet, and each"
        )
        yield Line(f"{said} can open nothing.", "Give roles", reverse("users") + "?show=without", "New", "blue")
    yield from _failed_jobs(user)
    yield from _waiting_files(user)
    yield from _faulty_rows(files, day)
    yield from _questions(user)


def _failed_jobs(user: User) -> Iterator[Line]:
    newest = JobRun.objects.visible_to(user).newest()
    number = sum(run.state == JobRun.State.FAILED for run in newest)
    if number:
        said = "1 job of the timetable" if number == 1 else f"{number} jobs of the timetable"
        yield Line(f"{said} did not finish.", "See why", reverse("timetable"), "Did not finish", "red")


def _waiting_files(user: User) -> Iterator[Line]:
    for file in WaitingFile.objects.visible_to(user):
        href = reverse("waiting_file", args=[file.public_id])
        yield Line(f"{file.name} is checked and not loaded yet.", "Load it or start again", href)


def _faulty_rows(files: Sequence[ImportFile], day: date) -> Iterator[Line]:
    for file in files:
        if file.refused and timezone.localdate(file.recorded_at) >= day - STILL_SAID:
            rows = "1 row was" if file.refused == 1 else f"{file.refused:,} rows were"
            loaded = f"{timezone.localdate(file.recorded_at):%-d %B}"
            href = reverse("loaded_file", args=[file.public_id])
            yield Line(f"{file.name}, loaded on {loaded}: {rows} left out.", "See the rows", href)


def _questions(user: User) -> Iterator[Line]:
    number = ValueToConfirm.objects.visible_to(user).open().count()
    if number:
        said = "1 value from a file waits" if number == 1 else f"{number:,} values from files wait"
        yield Line(f"{said} for you to confirm.", "Confirm them", reverse("values_to_confirm"))


def looked_after(user: User, users: int, files: Sequence[ImportFile], day: date) -> Iterator[LookedAfter]:
    council = user.council
    assert council is not None
    said = "1 person can sign in." if users == 1 else f"{users} people can sign in."
    yield LookedAfter("Users", said, "See users", reverse("users"))
    yield _files(files)
    yield LookedAfter("Timetable", standing(timezone.now()).sentence, "See the jobs", reverse("timetable"))
    now = weights_on(day, council)
    said = f"“{now.name}” counts since {now.valid_from:%-d %B %Y}."
    yield LookedAfter("Weights of the matcher", said, "See the weights", reverse("weights"))
    yield LookedAfter("Coded lists", "The words may be your own.", "See the lists", reverse("reference_lists"))
    yield _targets(council, day)
    yield _owners(council)
    yield _phone(council)
    kept = "Every change, and every look at a record, is kept."
    yield LookedAfter("Who did what", kept, "Look for events", reverse("trail_search"))


def _files(files: Sequence[ImportFile]) -> LookedAfter:
    newest = max(files, key=lambda file: file.recorded_at, default=None)
    said = (
        f"The last one, {newest.name}, was loaded on {timezone.localdate(newest.recorded_at):%-d %B %Y}."
        if newest
        else "None was loaded yet."
    )
    return LookedAfter("Files", said, "See files", reverse("files"))


def _targets(council: Council, day: date) -> LookedAfter:
    aims = targets(council, day).filter(measure="eet").values_list("percent", flat=True)
    said = " and ".join(f"{float(percent):g}%" for percent in aims)
    said = f"{said} in education, employment or training." if said else "None is set."
    return LookedAfter("Targets and dated figures", said, "See the figures", reverse("dated_figures"))


def _owners(council: Council) -> LookedAfter:
    """Told as long as an owner of themes and actions has nobody behind it."""
    owners = to_name(council)
    missing = len(not_named(owners, named_owners(council)))
    said = "Each has a person and a deputy."
    if missing:
        said = f"{missing} of {len(owners)} have no person or no deputy yet."
    return LookedAfter("Owners of themes and actions", said, "Name them", reverse("named_owners"))


def _phone(council: Council) -> LookedAfter:
    said = f"{council.phone} stands on every young person’s own page." if council.phone else "Not known yet."
    return LookedAfter("Number for young people", said, "Change it", reverse("council_phone"))

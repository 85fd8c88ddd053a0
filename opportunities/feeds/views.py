"""Feeds that the council follows, for who loads its files (O7)."""

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone

from config.accounts.permissions import Permission
from config.imports.file_forms import HINTS
from config.imports.models import Source
from config.screens.forms import ChoiceField, Form, TextField
from config.screens.pages import FormScreen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table
from opportunities.feeds.actions import end_feed, follow_feed
from opportunities.models import FollowedFeed

COLUMNS = (
    Column("Address", heads=True),
    Column("What it holds"),
    Column("Last read"),
    Column("What came of it"),
    Column("Followed by"),
)
TITLE = "Feeds we follow"


class FeedForm(Form):
    address = TextField("Where is it?", most=250, missing="Type the address of the feed",
                        hint="Its whole address, such as https://jobs.example.org/feed.json")  # fmt: skip
    source = ChoiceField(
        "What does it hold?", FollowedFeed.Kind.choices, missing="Choose what the feed holds",
        hint="One of each kind: what is gone from it counts as gone.",
        hints={kind: HINTS[Source(kind)] for kind in FollowedFeed.Kind.values},
    )  # fmt: skip


class FollowedFeeds(TableFile, FormScreen):
    may: ClassVar = (Permission.IMPORT_OFFERS,)
    template_name = "feeds/feeds.html"
    form_class = FeedForm
    heading = TITLE
    file_name = "feeds"
    button = "Follow it"
    lead = (
        "A feed is read every morning in your name: what is new goes live or waits for its review, "
        "what is gone is closed and everybody put forward is told."
    )

    def context(self) -> dict[str, Any]:
        rows = feeds_of(self.user.council_id).select_related("by")
        cells = [
            [
                Cell(row.address, reverse("end_feed", args=[row.public_id])),
                row.get_source_display(),
                f"{timezone.localtime(row.read_at):%-d %B %Y, %H:%M}" if row.read_at else "Not yet",
                row.outcome or "It is read tomorrow morning.",
                row.by.name,
            ]
            for row in rows
        ]
        empty = "None yet. A file can be loaded by hand at any time."
        return {"table": Table(TITLE, COLUMNS, cells, order="Newest first.", empty=empty, csv=AS_FILE)}

    def back(self) -> tuple[str, str]:
        return reverse("files"), "Files"

    def act(self, form: Any) -> str:
        follow_feed(**form.cleaned_data, by=self.user)
        return "It is read from tomorrow morning on."

    def next_url(self) -> str:
        return reverse("followed_feeds")


class EndFeed(FormScreen):
    may: ClassVar = (Permission.IMPORT_OFFERS,)
    button = "Stop following it"
    lead = "It is read no more. What it brought stays as it is, until you or a newer file change it."

    @cached_property
    def feed(self) -> FollowedFeed:
        return self.one(feeds_of(self.user.council_id), public_id=self.kwargs["feed"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Stop following {self.feed.address}"}

    def back(self) -> tuple[str, str]:
        return reverse("followed_feeds"), TITLE

    def act(self, form: Any) -> str:
        end_feed(self.feed, by=self.user)
        return "It is read no more."

    def next_url(self) -> str:
        return reverse("followed_feeds")


def feeds_of(council_id: int | None) -> Any:
    return FollowedFeed.objects.filter(council=council_id, ended_at=None)

"""One young person's record, for those who work with them: know Robin without asking again (screens.md 2)."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from aspirations.audits import drafts
from aspirations.models import AspirationAudit, Concern, NoGo, Pause, TellOnce
from aspirations.people.age_clock import birthday_ahead
from aspirations.people.querysets import YoungPersonQuerySet
from aspirations.spells.activity import group
from config.accounts.permissions import Permission
from config.reference.vocabulary import terms
from matching.desks.young_person import told
from matching.desks.young_person.base import PersonScreen
from matching.desks.young_person.head import Head, head_of
from matching.desks.young_person.timeline import Lists, coded_lists, timeline
from matching.nominations.states import LIVE
from matching.shortlists.models import ShortlistEntry

SHORT = 6


class RecordPage(PersonScreen):
    """The head and the tabs that every part of the record has."""

    tab = ""
    heading = "{who}"

    def people(self) -> YoungPersonQuerySet:
        """With what the head says, so that it asks no more of the database."""
        day = self.today
        paused = Pause.objects.filter(
            person=OuterRef("pk"), kind="", lifted_at=None, from_on__lte=day, until_on__gt=day
        )
        live = Count("nominations", filter=Q(nominations__state__in=LIVE), distinct=True)
        return (
            super()
            .people()
            .doing_on(day)
            .annotate(
                open_concerns=Exists(Concern.objects.open().filter(person=OuterRef("pk"))),
                no_goes_stand=Exists(NoGo.objects.filter(person=OuterRef("pk"), lifted_at=None)),
                paused_until=paused.order_by("-until_on").values("until_on")[:1],
                live_nominations=live,
            )
        )

    @cached_property
    def top(self) -> Head:
        return head_of(self.person, self.rights, self.today)

    @property
    def is_manager(self) -> bool:
        return self.user.may(Permission.ASSIGN_ADVISER) and self.may_write("identity")

    def back(self) -> tuple[str, str] | None:
        return None

    def show(self, *, status: int = 200, **more: Any) -> Any:
        return super().show(
            status=status,
            **{"head": self.top, "rights": self.rights, "tabs": self.tabs(), "is_manager": self.is_manager, **more},
        )

    def tabs(self) -> list[tuple[str, str, bool]]:
        """Words, address and whether it is this one; pages that the reader may not open are left out."""
        names = [("Wishes and facts", "person", True), ("Contact and steps", "person_progress", True)]
        names += [("The record", "person_record", "contact" in self.rights or "identity" in self.rights)]
        names += [("Handover sheet", "handover", "concerns" in self.rights)]
        names += [("Who saw this record", "who_saw", "seen" in self.rights)]
        own = [(words, self.page(name), name == self.tab) for words, name, shown in names if shown]
        others = []
        if self.may_read("nominations") and (matches := self.page("matches")):
            others.append(("Matches", matches, False))
        if self.may_write("contact") and (own_page := self.page("own_page_link")):
            others.append(("Own page", own_page, False))
        return [*own[:1], *others, *own[1:]]


class Person(RecordPage):
    """Wishes and facts."""

    tab = "person"
    template_name = "young_person/person.html"
    group = "wishes"
    fields = ("identity", "contact", "wishes", "circumstances", "support_needs", "right_to_work", "nominations")

    @cached_property
    def coded(self) -> Lists:
        return coded_lists(self.council)

    @cached_property
    def audits(self) -> list[AspirationAudit]:
        rows = self.person.aspiration_audits.select_related("recorded_by").defer("home").order_by("-version")
        return list(rows.prefetch_related("wishes"))

    def context(self) -> dict[str, Any]:
        audit = next((row for row in self.audits if row.is_current), None)
        happened = timeline(self.person, self.rights, self.coded)
        rights = list(terms("rights", council=self.council).values()) if self.top.birthday else []
        return {
            "audit": audit,
            "earlier": next((row for row in self.audits if audit and row.version < audit.version), None),
            "happened": happened[:SHORT],
            "more": len(happened) - SHORT,
            "told_once": TellOnce.objects.standing().filter(person=self.person) if self.may_read("concerns") else [],
            "ahead": birthday_ahead(self.person.born_on, rights, self.today),
            "matches": self.matches(),
            "unfinished": self.rights.get("wishes") == "W" and drafts.draft_of(self.person, self.user),
            **(self.answers(audit) if audit else {}),
        }

    def matches(self) -> bool:
        if not self.may_read("nominations") or group(getattr(self.person, "activity", "") or "") == "eet":
            return False
        return ShortlistEntry.objects.newest().filter(person=self.person).exists()

    def answers(self, audit: AspirationAudit) -> dict[str, Any]:
        wishes = list(audit.wishes.all())
        return {
            "own_words": [wish for wish in wishes if wish.reading != "worry"],
            "worry": any(wish.reading == "worry" for wish in wishes),
            "readings": [*told.readings(self.person.called, wishes), *told.ready_for(audit, self.coded)],
            "circumstances": [
                *told.circumstances(audit),
                *told.right_to_work(audit, self.rights.get("right_to_work")),
                *told.support(audit, self.rights, self.coded),
            ],
        }

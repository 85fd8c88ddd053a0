"""The young person's own meeting as a calendar file, to keep on their phone."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from matching.desks.calendars.entries import Entry, interviews_of, name_of
from matching.desks.calendars.files import as_file
from matching.desks.own_page.base import OwnPage
from matching.nominations.models import Nomination


class OwnMeeting(OwnPage):
    shows: ClassVar = ("interviews",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = Nomination.objects.filter(person=self.person, public_id=kwargs["nomination"])
        interview = next(interviews_of(mine), None)
        if interview is None:
            raise Http404
        self.note_seen()
        words = f"Bring: {interview.bring}" if interview.bring else ""
        title = f"Meet about: {interview.nomination.opportunity.title}"
        return as_file([Entry(name_of(interview), title, interview.at, interview.place, words)], name="My meeting")

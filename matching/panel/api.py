"""The panel, for programs of those who sit on it: meetings, cases, decisions, and recording one (P1, P2, P3)."""

from typing import Any, ClassVar

import django_filters
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.forms import ChoiceField
from django.urls import path
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH
from config.api.once import plain
from config.api.said import checked_by, said_in
from config.api.views import Call, Door
from config.audit_trail.trail import record_view
from matching.panel import api_fields as fields
from matching.panel.case_facts import facts_of
from matching.panel.minutes_rows import entries
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.plan.deciding import record_chosen
from matching.panel.querysets import PanelMeetingQuerySet
from matching.panel.room_choices import RoomChoices, choices_for
from matching.panel.room_form import RoomForm
from matching.panel.states import MEETING

READ = Door((Permission.SEE_AGENDA,), Scope.READ_PANEL)
WRITE = Door((Permission.DECIDE_AT_PANEL,), Scope.WRITE_PANEL)
TAGS = ["panel"]


class MeetingFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=MEETING.choices)

    class Meta:
        model = PanelMeeting
        fields = ("state",)


class OfMeetings(Call):
    doors: ClassVar = {"GET": READ}
    queryset = PanelMeeting.objects.all()
    serializer_class: Any = fields.MeetingSerializer

    def rows(self, user: User) -> PanelMeetingQuerySet:
        rows: PanelMeetingQuerySet = PanelMeeting.objects.visible_to(user)
        return rows.select_related("council")

    def seen(self, people: list[YoungPerson], *what: str) -> None:
        user = self.request.user
        record_view(people, council=user.council, by=user, purpose="program", fields=["identity", *what])


class Meetings(OfMeetings):
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    filterset_class = MeetingFilter
    ordering_fields = ("held_on",)
    ordering = ("-held_on",)

    @extend_schema(operation_id="list_meetings", tags=TAGS, responses=fields.MeetingSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page()


class OneMeeting(OfMeetings):
    @extend_schema(operation_id="read_meeting", tags=TAGS)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.answer(self.one())


class Cases(OfMeetings):
    """The agenda in its order: most points first."""

    serializer_class = fields.CaseSerializer
    filter_backends = (OrderingFilter,)
    ordering_fields = ("position",)
    ordering = ("-points", "part", "position")

    @extend_schema(operation_id="list_cases", tags=TAGS, responses=fields.CaseSerializer(many=True))
    def get(self, request: Request, **kwargs: Any) -> Response:
        rows = self.filter_queryset(cases_for(request.user).filter(meeting=self.one()))
        found = self.paginate_queryset(rows)
        self.seen([item.person for item in found if item.is_open], "need", "decisions")
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


class Decisions(OfMeetings):
    """As the minutes say them, in the order of the agenda."""

    serializer_class = fields.DecisionsSerializer

    @extend_schema(operation_id="read_decisions", tags=TAGS)
    def get(self, request: Request, **kwargs: Any) -> Response:
        decided, carried = entries(self.one(), request.user)
        named = [entry.decision.item.person for entry in [*decided, *carried] if entry.named]
        self.seen(named, "decisions", "actions")
        return Response(self.show({"decided": decided, "carried_over": carried}))


def cases_for(user: User) -> Any:
    """Cases of the meetings this user may see; `is_open` where also the record is, and they did not step back."""
    open_ones = AgendaItem.objects.visible_to(user).filter(pk=OuterRef("pk"), person__died_on=None)
    items = AgendaItem.objects.filter(meeting__in=PanelMeeting.objects.visible_to(user))
    return items.annotate(is_open=Exists(open_ones.exclude(conflicts__member=user))).select_related(
        "person__personal_adviser", "person__social_worker", "person__manager", "meeting__council", "decision",
        "asked_by",
    )  # fmt: skip


class OfCases(Call):
    doors: ClassVar = {"GET": READ}
    queryset = AgendaItem.objects.all()
    serializer_class: Any = fields.CaseSerializer

    def rows(self, user: User) -> Any:
        return cases_for(user).filter(is_open=True)

    def seen(self, item: AgendaItem, *what: str) -> None:
        record_view([item.person], council=item.meeting.council, by=self.request.user, purpose="panel", fields=what)

    def choices(self, item: AgendaItem) -> RoomChoices:
        day = timezone.localdate()
        return choices_for(facts_of(item, day), self.request.user, day)


class OneCase(OfCases):
    @extend_schema(operation_id="read_case", tags=TAGS)
    def get(self, request: Request, **kwargs: Any) -> Response:
        item = self.one()
        self.seen(item, "identity", "need", "decisions")
        return self.answer(item)


class CaseChoices(OfCases):
    """What can be decided, as the panel room offers it."""

    @extend_schema(operation_id="read_case_choices", tags=TAGS, responses=fields.ChoicesSerializer)
    def get(self, request: Request, **kwargs: Any) -> Response:
        item = self.one()
        self.seen(item, "identity", "wishes", "matches", "decisions", "actions")
        choices = self.choices(item)
        offered = RoomForm(choices=choices, day=timezone.localdate()).fields.items()
        found = {
            "decisions": choices.decisions,
            "fields_offered": {name: of_field(field) for name, field in offered if isinstance(field, ChoiceField)},
        }
        return Response(plain(fields.ChoicesSerializer(found).data), headers={"ETag": self.etag(item)})


def of_field(field: ChoiceField) -> list[dict[str, str]]:
    """Each choice, those of groups after one another; nothing chosen is left out."""
    flat: list[dict[str, str]] = []
    for code, label in field.widget.choices:
        rows = label if isinstance(label, list | tuple) else [(code, label)]
        flat += [{"code": str(one), "label": str(words)} for one, words in rows if one]
    return flat


class Decide(OfCases):
    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="record_decision", tags=TAGS, parameters=[IF_MATCH], request=fields.SaidDecision,
        responses={200: fields.CaseSerializer}, examples=[fields.DECIDE],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Records the decision of a case while the meeting is in session, as the panel room does."""
        item = self.locked(request)
        said, choices = said_in(fields.SaidDecision, request.data), self.choices(item)
        form = checked_by(RoomForm, said, choices=choices, day=timezone.localdate())
        record_chosen(item, form.cleaned_data, choices, by=request.user)
        return self.answer(self.one())


ONE = "panel-meetings/<uuid:id>/"
urlpatterns = [
    path("panel-meetings/", Meetings.as_view(), name="api_meetings"),
    path(ONE, OneMeeting.as_view(), name="api_meeting"),
    path(f"{ONE}cases/", Cases.as_view(), name="api_meeting_cases"),
    path(f"{ONE}decisions/", Decisions.as_view(), name="api_meeting_decisions"),
    path("panel-cases/<uuid:id>/", OneCase.as_view(), name="api_case"),
    path("panel-cases/<uuid:id>/choices/", CaseChoices.as_view(), name="api_case_choices"),
    path("panel-cases/<uuid:id>/decision/", Decide.as_view(), name="api_decide"),
]

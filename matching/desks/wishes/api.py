"""What young people told us, for programs: every version, and a new one by the questions of the pages (A3)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from aspirations.audits.actions import MOST_WISHES
from aspirations.audits.drafts import answers_of, record_answers, worries_in
from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.field_groups import rights
from aspirations.people.querysets import OPENS_RECORDS
from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import KEY
from config.api.once import once
from config.api.said import checked_by, said_in
from config.api.views import Call, Door
from config.audit_trail.trail import record_view
from config.refusal import NotAllowed, Refused
from matching.desks.wishes.api_fields import EXAMPLE, AuditSerializer, SaidAudit
from matching.desks.wishes.questions import QUESTIONS, Question

READ = Door(OPENS_RECORDS, Scope.READ_PEOPLE)
WRITE = Door((Permission.RECORD_ASPIRATIONS,), Scope.WRITE_PEOPLE)
ASKED = ("wishes", "strengths", "kinds", "readiness", "hours", "travel", "levels", "licence", "papers")
"""The questions that programs answer; the others stay on the pages."""


class Audits(Call):
    doors: ClassVar = {"GET": READ, "POST": WRITE}
    queryset = AspirationAudit.objects.all()
    serializer_class = AuditSerializer
    filter_backends = (OrderingFilter,)
    ordering_fields = ("version",)
    ordering = ("-version",)

    @cached_property
    def person(self) -> YoungPerson:
        seen = YoungPerson.objects.visible_to(self.request.user).alive().select_related("council")
        return get_object_or_404(seen, public_id=self.kwargs["id"])

    def rows(self, user: User) -> QuerySet[AspirationAudit]:
        return AspirationAudit.objects.filter(person=self.person).prefetch_related("wishes")

    @extend_schema(operation_id="list_audits", tags=["people"], responses=AuditSerializer(many=True))
    def get(self, request: Request, **kwargs: Any) -> Response:
        """Every version of what this young person told us, the newest first."""
        answer = self.page()
        fields = ["wishes", "circumstances"]
        record_view([self.person], council=self.person.council, by=request.user, purpose="program", fields=fields)
        return answer

    @extend_schema(
        operation_id="record_audit", tags=["people"], parameters=[KEY], filters=False, request=SaidAudit,
        responses={201: AuditSerializer}, examples=[EXAMPLE],
    )  # fmt: skip
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Records a new version; earlier ones stay. Words that may be about safety go to a person, and are not sent."""
        return Response(once(request, lambda: self.recorded(request)), 201)

    @transaction.atomic
    def recorded(self, request: Request) -> dict[str, Any]:
        person, by = self.person, request.user
        allowed = rights(by, person)
        if {allowed.get(question.group) for question in QUESTIONS if question.name in ASKED} != {"W"}:
            raise NotAllowed(f"This part of the record is for those who work with {person.called}.")
        said = said_in(SaidAudit, request.data)
        asked_on = said.pop("asked_on", None)
        if asked_on and asked_on > timezone.localdate():
            raise Refused("This day has not been yet. Send the day on which it was told.", field="asked_on")
        audit = person.aspiration_audits.current().prefetch_related("wishes").first()
        answers = answers_of(audit)
        for question in QUESTIONS:
            if question.name in ASKED:
                answers |= answered(question, said, answers, person)
        if "wishes" in said and "concerns" not in allowed:
            answers["wishes"] = [*answers["wishes"], *worries_in(audit)][:MOST_WISHES]
        return self.show(record_answers(person=person, answers=answers, by=by, asked_on=asked_on))


def answered(question: Question, said: Mapping[str, Any], known: dict[str, Any], person: YoungPerson) -> dict[str, Any]:
    """What its page would keep, had somebody typed this over what is known; nothing where nothing of it was said."""
    names = {"wishes"} if question.name == "wishes" else {*question.form.base_fields}
    if not said.keys() & names:
        return {}
    typed = question.form.of({**known, **said})
    typed = {name: value for name, value in typed.items() if value is not None}
    answers: dict[str, Any] = checked_by(question.form, typed, council=person.council).answers()
    return answers


urlpatterns = [path("people/<uuid:id>/audits/", Audits.as_view(), name="api_audits")]

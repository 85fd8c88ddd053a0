"""Putting forward, for advisers' programs: the steps and the agreement of the pages, and how it goes (N1-N5, R2)."""

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.description import IF_MATCH
from config.api.once import plain
from config.api.said import checked_by, said_in
from config.api.views import Door
from matching.desks.putting_forward import api_fields as fields
from matching.desks.putting_forward.agreeing import agree, choices_to_tell, form_facts
from matching.desks.putting_forward.forms import AgreementForm, AnswerForm
from matching.desks.putting_forward.steps import BY_CODE, steps_of
from matching.nominations.api import NominationSerializer, OfNominations
from matching.nominations.models import Nomination
from matching.nominations.policies import agreement_in_force
from matching.outcomes.actions import answer
from matching.outcomes.api import OfPlacements, PlacementSerializer

READ = Door((Permission.NOMINATE,), Scope.READ_NOMINATIONS)
WRITE = Door((Permission.NOMINATE,), Scope.WRITE_NOMINATIONS)
WHO_WORKS = ("person__personal_adviser", "person__social_worker", "person__manager")


class Steps(OfNominations):
    """What can be done now, and the agreement to share that counts."""

    doors: ClassVar = {"GET": READ, "POST": WRITE}

    def rows(self, user: User) -> QuerySet[Nomination]:
        return super().rows(user).select_related("council", *WHO_WORKS, "opportunity__employer")

    @extend_schema(
        operation_id="read_nomination_steps", tags=["nominations"], responses=fields.CanBeDoneSerializer
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any) -> Response:
        nomination = self.one()
        self.seen([nomination])
        agreement = agreement_in_force(nomination)
        found = {
            "steps": steps_of(nomination, agreed=agreement is not None),
            "agreement": agreement,
            "may_be_told": choices_to_tell(nomination, timezone.localdate()),
        }
        return Response(plain(fields.CanBeDoneSerializer(found).data), headers={"ETag": self.etag(nomination)})

    @extend_schema(
        operation_id="take_nomination_step", tags=["nominations"], parameters=[IF_MATCH], request=fields.SaidStep,
        responses={200: NominationSerializer}, examples=[fields.TAKEN, fields.ENDED],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Takes one step, as its page does: the same questions, the same rules."""
        nomination = self.locked(request)
        said = said_in(fields.SaidStep, request.data)
        step = BY_CODE[said.pop("step")]
        facts = {"council": nomination.council, "day": timezone.localdate(), "prefixes": step.prefixes}
        step.take(nomination, checked_by(step.form, said, **facts).cleaned_data, by=request.user)
        return self.answer(self.one())


class RecordAgreement(OfNominations):
    doors: ClassVar = {"POST": WRITE}

    @extend_schema(
        operation_id="record_agreement", tags=["nominations"], parameters=[IF_MATCH], request=fields.SaidAgreement,
        responses={200: NominationSerializer}, examples=[fields.AGREED],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Records what may be told, in place of an agreement before; who said yes is put forward with it."""
        nomination = self.locked(request)
        said = said_in(fields.SaidAgreement, request.data)
        facts = form_facts(nomination, timezone.localdate())
        agree(nomination, checked_by(AgreementForm, said, **facts).cleaned_data, by=request.user)
        return self.answer(self.one())


class AnswerHowItGoes(OfPlacements):
    doors: ClassVar = {"POST": Door((Permission.RECORD_PROGRESS,), Scope.WRITE_NOMINATIONS)}

    @extend_schema(
        operation_id="answer_placement", tags=["placements"], parameters=[IF_MATCH], request=fields.SaidOutcome,
        responses={200: PlacementSerializer}, examples=[fields.ANSWERED],
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Records what was said of one milestone, once."""
        placement = self.locked(request)
        said = said_in(fields.SaidOutcome, request.data)
        milestone = get_object_or_404(placement.milestones.all(), moment=said.pop("moment"))
        facts = {"council": placement.council, "day": timezone.localdate(), "milestone": milestone}
        answer(milestone, by=request.user, **checked_by(AnswerForm, said, **facts).cleaned_data)
        return self.answer(self.one())


urlpatterns = [
    path("nominations/<uuid:id>/steps/", Steps.as_view(), name="api_nomination_steps"),
    path("nominations/<uuid:id>/agreement/", RecordAgreement.as_view(), name="api_agreement"),
    path("placements/<uuid:id>/answer/", AnswerHowItGoes.as_view(), name="api_answer_placement"),
]

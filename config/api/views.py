"""What every call is made of: a door for each method, lists in pages, one row with its version, one act."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from config.accounts.models import User
from config.accounts.permissions import Permission, Scope
from config.api.once import plain
from config.api.problems import Changed, VersionAsked


@dataclass(frozen=True, slots=True)
class Door:
    """Who may call: any one of these permissions and, where a program calls, this scope; None: no program may."""

    may: tuple[Permission, ...]
    scope: Scope | None


class Call(generics.GenericAPIView):
    """Every view of the API. `rows` are those that this user may see; what is somebody else's is not found."""

    doors: ClassVar[dict[str, Door]] = {}
    lookup_field = "public_id"
    lookup_url_kwarg = "id"

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = login_not_required(super().as_view(**initkwargs))
        return view

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_queryset(self) -> Any:
        """The schema is drawn without a user, so it sees no row."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset().none()
        return self.rows(self.request.user)

    def rows(self, user: User) -> Any:
        return super().get_queryset().visible_to(user)

    def show(self, row: Any) -> dict[str, Any]:
        """The row as it is sent."""
        return plain(self.get_serializer_class()(row, context=self.get_serializer_context()).data)

    def one(self) -> Any:
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["id"])

    def locked(self, request: Request) -> Any:
        """The row, held until the end of the caller's transaction, if it is still as the caller read it.

        Raises VersionAsked without an If-Match, and Changed when the row is another by now.
        """
        asked = request.headers.get("If-Match")
        row = self.one()
        type(row)._default_manager.select_for_update().get(pk=row.pk)
        row = self.one()
        if asked is None:
            raise VersionAsked
        if self.etag(row) not in [word.strip() for word in asked.split(",")]:
            raise Changed
        return row

    def page(self) -> Response:
        """One page of the list."""
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(found, many=True).data)

    def answer(self, row: models.Model) -> Response:
        body = self.show(row)
        return Response(body, headers={"ETag": version(body)})

    def etag(self, row: models.Model) -> str:
        """The version that a change of this row has to name."""
        return version(self.show(row))


def version(body: dict[str, Any]) -> str:
    """The ETag of what is sent: any change that the caller can see is another one."""
    return f'"{hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]}"'

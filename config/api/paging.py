"""Lists come in pages that lead to the next one; a row that is added meanwhile moves no other."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError as RowError
from django.db import DataError, transaction
from django.db.models import Count, Window
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.response import Response

NO_NUMBER = "There is no such page. Begin at page 1; total_pages says how many there are."
NOT_A_PAGE = "This is not a page of the list. Begin again without a cursor."


class Pages(CursorPagination):
    """50 rows a page. A cursor of another list, or one that was changed, is refused with a sentence."""

    page_size = 50
    ordering: Any = ("pk",)
    cursor_query_description = "From `next` or `previous` of another page."

    def get_ordering(self, *args: Any, **kwargs: Any) -> tuple[str, ...]:
        """Rows that are alike in what is asked come in the order they were made, so that none is shown twice."""
        asked = tuple(super().get_ordering(*args, **kwargs))
        return (*asked, "-pk" if asked[0].startswith("-") else "pk")

    def paginate_queryset(self, *args: Any, **kwargs: Any) -> Any:
        try:
            with transaction.atomic():
                return super().paginate_queryset(*args, **kwargs)
        except (NotFound, RowError, ValueError, DataError) as error:
            raise ValidationError({"cursor": NOT_A_PAGE}) from error

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page = {"type": "string", "nullable": True, "format": "uri", "example": None}
        properties = {"next": page, "previous": page, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}


class NamedPages(Pages):
    """The same pages in the shape of a format: its rows have another name, and other members stand beside them."""

    rows_name: ClassVar[str]
    beside: ClassVar[dict[str, str]] = {}

    def get_paginated_response(self, data: Any) -> Any:
        response = super().get_paginated_response(data)
        rows = response.data.pop("results")
        response.data = {**self.beside, **response.data, self.rows_name: rows}
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page = super().get_paginated_response_schema(schema)
        beside = {name: {"type": "string", "enum": [value]} for name, value in self.beside.items()}
        properties = {**beside, **page["properties"], self.rows_name: page["properties"]["results"]}
        del properties["results"]
        return page | {"required": list(properties), "properties": properties}


class MapPages(NamedPages):
    """As GeoJSON."""

    rows_name = "features"
    beside: ClassVar = {"type": "FeatureCollection"}


class JobPostingPages(NamedPages):
    """As JSON-LD; large, since who takes adverts over wants all of them."""

    page_size = 1_000
    rows_name = "@graph"
    beside: ClassVar = {"@context": "https://schema.org"}


class ServicePages(PageNumberPagination):
    """As Open Referral UK pages its lists: numbered, with the number of all services."""

    page_size = 50
    page_query_param = "page"

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        """The number of all rows comes with the page's rows, in one query."""
        asked = request.query_params.get(self.page_query_param, "1")
        if not (asked.isascii() and asked.isdecimal() and 1 <= len(asked) <= 6 and int(asked) >= 1):
            raise ValidationError({"page": NO_NUMBER})
        self.number, start = int(asked), (int(asked) - 1) * self.page_size
        rows = list(queryset.annotate(of_all=Window(Count("pk")))[start : start + self.page_size])
        if not rows and self.number > 1:
            raise ValidationError({"page": NO_NUMBER})
        self.total = rows[0].of_all if rows else 0
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        pages = max(1, -(-self.total // self.page_size))
        return Response(
            {
                "total_items": self.total,
                "total_pages": pages,
                "page_number": self.number,
                "size": len(data),
                "first_page": self.number == 1,
                "last_page": self.number == pages,
                "empty": not data,
                "contents": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        whole, yes = {"type": "integer"}, {"type": "boolean"}
        numbers = dict.fromkeys(("total_items", "total_pages", "page_number", "size"), whole)
        properties = {**numbers, **dict.fromkeys(("first_page", "last_page", "empty"), yes), "contents": schema}
        return {"type": "object", "required": list(properties), "properties": properties}


class DisplayAdvertPages(NamedPages):
    """As Find an apprenticeship lists its vacancies."""

    page_size = 1_000
    rows_name = "vacancies"

"""Lists come in pages that lead to the next one; a row that is added meanwhile moves no other."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError as RowError
from django.db import DataError, transaction
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination

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


class MapPages(Pages):
    """The same pages as GeoJSON."""

    members: ClassVar = ("type", "next", "previous", "features")

    def get_paginated_response(self, data: Any) -> Any:
        response = super().get_paginated_response(data)
        features = response.data.pop("results")
        response.data = {"type": "FeatureCollection", **response.data, "features": features}
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page = super().get_paginated_response_schema(schema)
        kind = {"type": "string", "enum": ["FeatureCollection"]}
        properties = {"type": kind, **page["properties"], "features": page["properties"]["results"]}
        del properties["results"]
        return page | {"required": list(self.members), "properties": properties}

"""A directory of services that comes in numbered pages (Open Referral UK), as one file."""

import json
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from config.imports.sheets import LARGEST_FILE
from config.outbox.reaching import Fetched, get
from config.refusal import Refused
from opportunities.imports.json_values import list_of, mapping_of, read_json, whole_of

MOST_PAGES = 40
TOO_MANY = (
    "It has {pages} pages, and at most {most} are read. Ask for more on each, such as with ?per_page=100, or for fewer."
)
MISSING = "Page {number} was answered with {status}, so nothing was read: what it holds would look as if it were gone."


def joined(address: str, first: Fetched) -> Fetched:
    """All pages, where there are several: then without an ETag, which speaks of the first alone.

    Raises Refused or NotReached unless every page is there, and SheetError for a first one that is no JSON.
    """
    page = mapping_of(read_json(first.body, address))
    pages = whole_of(page.get("total_pages")) or 1
    if pages == 1 or "contents" not in page:
        return first
    if pages > MOST_PAGES:
        raise Refused(TOO_MANY.format(pages=pages, most=MOST_PAGES))
    services, left = list_of(page["contents"]), LARGEST_FILE - len(first.body)
    for number in range(2, pages + 1):
        answer = get(at_page(address, number), {}, most=left)
        if answer.status != first.status:
            raise Refused(MISSING.format(number=number, status=answer.status))
        services += list_of(mapping_of(read_json(answer.body, address)).get("contents"))
        left -= len(answer.body)
    return Fetched(first.status, "", json.dumps({"contents": services}).encode())


def at_page(address: str, number: int) -> str:
    place = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(place.query, keep_blank_values=True) if name != "page"]
    return urlunsplit(place._replace(query=urlencode([*asked, ("page", str(number))])))

"""The pages that are timed open for their readers; a small crowd shows that the command still fills what it needs."""

import pytest
from django.conf import settings
from django.test import Client

from matching.management.commands.bench_pages import fill


@pytest.mark.django_db
def test_every_page_that_is_timed_opens() -> None:
    pages = fill(people=70, offers=40)
    for page in pages:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = page.session
        assert client.get(page.path).status_code == 200, page.words
    assert len({page.words for page in pages}) == len(pages) > 10

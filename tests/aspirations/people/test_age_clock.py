"""The clock of age and rights (A5)."""

from datetime import date, timedelta

import pytest

from aspirations.people.age_clock import birthday_ahead, next_birthday
from config.reference.vocabulary import terms
from tests.factories.people import DAY


@pytest.mark.parametrize(
    ("born_on", "ahead"),
    [
        (date(2008, 12, 15), (date(2026, 12, 15), 18)),
        (date(2008, 11, 20), (date(2026, 11, 20), 18)),
        (date(2008, 11, 19), None),
        (date(2009, 2, 18), (date(2027, 2, 18), 18)),
        (date(2009, 2, 19), None),
        (date(2008, 2, 29), None),
        (None, None),
    ],
)
def test_the_next_birthday_within_90_days(born_on, ahead):
    assert next_birthday(born_on, DAY) == ahead


def test_born_on_29_february_is_a_year_older_on_1_march():
    assert next_birthday(date(2008, 2, 29), date(2026, 2, 20)) == (date(2026, 3, 1), 18)


@pytest.mark.django_db
def test_what_begins_and_ends_at_18():
    ahead = birthday_ahead(DAY.replace(year=2008) + timedelta(days=25), terms("rights").values(), DAY)
    assert ahead is not None
    assert (ahead.age, ahead.days) == (18, 25)
    by_label = {right.label: right for right in ahead.rights}
    assert not by_label["Participation duty"].gained
    assert by_label["Wage band"].gained
    assert not by_label["Universal Credit"].confirmed


@pytest.mark.django_db
def test_a_birthday_on_which_nothing_changes_is_no_news():
    assert birthday_ahead(DAY.replace(year=2003), terms("rights").values(), DAY) is None

"""Everyone who signs in: each role, four teams, and nobody who could be a real person."""

from collections import Counter

from config.accounts.roles import ROLES
from matching.demo.council import CODE, DAY, EARLIER_DAYS, EVENT_DAY, NAME, TEAMS, users
from matching.demo.employers import USER_OF, employers


def test_each_role_is_held():
    held = Counter(role for user in users() for role in user.roles)
    assert held.keys() == ROLES.keys()
    assert held["personal_adviser"] == 34
    assert held["team_manager"] == len(TEAMS) == 4


def test_each_team_has_a_manager_and_advisers():
    for team in TEAMS:
        roles = Counter(role for user in users() if user.team == team for role in user.roles)
        assert roles["team_manager"] == 1
        assert roles["personal_adviser"] >= 8 and roles["social_worker"] >= 3


def test_addresses_and_names_are_invented_and_used_once():
    everyone = users()
    assert len({user.email for user in everyone}) == len({user.name for user in everyone}) == len(everyone)
    assert all(user.email.endswith("@example.org") for user in everyone)


def test_employer_users_are_contacts_of_their_employer():
    contact_of = {employer.name: employer.email for employer in employers()}
    signing_in = {user.employer: user.email for user in users() if user.employer}
    assert signing_in.keys() == USER_OF.keys()
    assert all(contact_of[name] == email for name, email in signing_in.items())


def test_the_days_come_in_order():
    assert EARLIER_DAYS[0] < EVENT_DAY < EARLIER_DAYS[1] < DAY
    assert "demonstration" in NAME and CODE == "E08000032"

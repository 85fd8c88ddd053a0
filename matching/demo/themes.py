"""Who stands behind each owner, and what the council answered to the themes: promises, and "you said, we did"."""

from datetime import date, timedelta

from config.accounts.models import Council, User
from config.reference.named_owners import name_owner, to_name
from matching.panel.themes.actions import Done, add_done, promise

NOT_NAMED = ("home_office", "other_area")
"""So that an administrator finds something to do."""
STANDS_BEHIND = {"hr": "hr", "chair": "chair", "virtual_school": "virtual.school", "employer_lead": "virtual.school"}
"""Users by owner; a team manager chases everybody else."""
PROMISED = (
    ("travel", "Travel card for new starters", 22),
    ("offers", "Invite builders to the January event", 56),
    ("skills", "English and maths in two evening groups", 45),
    ("readiness", "Two taster weeks in February", 80),
    ("health", "Meet the nurses’ team", 13),
    ("documents", "A fund for first papers", 30),
)
DONE = (
    ("travel", "Bus fare eats the first week’s pay.", "First 8 weeks of travel paid", 8, ""),
    ("offers", "They asked five years for a desk job.", "11 council adverts changed", 70, "6 people interviewed"),
    ("documents", "No passport, no start date.", "Papers are paid for at once", 95, "9 passports ordered"),
)


def name_owners(council: Council) -> None:
    by = _user("admin")
    managers = list(User.objects.filter(council=council, roles__contains=["team_manager"]).order_by("email"))
    for number, owner in enumerate(to_name(council)):
        if owner not in NOT_NAMED:
            deputy, following = (managers[(number + step) % len(managers)] for step in (0, 1))
            person = _user(STANDS_BEHIND[owner]) if owner in STANDS_BEHIND else following
            name_owner(owner=owner, person=person, deputy=deputy, council=council, by=by)


def answer_themes(council: Council, today: date) -> None:
    chair, manager = _user("chair"), _user("manager.alder")
    for group, said, words, days_ago, since_then in DONE:
        done = Done(said, today - timedelta(days_ago), since_then)
        add_done(group=group, words=words, done=done, council=council, by=chair)
    for group, words, days in PROMISED:
        promise(
            group=group, words=words, owner=manager, due_on=today + timedelta(days), council=council, by=chair
        )  # fmt: skip


def _user(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")

"""The aspiration audit and what was pledged."""

from datetime import date

from django.db.models import Count, Q

from aspirations.models import YoungPerson
from config.accounts.models import User
from matching.desks.sections import Section, table
from opportunities.models import Opportunity, Pledge
from opportunities.vocabulary.kinds import kinds


def sections(user: User, day: date) -> list[Section]:
    people = YoungPerson.objects.visible_to(user).alive()
    audited = people.filter(aspiration_audits__is_current=True).count()
    coverage = f"{audited} of {people.count()} young people have told us what they hope for."
    is_open = Q(pk__in=Opportunity.objects.open_on(day))
    offers = Opportunity.objects.visible_to(user).values("kind").annotate(n=Count("pk", filter=is_open))
    rows = sorted(([kinds()[row["kind"]].label, row["n"]] for row in offers), key=lambda row: (-row[1], row[0]))
    pledges = Pledge.objects.visible_to(user).count()
    sentence = f"{pledges} pledges so far; {sum(row[1] for row in rows)} opportunities are open today."
    return [
        Section("Aspiration audit", coverage),
        table("Pledges and opportunities", sentence, ("Kind", "Open"), rows, "most first."),
    ]

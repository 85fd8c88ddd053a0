"""What was on the screen: the matches with their parts and the weights behind them, kept as they stood (P2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from aspirations.models import YoungPerson
from config.accounts.models import Council
from matching.engine.explanation import Part, why
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.shortlists.lists import Suggestion, suggestions_for
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.weights import engine_weights, weights_on

TOP = 3
Kept = dict[str, Any]


def matches_of(people: Sequence[YoungPerson], council: Council, day: date) -> dict[int, list[Kept]]:
    """The first three matches of each person by pk, with the parts and sentences of each: plain values to keep."""
    lists = suggestions_for(people, top=TOP)
    opportunities = list({match.opportunity.pk: match.opportunity for row in lists.values() for match in row}.values())
    if not opportunities:
        return {person.pk: [] for person in people}
    index = {row.pk: (position, row.employer_id) for position, row in enumerate(opportunities)}
    profiles, offers = people_profiles(people, index, day), opportunity_profiles(opportunities, day)
    weights = engine_weights(weights_on(day, council))
    return {
        person.pk: [
            _kept(match, why(profiles, i, offers, index[match.opportunity.pk][0], weights, day=day).parts)
            for match in lists[person.pk]
        ]
        for i, person in enumerate(people)
    }


def _kept(match: Suggestion, parts: Sequence[Part]) -> Kept:
    """The points as they were ranked, each with the sentence that the facts of the day give it."""
    ranked = match.parts or {}
    return {
        "opportunity": str(match.opportunity.public_id),
        "title": match.opportunity.title,
        "employer": str(match.opportunity.employer),
        "points": match.points,
        "added_because": match.override.reason if match.override else "",
        "to_check": list(match.to_check),
        "parts": [
            {
                "name": part.name,
                "points": ranked[part.name],
                "out_of": part.out_of,
                "known": part.name not in match.unknown,
                "sentence": part.sentence,
            }
            for part in parts
            if part.name in ranked
        ],
    }


def rankings_of(people: Sequence[YoungPerson]) -> dict[int, ShortlistRun]:
    """The ranking that each person's list comes from, by pk; nobody without a list."""
    first = ShortlistEntry.objects.newest().filter(person__in=people, rank=1).select_related("run__weights")
    return {entry.person_id: entry.run for entry in first}


def _ranking(run: ShortlistRun | None) -> Kept | None:
    if run is None:
        return None
    weights = {"id": str(run.weights.public_id), "name": run.weights.name}
    return {"id": str(run.public_id), "day": run.day.isoformat(), "weights": weights}


def keep_matches(meeting: PanelMeeting) -> None:
    """Keep on each case of the agenda what its list said, so that a past month still shows its own."""
    items = list(meeting.items.select_related("person"))
    people = [item.person for item in items]
    matches, runs = matches_of(people, meeting.council, meeting.held_on), rankings_of(people)
    for item in items:
        item.matches, item.ranking = matches[item.person_id], _ranking(runs.get(item.person_id)) or {}
    AgendaItem.objects.bulk_update(items, ["matches", "ranking"], batch_size=200)


def snapshot(item: AgendaItem) -> Kept:
    """What the decision was made from: need points, matches with parts and weights, last decision, open actions."""
    person = item.person
    earlier = PanelDecision.objects.filter(item__person=person).order_by("-decided_at").first()
    waiting = PanelAction.objects.filter(person=person, done_at=None)
    stepped_back = item.conflicts.values_list("member__public_id", flat=True)
    return {
        "need": {"points": item.points, "parts": item.parts, "weights": item.meeting.need_weights},
        "ranking": _ranking(rankings_of([person]).get(person.pk)),
        "matches": matches_of([person], item.meeting.council, item.meeting.held_on)[person.pk],
        "last_decision": earlier and {"id": str(earlier.public_id), "decision": earlier.decision},
        "open_actions": [str(action.public_id) for action in waiting],
        "stepped_back": [str(member) for member in stepped_back],
    }

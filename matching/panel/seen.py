"""What was on the screen: the matches with their parts and the weights behind them, kept as they stood (P2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from aspirations.models import YoungPerson
from config.accounts.models import Council
from matching.engine.explanation import Part, why
from matching.engine.weights import Weights
from matching.panel.counted_as import counted_as
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.panel.plan.planned import planned_place
from matching.shortlists.lists import Suggestion, suggestions_for
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import people_profiles
from matching.shortlists.weights import engine_weights, weights_on

TOP = 3
Kept = dict[str, Any]


def matches_of(people: Sequence[YoungPerson], council: Council, day: date) -> dict[int, list[Kept]]:
    """The first three matches of each person by pk, with the parts and sentences of each: plain values to keep."""
    return explained(people, suggestions_for(people, top=TOP), council, day)


def explained(
    people: Sequence[YoungPerson], lists: dict[int, list[Suggestion]], council: Council, day: date
) -> dict[int, list[Kept]]:
    """These lists with the sentence of each part."""
    found = [match.opportunity for person in people for match in lists[person.pk]]
    opportunities = list({opportunity.pk: opportunity for opportunity in found}.values())
    if not opportunities:
        return {person.pk: [] for person in people}
    index = {row.pk: (position, row.employer_id) for position, row in enumerate(opportunities)}
    profiles, offers = people_profiles(people, index, day), opportunity_profiles(opportunities, day)
    weights = engine_weights(weights_on(day, council))
    return {
        person.pk: [
            _kept(match, weights, why(profiles, i, offers, index[match.opportunity.pk][0], weights, day=day).parts)
            for match in lists[person.pk]
        ]
        for i, person in enumerate(people)
    }


def _kept(match: Suggestion, weights: Weights, parts: Sequence[Part] = ()) -> Kept:
    """The points as they were ranked, each with the sentence that the facts of the day give it, where it was asked."""
    said = {part.name: part.sentence for part in parts}
    return {
        "opportunity": str(match.opportunity.public_id),
        "title": match.opportunity.title,
        "employer": str(match.opportunity.employer),
        "points": match.points,
        "added_because": match.override.reason if match.override else "",
        "to_check": list(match.to_check),
        "parts": [
            {
                "name": name,
                "points": points,
                "out_of": weights.points[name],
                "known": name not in match.unknown,
                "sentence": said.get(name, ""),
            }
            for name, points in (match.parts or {}).items()
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


def keep_matches(meeting: PanelMeeting, only: AgendaItem | None = None) -> None:
    """Keep on each case of the agenda (or `only` on one) what its list said, so that a past month still shows its own.

    Cases to be discussed keep the sentences too: they are what the panel room shows.
    """
    kept_for = meeting.items.filter(pk=only.pk) if only else meeting.items
    items = list(kept_for.select_related("person"))
    people, discussed = [item.person for item in items], [item.person for item in items if item.to_discuss]
    lists, runs = suggestions_for(people, top=TOP), rankings_of(people)
    weights = engine_weights(weights_on(meeting.held_on, meeting.council))
    kept = {pk: [_kept(match, weights) for match in matches] for pk, matches in lists.items()}
    kept |= explained(discussed, lists, meeting.council, meeting.held_on)
    for item in items:
        item.matches, item.ranking = kept[item.person_id], _ranking(runs.get(item.person_id)) or {}
    AgendaItem.objects.bulk_update(items, ["matches", "ranking"], batch_size=200)


def shown_matches(item: AgendaItem) -> list[Kept]:
    """What the panel room shows: the list as it stood at the freeze, where that was kept with its sentences."""
    is_frozen = item.meeting.state != "scheduled" and item.matches
    if is_frozen and all(part["sentence"] for match in item.matches for part in match["parts"]):
        return item.matches
    return matches_of([item.person], item.meeting.council, item.meeting.held_on)[item.person_id]


def snapshot(item: AgendaItem) -> Kept:
    """What the decision was made from: need points, matches with parts and weights, the plan's place and its price."""
    person, matches = item.person, shown_matches(item)
    ranking = item.ranking if matches is item.matches else _ranking(rankings_of([person]).get(person.pk))
    earlier = PanelDecision.objects.filter(item__person=person).order_by("-decided_at").first()
    waiting = PanelAction.objects.open().filter(person=person)
    planned = planned_place(item)
    stepped_back = item.conflicts.values_list("member__public_id", flat=True)
    return {
        "need": {"points": item.points, "parts": item.parts, "weights": item.meeting.need_weights},
        "ranking": ranking or None,
        "matches": matches,
        "plan": planned and planned.kept(),
        "last_decision": earlier and {"id": str(earlier.public_id), "decision": earlier.decision},
        "open_actions": [str(action.public_id) for action in waiting],
        "stepped_back": [str(member) for member in stepped_back],
        "counted_as": counted_as(person, item.meeting.held_on),
    }

"""P6: the pack's figures recomputed from the tables by SQL that knows nothing of the product's own reading."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from aspirations.models import EetSpell, YoungPerson
from matching.outcomes.actions import answer
from matching.panel.models import PanelAction
from matching.reports.pack.drawing_up import draw_up
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Pack
from tests.factories.chain import at, make_decision, make_item, make_meeting, make_nomination, make_placement
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db
MONTH_END = date(2027, 3, 31)
STARTED, CHANGED = date(2026, 11, 30), date(2027, 3, 10)
DOING = """
    select person.id, person.local_status as status,
        extract(year from age(%(day)s::date, person.born_on)) as age,
        case left(coalesce(spell.activity, '0'), 1) when 'G' then 'neet' when '0' then 'unknown' else 'eet' end as part
    from aspirations_youngperson person
    left join aspirations_eetspell spell on spell.person_id = person.id
        and spell.started_on <= %(day)s and (spell.ended_on is null or spell.ended_on > %(day)s)
    where person.council_id = %(council)s and (person.died_on is null or person.died_on > %(day)s)
"""
SHARES = "count(*) filter (where part = 'eet'), count(*) filter (where part = 'neet'), " \
         "count(*) filter (where part = 'unknown'), count(*)"  # fmt: skip
MOVED = """
    select {target!r}, count(distinct nomination.person_id) from matching_nominationmove move
    join matching_nomination nomination on nomination.id = move.nomination_id
    where nomination.council_id = %(council)s and move.target = '{target}'
        and (move.occurred_at at time zone 'Europe/London')::date between '2026-04-01' and %(day)s
"""
GROUPED = """
    with neet as (
        select person.id, {group} as part from aspirations_youngperson person
        where person.council_id = %(council)s and (person.died_on is null or person.died_on > %(day)s)
            and exists (select from aspirations_eetspell spell where spell.person_id = person.id
                and left(spell.activity, 1) = 'G' and spell.started_on <= %(day)s
                and (spell.ended_on is null or spell.ended_on > '2026-04-01'))
    ), reached as (
        select neet.id, neet.part, coalesce(bool_or(move.target = 'nominated'), false) as forward,
            coalesce(bool_or(move.target = 'introduced'), false) as introduced
        from neet left join matching_nomination nomination on nomination.person_id = neet.id
        left join matching_nominationmove move on move.nomination_id = nomination.id
            and (move.occurred_at at time zone 'Europe/London')::date between '2026-04-01' and %(day)s
        group by 1, 2
    )
    select part, count(*),
        count(*) filter (where forward), round(100.0 * count(*) filter (where forward) / count(*), 1),
        count(*) filter (where introduced), round(100.0 * count(*) filter (where introduced) / count(*), 1)
    from reached group by 1"""
PROMISED = """
    select employer.name, count(pledge.id), coalesce(sum(quantity_pledged), 0), coalesce(sum(quantity_converted), 0),
        coalesce(sum(case pledge.state when 'fulfilled' then quantity_pledged else least(quantity_pledged,
            (select coalesce(sum(places_taken), 0) from opportunities_opportunity where pledge_id = pledge.id)) end), 0)
    from employers_employer employer {join} join opportunities_pledge pledge on pledge.employer_id = employer.id
    where employer.kind {which} 'council_department' group by 1"""
AT = DOING.replace("%(day)s", "'{day}'")
ASKED = {
    "by_month": " union all ".join(
        f"select '{words}', {SHARES}, round(100.0 * count(*) filter (where part = 'eet') / count(*), 1) "
        f"from ({AT.format(day=day)}) doing"
        for words, day in (("February 2027", "2027-02-28"), ("March 2027", "2027-03-31"))
    ),
    "changed": f"""
        with was as ({AT.format(day="2027-02-28")}), doing as ({DOING})
        select case was.part when 'eet' then 'Was in EET' when 'neet' then 'Was not in EET'
                else 'Was not known yet' end,
            count(*) filter (where doing.part = 'eet'), count(*) filter (where doing.part = 'neet'),
            count(*) filter (where doing.part = 'unknown')
        from was join doing on doing.id = was.id group by 1""",
    "how_long": """
        select case when age(%(day)s::date, started_on) < interval '3 months' then 'Less than 3 months'
            when age(%(day)s::date, started_on) < interval '6 months' then '3 to 5 months'
            when age(%(day)s::date, started_on) < interval '1 year' then '6 to 11 months' else '12 to 23 months' end,
            count(*)
        from aspirations_eetspell spell join aspirations_youngperson person on person.id = spell.person_id
        where left(activity, 1) = 'G' and ended_on is null and person.died_on is null group by 1""",
    "by_gender": GROUPED.format(group="initcap(person.gender)"),
    "by_ethnic": GROUPED.format(group="case left(person.ethnicity, 1) when 'W' then 'White' else 'Asian' end"),
    "departments": PROMISED.format(join="left", which="="),
    "promises_by_employer": PROMISED.format(join="", which="<>"),
    "by_age": f"""
        with doing as ({DOING})
        select case when age between 17 and 18 then '17 and 18' when age between 19 and 21 then '19 to 21'
            when age between 22 and 25 then '22 to 25' end, {SHARES} from doing group by 1""",
    "by_status": f"""
        with doing as ({DOING})
        select initcap(left(status, 1)) || replace(substr(status, 2), '_', ' '), {SHARES} from doing group by 1""",
    "agenda": """
        select 'To be discussed', count(*) from matching_agendaitem item
        join matching_panelmeeting meeting on meeting.id = item.meeting_id
        where meeting.council_id = %(council)s and meeting.month = '2027-03-01' and item.to_discuss
        union all
        select 'Decided', count(*) from matching_paneldecision decision
        join matching_agendaitem item on item.id = decision.item_id
        join matching_panelmeeting meeting on meeting.id = item.meeting_id
        where meeting.council_id = %(council)s and meeting.month = '2027-03-01' and decision.decision <> 'carry_over'
        union all
        select 'Not reached, carried over', count(*) from matching_paneldecision where decision = 'carry_over'""",
    "actions": """
        select 'Set at the meeting', count(*) from matching_panelaction
        union all
        select 'Done in the month', count(*) from matching_panelaction
        where (done_at at time zone 'Europe/London')::date between '2027-03-01' and %(day)s
        union all
        select 'Late on the day', count(*) from matching_panelaction
        where due_on < %(day)s and (done_at is null or (done_at at time zone 'Europe/London')::date > %(day)s)""",
    "themes": """
        select term_group.label, count(*) from matching_paneldecision decision
        join reference_codedterm theme on theme.list = 'themes' and theme.code = decision.theme
        join reference_codedterm term_group on term_group.list = 'theme_groups' and term_group.code = theme."group"
        where decision.decision <> 'carry_over' group by 1""",
    "way": " union all ".join(
        MOVED.replace("{target!r}", f"'{words}'").replace("{target}", target)
        for target, words in (("nominated", "People put forward"), ("introduced", "Introduced to an employer"),
                              ("started", "Started"))
    ),
    "lasted": """
        select '13 weeks', count(*), count(*) filter (where answer in ('sustained', 'part')),
            count(*) filter (where answer = 'not_sustained'), 0, count(*) filter (where answer = '')
        from matching_outcomemilestone milestone
        join matching_eetplacement placement on placement.id = milestone.placement_id
        where moment = 'week_13' and milestone.due_on <= %(day)s and placement.activity <> ''""",
    "kept_places": """
        select 'Filled since April', count(*) from matching_eetplacement placement
        join opportunities_opportunity opportunity on opportunity.id = placement.opportunity_id
        where opportunity.ring_fenced and placement.started_on between '2026-04-01' and %(day)s""",
    "funnel": """
        select event.name, count(distinct pledge.id), coalesce(sum(distinct pledge.quantity_pledged), 0),
            count(distinct opportunity.id), coalesce(sum(distinct opportunity.places), 0), count(placement.id)
        from employers_businessevent event
        join opportunities_pledge pledge on pledge.event_id = event.id
        left join opportunities_opportunity opportunity on opportunity.pledge_id = pledge.id
        left join matching_eetplacement placement on placement.opportunity_id = opportunity.id
        group by 1""",
}  # fmt: skip


@pytest.fixture
def pack() -> Pack:
    """A year in which enough happened to many that nothing has to be hidden."""
    council = make_council()
    for status, number in (("former_relevant", 31), ("qualifying", 18), ("eligible", 18)):
        born = date(2009, 5, 1) if status == "eligible" else date(2006, 5, 1)
        for place in range(number):
            make_person(activity=("F2", "G5", "")[place % 3], local_status=status, born_on=born)
    for _ in range(7):
        make_person("eet", born_on=date(2004, 2, 29)), make_person("neet", died_on=date(2026, 12, 1))
    _changes()
    with time_machine.travel(at(STARTED, 12)):
        _starts()
    with time_machine.travel(at(date(2027, 3, 25), 12)):
        _meeting()
    _groups()
    with time_machine.travel(at(MONTH_END, 22)):
        return draw_up(Period.of(council, MONTH_END.replace(day=1), MONTH_END))


def _groups() -> None:
    """Two groups of each kind, of more than twenty who were not in EET."""
    for place, person in enumerate(YoungPerson.objects.order_by("pk")):
        person.gender, person.ethnicity = ("male", "female")[place % 2], ("WBRI", "APKN")[place // 2 % 2]
        person.save()


def _changes() -> None:
    """In March nine come into EET and six leave it."""
    for activity, new, number in (("G5", "F2", 9), ("F2", "G5", 6)):
        open_ones = EetSpell.objects.filter(activity=activity, ended_on=None, person__died_on=None)
        for spell in list(open_ones.filter(started_on__lt=CHANGED).order_by("pk")[:number]):
            EetSpell.objects.filter(pk=spell.pk).update(ended_on=CHANGED)
            EetSpell.objects.create(person=spell.person, activity=new, started_on=CHANGED, last_seen_on=CHANGED)


def _starts() -> None:
    """Fourteen start at a place of a pledge that is kept for them; half are asked after 13 weeks, one in two lasted."""
    event, employer = make_event(name="Open Doors"), make_employer("Millwheel Motors")
    pledge = make_pledge(event=event, employer=employer, quantity_pledged=40)
    offer = make_opportunity(employer=employer, pledge=pledge, places=35, ring_fenced=True, hours_per_week=37)
    begun = [make_placement(opportunity=offer, started_on=STARTED) for _ in range(15)]
    for place, placement in enumerate(begun[:10]):
        milestone = placement.milestones.get(moment="week_13")
        said = "sustained" if place < 5 else "not_sustained"
        with time_machine.travel(at(milestone.due_on, 12)):
            answer(milestone, said=said, answered_for="employer", by=placement.person.adviser)
    for _ in range(6):
        make_nomination("introduced")
    for person in YoungPerson.objects.filter(spells__activity="G5", died_on=None).distinct().order_by("pk")[:30]:
        make_nomination("introduced", person=person)
    for name, promised in (("Parks", 9), ("Libraries", 0), ("Kitchens", 12)):
        department = make_employer(name, kind="council_department")
        if promised:
            make_pledge(employer=department, quantity_pledged=promised, quantity_converted=promised // 2)
            make_pledge(employer=department, quantity_pledged=5, state="fulfilled")


def _meeting() -> None:
    meeting = make_meeting("minutes_agreed", date(2027, 3, 25))
    for theme, number in (("no_route", 11), ("english_maths", 8), ("confidence", 6)):
        for _ in range(number):
            make_decision(make_item(meeting), theme=theme)
    for _ in range(5):
        make_decision(make_item(meeting), decision="carry_over", theme="", theme_waived_because="Not reached",
                      theme_waived_by=make_user("panel_chair"))  # fmt: skip
    late = PanelAction.objects.values_list("pk", flat=True).order_by("pk")
    PanelAction.objects.update(due_on=date(2027, 4, 15))
    PanelAction.objects.filter(pk__in=late[:9]).update(due_on=date(2027, 3, 30))
    last_minute = at(MONTH_END, 23) + timedelta(minutes=59)
    PanelAction.objects.filter(pk__in=late[20:28]).update(done_at=last_minute, done_by=make_user())


def test_the_same_as_queries_of_its_own(pack: Pack) -> None:
    """Every table in one test: the year is made once for all of them."""
    tables = {table.code: {row[0].text: [cell.text for cell in row[1:]] for row in table.rows} for table in pack.tables}
    for code, sql in ASKED.items():
        with connection.cursor() as cursor:
            cursor.execute(sql, {"day": MONTH_END, "council": make_council().pk})
            counted = {str(name): [f"{number}" for number in numbers] for name, *numbers in cursor.fetchall()}
        assert counted, code
        for name, numbers in counted.items():
            shown = tables[code][name]
            assert (shown[-1:] if code == "themes" else shown[: len(numbers)]) == numbers, (code, name)

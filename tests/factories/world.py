"""One small council in which every page has something to show, and what each address needs to be opened.

`addresses(world)` gives the keyword arguments of every route that takes some; a new route adds its line there.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from aspirations.models import (
    AccessGrant,
    AspirationRound,
    Concern,
    MessageFromPerson,
    NoGo,
    Pause,
    SoftOutcome,
    Synonym,
    TellOnce,
    YoungPerson,
)
from aspirations.progress.models import quarter_of
from config.accounts.models import Council, User
from config.accounts.roles import ROLES
from config.api.tokens import make_token
from config.imports.models import ImportFile, Source
from config.imports.waiting import keep_waiting
from config.outbox.actions import TRIES
from config.outbox.models import Message, Webhook
from config.reference.models import Guarantee
from employers.models import BusinessEvent, EmployerContact
from matching.outcomes.models import Story
from matching.panel.models import DiscussionRequest
from matching.panel.themes.models import ThemeAnswer
from matching.shortlists.models import ShortlistOverride
from opportunities.models import FollowedFeed
from tests.factories.chain import (
    at,
    make_decision,
    make_item,
    make_meeting,
    make_nomination,
    make_placement,
    open_to_panel,
)
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.packs import make_pack
from tests.factories.panels import make_plan_row
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user
from tests.factories.people_sheets import cohort_row, csv_of, load_cohort

NAMES = {
    "personal_adviser": "Rowan Thistleby",
    "social_worker": "Hazel Copley",
    "team_manager": "Ivy Hazelgrove",
    "panel_member": "Bryony Marsh",
    "panel_chair": "Alder Finch",
    "virtual_school": "Sorrel Wainhouse",
    "employer": "Ash Carter",
    "hr_reviewer": "Linden Hale",
    "board_viewer": "Myrtle Oakes",
    "administrator": "Heath Bracken",
}
"""Invented, so that a picture of a page reads as one would."""


@dataclass
class World:
    """A council with one user of each role, and rows by name. The adviser has the person on the caseload."""

    council: Council
    users: dict[str, User]
    rows: dict[str, Any] = field(default_factory=dict)

    def id_of(self, name: str) -> UUID:
        return self.rows[name].public_id


def make_world(code: str = "E08000032", name: str = "Alderbeck") -> World:
    council = make_council(code, name)
    users = {role: make_user(role, council=council, team="North", name=NAMES[role]) for role in ROLES}
    world = World(council, users)
    employer = make_employer("Millwheel Motors", council=council)
    EmployerContact.objects.create(employer=employer, user=users["employer"], name="Ash Carter")
    world.rows["employer"] = employer
    world.rows["contact"] = EmployerContact.objects.create(employer=employer, name="Rowan Vale", email="r@example.org")
    adviser = users["personal_adviser"]
    person = make_person(
        "neet",
        name="Robin Fernbrook",
        council=council,
        on_caseload_of=adviser,
        manager=users["team_manager"],
        team="North",
    )
    world.rows |= {"person": person, "audit": make_audit(person, "summat with cars")}
    world.rows["opportunity"] = make_opportunity(employer=employer)
    world.rows["public"] = make_opportunity(employer=employer, has_public_page=True)
    world.rows["draft"] = make_opportunity(employer=employer, state="draft")
    world.rows["need"] = world.rows["draft"].requirements.create(type="english", value="1", words="English: level 1")
    world.rows["offered"] = make_opportunity(employer=employer)
    gone_through = ["help", "needs", "pay", "places", "where", "work"]
    world.rows["ready"] = make_opportunity("draft", employer=employer, parts_done=gone_through)
    department = make_employer("Alderbeck Parks", council=council, kind="council_department")
    world.rows["vacancy"] = make_opportunity(employer=department, state="barrier_review", title="Parks apprentice")
    world.rows["vacancy"].reviews.create(asked_at=at(), due_on=DAY)
    world.rows["event"] = make_event(council=council)
    world.rows["guarantee"] = Guarantee.objects.create(
        council=council,
        label="No council tax",
        from_age=18,
        until_age=21,
        valid_from=DAY - timedelta(1),
        source="Local offer",
    )
    world.rows["pledge"] = make_pledge(employer=employer)
    world.rows["nomination"] = make_nomination("introduced", person=person, opportunity=world.rows["opportunity"])
    meeting = make_meeting("in_session", council=council)
    listed = make_person("neet", council=council, on_caseload_of=adviser, social_worker=users["social_worker"])
    item = make_item(meeting, listed, asked_by=adviser, asked_because="A new baby")
    world.rows |= {"meeting": meeting, "item": item, "carried": make_item(meeting, to_discuss=False)}
    newcomer = make_person("neet", council=council, on_caseload_of=adviser)
    world.rows["asked_late"] = DiscussionRequest.objects.create(person=newcomer, asked_by=adviser, because="New here")
    open_to_panel(meeting, users["panel_chair"])
    world.rows["plan_row"] = make_plan_row(item, world.rows["offered"], users["panel_chair"])
    earlier = make_item(make_meeting("reported", date(2026, 10, 29), council=council), listed)
    world.rows["decision"] = make_decision(earlier)
    world.rows["action"] = world.rows["decision"].actions.get()
    world.rows["theme_answer"] = ThemeAnswer.objects.create(
        council=council, group="travel", words="Travel cards for new starters", owner=users["panel_chair"],
        due_on=date(2026, 12, 12), recorded_by=users["panel_chair"],
    )  # fmt: skip
    world.rows["synonym"] = Synonym.objects.create(
        council=council, said="t’tip", plain="ttip", means="recycling", recorded_by=users["administrator"]
    )
    world.rows |= make_files(users["team_manager"], adviser)
    starter = make_person("neet", council=council, on_caseload_of=adviser, manager=users["team_manager"])
    world.rows["placement"] = make_placement(person=starter, employer=employer)
    world.rows["start"] = world.rows["placement"].milestones.get(moment="start")
    world.rows["guarantor"] = make_nomination(
        "offered", person=make_person("neet", council=council, on_caseload_of=adviser), kind="rent_guarantor"
    )
    world.rows |= what_happened(person, adviser)
    world.rows["override"] = ShortlistOverride.objects.create(
        person=person, opportunity=world.rows["draft"], act="leave_out", reason="Too early", recorded_by=adviser
    )
    fill_virtual_school(world)
    world.rows["pack"] = make_pack("agreed", council=council)
    world.rows["lost_mail"] = Message.objects.create(
        council=council, to="gone@example.org", subject="An answer is due", body="Please look.",
        key=f"lost:{council.pk}", tries=TRIES, last_error="No such mailbox",
    )  # fmt: skip
    fill_webhook(world)
    return world


def what_happened(person: YoungPerson, adviser: User) -> dict[str, Any]:
    """What the record of a young person holds besides: a step, what is not told twice, a wait, a no-go, a worry."""
    day, now = timezone.localdate(), timezone.now()
    return {
        "step": SoftOutcome.objects.create(
            person=person, code="cv_ready", on=day, quarter=quarter_of(day), recorded_by=adviser
        ),
        "told": TellOnce.objects.create(person=person, about="School", words="Do not ask again.", recorded_by=adviser),
        "pause": Pause.objects.create(
            person=person, from_on=day, until_on=day + timedelta(days=14), reason="y_not_now"
        ),
        "cover": AccessGrant.objects.create(
            person=person, user=adviser, why="cover", from_at=now, until_at=now + timedelta(days=3)
        ),
        "message": MessageFromPerson.objects.create(person=person, about="looks_wrong", words="I moved house."),
        "story": Story.objects.create(person=person, words="I like it here.", told_on=day, recorded_by=adviser),
        "no_go": NoGo.objects.create(person=person, place="The arcade"),
        "concern": Concern.objects.create(
            person=person, source="told", words="Afraid to go home", owner=adviser, raised_at=now, due_on=day
        ),
    }


def make_files(manager: User, adviser: User) -> dict[str, Any]:
    """A cohort file that was loaded, with a question to the manager, and a newer one that waits."""
    council, rows = manager.council, [cohort_row("W1", personal_adviser=adviser.name), cohort_row("W2", activity="F3")]
    report = load_cohort(rows, manager)
    assert report.committed
    file = ImportFile.objects.get(council=council)
    file.values_to_confirm.update(owner=manager)
    data = csv_of([cohort_row("W1", born_on="04/03/97"), cohort_row("")])
    waiting = keep_waiting(data=data, name="cohort.csv", source=Source.COHORT, as_of=DAY, by=manager)
    return {"file": file, "question": file.values_to_confirm.first(), "waiting": waiting}


def fill_virtual_school(world: World) -> None:
    """A round, an event with a pledge, and an employer that may be another one."""
    world.rows["round"] = AspirationRound.objects.create(
        council=world.council, name="Autumn 2026", opened_on=date(2026, 9, 6)
    )
    event = BusinessEvent.objects.create(council=world.council, name="Open Doors", held_on=date(2026, 4, 20))
    world.rows["event"] = event
    world.rows["alike"] = make_employer("Milwheel Motors", council=world.council)
    make_pledge(employer=world.rows["alike"], event=event)
    make_employer("Council: Parks", council=world.council, kind="council_department")


def fill_webhook(world: World) -> None:
    """The employer's own program and system, and an event that it did not take; a feed that the council follows."""
    world.rows["feed"] = FollowedFeed.objects.create(
        council=world.council,
        source="job_posting",
        address="https://jobs.example.org/feed",
        by=world.users["virtual_school"],
    )
    hook = Webhook.objects.create(
        council=world.council, owner=world.users["employer"], address="https://jobs.example.org/events",
        events=[Webhook.Event.OUTCOME_DUE],
    )  # fmt: skip
    lost = {"tries": Message.WEBHOOK_TRIES, "last_error": "It was answered with 503."}
    employer = world.users["employer"]
    world.rows |= {
        "token": make_token(user=employer, label="Job board", scopes=["offers:read"], days=30, by=employer)[0],
        "webhook": hook,
        "event_told": Message.objects.create(
            council=world.council, webhook=hook, to=hook.address, subject="outcome.due", body="{}",
            key=f"event:{world.council.code}", **lost,
        ),
    }  # fmt: skip


def api_addresses(world: World) -> dict[str, dict[str, UUID]]:
    """The same for the calls of the API."""
    named = {
        "api_employer": "employer",
        "api_event": "event",
        "api_opportunity": "opportunity",
        "api_post_opportunity": "draft",
        "api_close_opportunity": "opportunity",
        "api_share_opportunity": "opportunity",
        "api_pledge": "pledge",
        "api_move_pledge": "pledge",
        "api_person": "person",
        "api_audits": "person",
        "api_matches": "person",
        "api_nomination": "nomination",
        "api_nomination_steps": "nomination",
        "api_agreement": "nomination",
        "api_answer_placement": "placement",
        "api_placement": "placement",
        "api_introduction": "nomination",
        "api_meeting": "meeting",
        "api_meeting_cases": "meeting",
        "api_meeting_decisions": "meeting",
        "api_case": "item",
        "api_case_choices": "item",
        "api_decide": "item",
        "api_milestone": "start",
        "api_answer_milestone": "start",
        "api_answer_introduction": "nomination",
        "api_webhook": "webhook",
        "api_feed": "feed",
        "api_deliver_again": "event_told",
    }
    pair = {"id": world.id_of("person"), "opportunity": world.id_of("opportunity")}
    return {"api_why": pair} | {route: {"id": world.id_of(row)} for route, row in named.items()}


def addresses(world: World) -> dict[str, dict[str, Any]]:
    """Keyword arguments of the routes that take some, by route name."""
    person, opportunity = {"person": world.id_of("person")}, {"opportunity": world.id_of("opportunity")}
    nomination, meeting = {"nomination": world.id_of("nomination")}, {"meeting": world.id_of("meeting")}
    pages = ("person_progress", "person_record", "who_saw", "handover", "give_adviser", "restrict", "lift_restriction")
    forms = ("record_step", "record_contact", "record_spell", "record_tried", "tell_once", "record_contact_way")
    forms += (
        "tell_story",
        "answer_return",
        "record_pause",
        "record_no_go",
        "change_facts",
        "record_death",
        "raise_concern",
    )
    concern = {"concern": world.id_of("concern")}
    pack, webhook = {"pack": world.id_of("pack")}, {"webhook": world.id_of("webhook")}
    start = {"milestone": world.rows["placement"].milestones.get(moment="start").public_id}
    item, decision = {"item": world.id_of("item")}, {"decision": world.id_of("decision")}
    return {
        **of_offers(world),
        "end_token": {"token": world.id_of("token")},
        **dict.fromkeys(("told_system", "tell_again", "stop_telling"), webhook),
        **dict.fromkeys(("pack", "agree_pack", "correct_pack", "pack_pdf", "pack_workbook"), pack),
        "pack_table": pack | {"table": "by_code"},
        **dict.fromkeys((*pages, *forms), person),
        **dict.fromkeys(("concern", "take_concern", "hand_on_concern"), concern),
        "guarantee_step": {"nomination": world.id_of("guarantor"), "target": "approved"},
        "story": {"story": world.id_of("story")},
        "undo_step": {"step": world.id_of("step")},
        "take_back_told": {"told": world.id_of("told")},
        "lift_pause": {"pause": world.id_of("pause")},
        "lift_no_go": {"no_go": world.id_of("no_go")},
        "end_cover": {"grant": world.id_of("cover")},
        "nominee": nomination,
        "how_it_goes": start,
        **dict.fromkeys(("wishes", "compare_wishes", "drop_wishes", "own_page_link", "revoke_own_page"), person),
        "read_message": {"message": world.id_of("message")},
        "wish_question": person | {"question": "wishes"},
        "correct_reading": person | {"wish": world.rows["audit"].wishes.get().public_id},
        "person": person,
        "matches": person,
        "show_offers": person,
        "apply_directly": person | opportunity,
        "take_back_change": person | {"override": world.id_of("override")},
        "draw_up_again": person,
        **dict.fromkeys(("why_not", "leave_out", "add_to_list", "move_in_list"), person | opportunity),
        "put_forward": person | opportunity,
        "nomination": nomination,
        "agreement": nomination,
        "nomination_step": nomination | {"step": "offer"},
        "end_placement": {"nomination": world.rows["placement"].nomination.public_id},
        **dict.fromkeys(("milestone", "as_hoped", "undo_answer"), start),
        "opportunity_page": opportunity,
        "share_opportunity": opportunity,
        "public_page": {"opportunity": world.id_of("public")},
        "end_guarantee": {"guarantee": world.id_of("guarantee")},
        "agenda": meeting,
        "panel_room": meeting,
        "panel_case": meeting | item,
        "step_back": meeting | item,
        "take_up_case": meeting | {"item": world.id_of("carried")},
        "add_late_case": meeting | {"asked": world.id_of("asked_late")},
        "draw_up_agenda": meeting,
        "mark_case": meeting,
        "attendance": meeting,
        "move_meeting": meeting | {"target": "minutes_drafted"},
        "panel_decision": decision,
        "told_decision": decision,
        "theme": {"group": "travel"},
        "finish_theme_answer": {"answer": world.id_of("theme_answer")},
        "name_owner": {"owner": "transport"},
        "undo_decision": decision,
        "hand_on_action": {"action": world.id_of("action")},
        "ask_for_discussion": person,
        "minutes": meeting,
        **dict.fromkeys(("panel_plan", "draw_up_plan", "accept_plan", "take_back_choice"), meeting),
        "choose_place": {"row": world.id_of("plan_row"), "act": "lock"},
        **addresses_of_virtual_school(world),
        "user": {"user": world.users["personal_adviser"].public_id},
        "stop_user": {"user": world.users["personal_adviser"].public_id},
        "let_user_back": {"user": world.users["personal_adviser"].public_id},
        "council": {"council": world.council.public_id},
        "run_job": {"job": "outbox"},
        "send_mail_again": {"message": world.id_of("lost_mail")},
        "take_back_synonym": {"synonym": world.id_of("synonym")},
        "end_feed": {"feed": world.id_of("feed")},
        "reference_list": {"name": "themes"},
        "add_term": {"name": "themes"},
        "reference_term": {"name": "themes", "code": "no_route"},
        "waiting_file": {"waiting": world.id_of("waiting")},
        "want_as_history": {"waiting": world.id_of("waiting")},
        "start_again": {"waiting": world.id_of("waiting")},
        "loaded_file": {"file": world.id_of("file")},
        "value_to_confirm": {"question": world.id_of("question")},
    }


def of_offers(world: World) -> dict[str, dict[str, Any]]:
    """Pledging, posting and looking after an opportunity, and HR's review."""
    draft, live = {"opportunity": world.id_of("draft")}, {"opportunity": world.id_of("offered")}
    need = draft | {"need": world.id_of("need")}
    parts = ("work", "where", "places", "pay", "help", "needs", "need_type", "preview")
    afterwards = ("edit", "pause", "resume", "copy", "extend", "close")
    return {
        **{f"post_{part}": draft for part in parts},
        **{f"{act}_opportunity": live for act in afterwards},
        **dict.fromkeys(("still_stands", "put_away", "list_again", "open_public_page", "close_public_page"), live),
        **dict.fromkeys(("post_need_change", "post_need_drop"), need),
        "post_need": draft | {"what": "age"},
        "post_need_proposed": draft | {"what": "age"},
        "post_check": {"opportunity": world.id_of("ready")},
        "post_from_pledge": {"pledge": world.id_of("pledge")},
        "review_vacancy": {"opportunity": world.id_of("vacancy")},
        "pledge": {"event": world.id_of("event")},
    }


def addresses_of_virtual_school(world: World) -> dict[str, dict[str, Any]]:
    rounds = {"round": world.id_of("round")}
    event, pledge = {"event": world.id_of("event")}, {"pledge": world.id_of("pledge")}
    employer, contact = {"employer": world.id_of("employer")}, {"contact": world.id_of("contact")}
    return {
        **dict.fromkeys(("spoken_with", "invite_contact", "take_back_invitation"), contact),
        **dict.fromkeys(("coverage", "missing_from_round", "close_round", "open_round_again"), rounds),
        **dict.fromkeys(("event", "change_event", "poster", "type_card", "read_card"), event),
        "event_code": event | {"kind": "svg"},
        **dict.fromkeys(("pledge_page", "move_pledge", "change_pledge", "draft_from_pledge"), pledge),
        "judge_pair": {"first": world.id_of("employer"), "second": world.id_of("alike")},
        **dict.fromkeys(
            ("employer", "change_employer", "add_contact", "safeguarding_check", "let_employer_go_on"), employer
        ),
    }

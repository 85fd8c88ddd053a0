import json
from argparse import ArgumentParser
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.reference.load import load_reference
from matching.demo.crowd import make_crowd
from matching.desks.page_benchmark import database_of_its_own, prepared, served, waited
from matching.shortlists.actions import draw_up

SEED = 2026
BARE = "/accessibility/"


class Command(BaseCommand):
    help = "Time the pages of an adviser who has everybody on the caseload, with gunicorn, in a database of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=810)
        parser.add_argument("--offers", type=int, default=2_000)
        parser.add_argument("--times", type=int, default=200, help="requests of each page")
        parser.add_argument("--readers", type=int, default=2, help="how many ask at once")
        parser.add_argument("--prepare", action="store_true", help="fill this (empty) database and say what to open")

    def handle(
        self, *, people: int, offers: int, times: int, readers: int, prepare: bool = False, **options: object
    ) -> None:
        if prepare:
            self.stdout.write(json.dumps(fill(people, offers)))
            return
        self.stdout.write(f"{people:,} people on one caseload, {offers:,} opportunities, {readers} readers at once.")
        with database_of_its_own() as env:
            filled = prepared(env, people, offers)
            session = filled.pop("session")
            with served(env) as port:
                bare = waited(port, BARE, session, times=times, readers=readers)
                for words, path in ({"a page of words alone": BARE} | filled).items():
                    page = waited(port, path, session, times=times, readers=readers)
                    self.stdout.write(
                        f"{words}: median {page.p50:.0f} ms, p95 {page.p95:.0f} ms, {page.size / 1024:.0f} kB, "
                        f"{page.p95 / bare.p95:.1f} times a page of words alone."
                    )


def fill(people: int, offers: int) -> dict[str, str]:
    """A council in which one adviser has everybody; the shortlists as of today; who may open what."""
    day: date = timezone.localdate()
    load_reference()
    crowd = make_crowd(people, offers, seed=SEED, day=day)
    adviser = User.objects.create_user(
        "adviser@example.org", name="Rowan", council=crowd.council, team="North", roles=["personal_adviser"]
    )
    YoungPerson.objects.filter(council=crowd.council).update(personal_adviser=adviser, team="North")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw_up(council=crowd.council, day=crowd.day, by=None)
    person = YoungPerson.objects.filter(council=crowd.council).neet_on(crowd.day).order_by("pk")[0].public_id
    return {
        "session": session_of(adviser),
        "caseload": reverse("caseload"),
        "one young person": reverse("person", kwargs={"person": person}),
        "matches": reverse("matches", kwargs={"person": person}),
        "find opportunities": reverse("find_opportunities"),
    }


def session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)

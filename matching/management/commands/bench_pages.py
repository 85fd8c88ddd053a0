import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from config.reference.load import load_reference
from matching.demo.crowd import make_crowd
from matching.demo.crowd_readers import pages_of
from matching.desks.page_benchmark import Opened, Waited, database_of_its_own, prepared, served, waited
from matching.shortlists.actions import draw_up

SEED = 2026
BARE = "/accessibility/"


class Command(BaseCommand):
    help = "Time what advisers, the panel, the Virtual School, employers and their programs open most, with gunicorn."

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
            self.stdout.write(json.dumps([asdict(page) for page in fill(people, offers)]))
            return
        self.stdout.write(f"{people:,} people on one caseload, {offers:,} opportunities, {readers} readers at once.")
        with database_of_its_own() as env:
            pages = prepared(env, people, offers)
            with served(env) as port:
                bare = waited(port, Opened("", BARE, pages[0].session), times=times, readers=readers)
                self.stdout.write(f"a page of words alone: {in_words(bare)}.")
                for page in pages:
                    took = waited(port, page, times=times, readers=readers)
                    self.stdout.write(f"{page.words}: {in_words(took)}, p95 {took.p95 / bare.p95:.1f} times its.")


def in_words(took: Waited) -> str:
    return f"median {took.p50:.0f} ms, p95 {took.p95:.0f} ms, {took.size / 1024:.0f} kB"


def fill(people: int, offers: int) -> list[Opened]:
    """A council in which one adviser has everybody, with the shortlists as of today and a meeting of the panel."""
    day: date = timezone.localdate()
    load_reference()
    crowd = make_crowd(people, offers, seed=SEED, day=day)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw_up(council=crowd.council, day=crowd.day, by=None)
    pages = list(pages_of(crowd))
    sessions = {reader: session_of(reader) for reader in {page.reader for page in pages}}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [Opened(page.words, page.path, sessions[page.reader]) for page in pages]


def session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)

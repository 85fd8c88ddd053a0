from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from config.accounts.command_line import user_called
from config.accounts.permissions import ABOUT_PEOPLE, Scope
from config.api.tokens import make_token
from config.refusal import Refused

SCOPES = sorted(str(scope) for scope in set(Scope) - ABOUT_PEOPLE)
"""Whoever types a command says for whom, but is not known: no way in to what is said of young people."""


class Command(BaseCommand):
    help = "Make a token with which an organisation's program calls the API, in the name of one of its users."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="E-mail of the user in whose name it acts; it never may more than they")
        parser.add_argument("--label", required=True, help="Which program holds it")
        parser.add_argument("--scope", action="append", required=True, choices=SCOPES)
        parser.add_argument("--days", type=int, default=90, help="For how long it holds (90)")
        parser.add_argument("--by", required=True, help="E-mail of the administrator who makes it")

    def handle(self, *, user: str, label: str, scope: list[str], days: int, by: str, **_: object) -> None:
        try:
            token, secret = make_token(user=user_called(user), label=label, scopes=scope, days=days, by=user_called(by))
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stderr.write(
            f"Token {token.public_id} for “{token}”, until {token.expires_at:%-d %B %Y}. "
            "It is shown only now. Take it back with: manage.py revoke_api_token"
        )
        self.stdout.write(secret)

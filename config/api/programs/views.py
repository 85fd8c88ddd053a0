"""Somebody's own programs, and their systems' addresses: let in, told, tried again and ended."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from config.accounts.policies import users_kept_by
from config.api.models import ApiToken
from config.api.programs.forms import MAY, TokenForm, WebhookForm
from config.api.tokens import make_token, revoke_token
from config.outbox.models import Message, Webhook
from config.outbox.webhooks import end_webhook, make_webhook, tell_given_up_again
from config.screens.pages import ActionScreen, FormScreen, Screen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table, paged

TITLE = "Your programs"
TOKENS = (
    Column("Program", heads=True),
    Column("What it may do"),
    Column("In whose name"),
    Column("Works until", day=True),
    Column("Last came"),
)
TOLD = (Column("Address", heads=True), Column("What it is told"), Column("How it goes"))
EVENTS = (Column("What happened", heads=True), Column("When"), Column("How it went"))
WENT = {"waiting": "Waiting", "arrived": "Arrived", "given_up": "Given up", "stopped": "Stopped"}
GIVEN_UP = Q(messages__sent_at=None, messages__stopped_at=None, messages__tries__gte=Message.WEBHOOK_TRIES)


class Programs(Screen):
    template_name = "programs/programs.html"
    heading = TITLE

    def context(self) -> dict[str, Any]:
        now = timezone.now()
        tokens = kept_tokens(self).filter(revoked_at=None, expires_at__gt=now).select_related("user")
        told = own_webhooks(self).annotate(lost=Count("messages", filter=GIVEN_UP))
        return {
            "tokens": Table("Programs that may come in", TOKENS, [self._token(row) for row in tokens],
                            order="Newest first.", empty="No program comes in yet."),
            "told": Table("Systems that are told", TOLD, [self._told(row) for row in told],
                          order="Newest first.", empty="No system is told yet."),
        }  # fmt: skip

    def _token(self, row: ApiToken) -> list[Any]:
        may = "; ".join(MAY[scope] for scope in MAY if scope in row.scopes)
        whose = "Yours" if row.user_id == self.user.pk else row.user.name
        came = f"{timezone.localtime(row.last_used_at):%-d %B %Y, %H:%M}" if row.last_used_at else "Not yet"
        until = f"{timezone.localtime(row.expires_at):%-d %B %Y}"
        return [Cell(row.label, reverse("end_token", args=[row.public_id])), may, whose, until, came]

    def _told(self, row: Any) -> list[Any]:
        goes = f"{row.lost} given up" if row.lost else "All is well"
        if row.failed_at and not row.lost:
            goes = f"Not reached since {timezone.localtime(row.failed_at):%-d %B, %H:%M}. It is tried again."
        return [Cell(row.address, reverse("told_system", args=[row.public_id])), _events(row), goes]


class LetIn(FormScreen):
    form_class = TokenForm
    heading, button = "Let a program in", "Make its token"
    lead = "A program comes in with a token instead of a password: in your name, and only for what you tick."

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def back(self) -> tuple[str, str]:
        return reverse("programs"), TITLE

    def act(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        given = {"label": said["label"], "scopes": said["scopes"], "days": int(said["days"])}
        token, secret = make_token(user=self.user, by=self.user, **given)
        self.template_name, self.heading = "programs/made.html", "The token is ready"
        until = f"It works until {timezone.localtime(token.expires_at):%-d %B %Y}."
        return self.show(secret=secret, lead=until, use="Authorization: Bearer")


class EndToken(FormScreen):
    button = "End this token"
    lead = "The program is not let in any more, from the next call on."

    @cached_property
    def token(self) -> ApiToken:
        return self.one(kept_tokens(self).filter(revoked_at=None), public_id=self.kwargs["token"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"End the token of “{self.token}”"}

    def back(self) -> tuple[str, str]:
        return reverse("programs"), TITLE

    def act(self, form: Any) -> str:
        revoke_token(self.token, by=self.user)
        return f"“{self.token}” is not let in any more."

    def next_url(self) -> str:
        return reverse("programs")


class HaveTold(FormScreen):
    form_class = WebhookForm
    heading, button = "Have a system told", "Tell it from now on"
    lead = "What happens is posted to your system within a minute, so that it need not ask again and again."

    def back(self) -> tuple[str, str]:
        return reverse("programs"), TITLE

    def act(self, form: Any) -> HttpResponse:
        _, secret = make_webhook(**form.cleaned_data, by=self.user)
        self.template_name, self.heading = "programs/made.html", "Your system is told from now on"
        return self.show(secret=secret, lead="With this secret it makes sure that what it is told comes from here.")


class ToldSystem(TableFile, Screen):
    """One address: everything that was left for it, the newest first."""

    template_name = "programs/told.html"
    file_name = "events"

    @cached_property
    def webhook(self) -> Webhook:
        return self.one(own_webhooks(self), public_id=self.kwargs["webhook"])

    @property
    def left(self) -> QuerySet[Message]:
        return self.webhook.messages.order_by("-recorded_at", "-pk")

    def back(self) -> tuple[str, str]:
        return reverse("programs"), TITLE

    def context(self) -> dict[str, Any]:
        page = paged(self.request, self.left)
        lost = self.left.filter(sent_at=None, stopped_at=None, tries__gte=Message.WEBHOOK_TRIES).count()
        said = {"heading": self.webhook.address, "events": _events(self.webhook), "webhook": self.webhook}
        return said | {"table": self._table(page, page=page), "lost": lost}

    def whole(self) -> Table:
        return self._table(self.left)

    def _table(self, rows: Iterable[Message], page: Page | None = None) -> Table:
        cells = [_event(row) for row in rows]
        empty = "Nothing has happened yet that it is told."
        return Table("What it was told", EVENTS, cells, order="Newest first.", page=page, empty=empty, csv=AS_FILE)


class TellAgain(ActionScreen):
    def act(self) -> str:
        webhook = self.one(own_webhooks(self), public_id=self.kwargs["webhook"])
        told = tell_given_up_again(webhook, by=self.user)
        return f"{told} sent again within a minute."

    def next_url(self) -> str:
        return reverse("told_system", args=[self.kwargs["webhook"]])


class StopTelling(FormScreen):
    button = "Tell it no more"
    lead = "Nothing is sent there from now on. What waits is stopped."

    @cached_property
    def webhook(self) -> Webhook:
        return self.one(own_webhooks(self), public_id=self.kwargs["webhook"])

    def context(self) -> dict[str, Any]:
        return {"heading": f"Tell {self.webhook} no more"}

    def back(self) -> tuple[str, str]:
        return reverse("told_system", args=[self.webhook.public_id]), self.webhook.address

    def act(self, form: Any) -> str:
        end_webhook(self.webhook, by=self.user)
        return f"{self.webhook} is told no more."

    def next_url(self) -> str:
        return reverse("programs")


def kept_tokens(page: Screen) -> QuerySet[ApiToken]:
    """One's own; an administrator's those of the council's users too."""
    kept = users_kept_by(page.user).values("pk")
    return ApiToken.objects.filter(Q(user=page.user) | Q(user__in=kept))


def own_webhooks(page: Screen) -> QuerySet[Webhook]:
    return Webhook.objects.filter(owner=page.user, ended_at=None)


def _events(webhook: Webhook) -> str:
    return "; ".join(Webhook.Event(code).label for code in webhook.events)


def _event(row: Message) -> list[Any]:
    went = WENT[row.state] + (f": {row.last_error}" if row.last_error and row.state != "arrived" else "")
    return [Webhook.Event(row.subject).label, f"{timezone.localtime(row.recorded_at):%-d %B %Y, %H:%M}", went]

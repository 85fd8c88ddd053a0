"""What every page is: who may open it, what it shows, and a form that calls one action.

A page refuses strangers by default (LoginRequiredMiddleware); `public = True` lets them in. `may` names the
permissions of which any one opens the page. A `Refused` of an action comes back as an error of the form, a
`NotAllowed` as the page that says whom to ask.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DataError, transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.refusal import NotAllowed, Refused
from config.screens.forms import Form
from config.screens.tables import AS_WORKBOOK, RowsResponse

Row = TypeVar("Row", bound=Model)
NO_ROOM = "Something typed here is longer or larger than there is room for. Shorten it and try again."
"""The database refused a value that no rule before it did."""
NOT_PRESSED = "You pressed a button while you were signed out, or opened an old address. Go back and press it again."
NO_COUNCIL = "You belong to no council yet. Ask an administrator to add you to yours."


class Screen(View):
    """One page. `heading` is its h1 and its title; `back` the address of the link above it, with its words."""

    may: ClassVar[tuple[Permission, ...]] = ()
    public: ClassVar[bool] = False
    needs_council: ClassVar[bool] = True
    template_name: str = ""
    heading: str = ""
    today: date

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view = super().as_view(**initkwargs)
        return login_not_required(view) if cls.public else view

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if not self.public:
                self.check_may_open()
            response = super().dispatch(request, *args, **kwargs)
        except NotAllowed as error:
            response = sentence_page(request, "403.html", str(error), 403)
        except Refused as error:
            response = sentence_page(request, "refused.html", str(error), 409)
        if isinstance(response, RowsResponse) and AS_WORKBOOK in request.GET:
            response = response.as_workbook()
        add_never_cache_headers(response)
        return response

    def check_may_open(self) -> None:
        """Raises NotAllowed with the roles that could open this page."""
        if self.may and not any(self.user.may(permission) for permission in self.may):
            able = [role.label for role in ROLES.values() if role.permissions & set(self.may)]
            raise NotAllowed(f"This page is for: {', '.join(able)}.")
        if self.needs_council and self.user.council_id is None:
            raise NotAllowed(NO_COUNCIL)

    @property
    def user(self) -> User:
        """Who signed in; the middleware has sent everyone else to the sign-in page."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def one(self, rows: QuerySet[Row], **lookup: Any) -> Row:
        """The one row, of those this user may see. What is somebody else's is not found (404)."""
        return get_object_or_404(rows, **lookup)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {**self.frame(), **self.context(), **more}
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def frame(self) -> dict[str, Any]:
        """What every page of this kind shows; `context` goes before it."""
        return {"heading": self.heading, "back": self.back()}

    def back(self) -> tuple[str, str] | None:
        """The address and words of the link above the heading."""
        return None

    def context(self) -> dict[str, Any]:
        return {}


class FormScreen(Screen):
    """A page with one form and one button. `act` calls the action and returns what the next page says is done.

    `waits` is said below the button where that takes longer than a second.
    """

    form_class: type[Form] = Form
    template_name = "screens/form.html"
    button: str = "Save"
    lead: str = ""
    waits: str = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=self.form_type()(initial=self.initial(), **self.form_kwargs()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kwargs_of_form = {"initial": self.initial(), **self.form_kwargs()}
        form = self.form_type()(request.POST, request.FILES, **kwargs_of_form)
        if not form.is_valid():
            return self.show(form=form)
        try:
            with transaction.atomic():
                done = self.act(form)
        except NotAllowed:
            raise
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.show(form=form)
        except DataError:
            form.add_error(None, NO_ROOM)
            return self.show(form=form)
        return done if isinstance(done, HttpResponseBase) else self.after(done)

    def after(self, sentence: str | None) -> HttpResponse:
        if sentence:
            messages.success(self.request, sentence)
        return HttpResponseRedirect(self.next_url())

    def frame(self) -> dict[str, Any]:
        return super().frame() | {"button": self.button, "lead": self.lead, "waits": self.waits}

    def form_type(self) -> type[Form]:
        return self.form_class

    def initial(self) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> str | HttpResponse | None:
        raise NotImplementedError

    def next_url(self) -> str:
        return reverse("desk")


class ActionScreen(Screen):
    """A button that stands on another page: POST acts and goes back there; a refusal is shown there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where somebody lands who signed in again after pressing it: they are told that nothing was done."""
        page = sentence_page(request, "not_pressed.html", NOT_PRESSED, 405)
        page.headers["Allow"] = "POST"
        return page

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                sentence = self.act()
        except NotAllowed:
            raise
        except Refused as error:
            messages.error(request, str(error))
        except DataError:
            messages.error(request, NO_ROOM)
        else:
            if sentence:
                messages.success(request, sentence)
        return HttpResponseRedirect(self.next_url())

    def act(self) -> str | None:
        raise NotImplementedError

    def next_url(self) -> str:
        return reverse("desk")


def sentence_page(request: HttpRequest, template: str, sentence: str, status: int) -> HttpResponse:
    return TemplateResponse(request, template, {"sentence": sentence}, status=status)

"""Which mails somebody gets: a tick for each kind of line, role by role."""

from typing import Any

from django.urls import reverse

from config.outbox.actions import choose_kinds
from config.outbox.models import LeftOut
from config.screens.forms import Choices, Form, SeveralField
from config.screens.pages import FormScreen
from matching.desks.digests.digest import digests_of


class MailsForm(Form):
    """Ticked is told."""

    told = SeveralField("What should the mail tell you?", hint="A mail leaves only when one of these is due.")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("told", choices)


class MyMails(FormScreen):
    form_class = MailsForm
    template_name = "digests/my_mails.html"
    heading, button = "Your mails", "Save my choice"

    @property
    def labels(self) -> dict[str, str]:
        return {item.code: item.label for digest in digests_of(self.user) for item in digest.items}

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": self.labels.items()}

    def initial(self) -> dict[str, Any]:
        left_out = set(LeftOut.objects.filter(user=self.user).values_list("kind", flat=True))
        return {"told": [code for code in self.labels if code not in left_out]}

    def context(self) -> dict[str, Any]:
        return {"often": dict.fromkeys(digest.often for digest in digests_of(self.user))}

    def act(self, form: Any) -> str:
        told = set(form.cleaned_data["told"])
        choose_kinds(user=self.user, left_out=self.labels.keys() - told, among=self.labels.keys(), by=self.user)
        return "Saved. It counts from the next mail." if told else "Saved. You get no morning mail."

    def next_url(self) -> str:
        return reverse("my_mails")

"""Paper cards of an event, typed in one after the other (E2)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.screens.pages import FormScreen
from employers.models import Employer
from matching.desks.pledge_book.events import MAY, OfEvent
from matching.desks.pledge_book.forms import CardForm, PastedForm
from matching.desks.pledge_book.read_cards import filled_in, notes
from opportunities.card_reading.card import read_card
from opportunities.pledging.paper import Card, type_in


class TypeCard(OfEvent, FormScreen):
    may = MAY
    form_class = CardForm
    template_name = "pledge_book/card.html"
    lead = "Type what stands on the card. What is not on it stays empty."
    button = "Write this card down"

    def show(self, **more: Any) -> HttpResponse:
        said = {"heading": f"Type in a card from {self.event.name}", "event": self.event, "read": None}
        return super().show(**{**said, **more})

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.council, "day": self.today}

    def act(self, form: CardForm) -> str:
        said = form.cleaned_data
        facts = (
            "organisation", "kind_of_organisation", "name", "email", "phone", "postcode", "category", "words", "number"
        )  # fmt: skip
        card = Card(promised=form.promised, **{name: said[name] for name in facts})
        pledges = type_in(card, council=self.council, event=self.event, by=self.user)
        number = "1 pledge" if len(pledges) == 1 else f"{len(pledges)} pledges"
        return f"{number} of {card.organisation} written down as {pledges[0].reference}."

    def after(self, sentence: str | None) -> HttpResponse:
        """To the next card, or back to the event where that button was pressed."""
        if "another" in self.request.POST:
            super().after(sentence)
            return HttpResponseRedirect(reverse("type_card", args=[self.event.public_id]))
        return super().after(sentence)


class ReadCard(OfEvent, FormScreen):
    """The words of a card or a mail, pasted: what we can read is filled in for a person to check."""

    may = MAY
    form_class = PastedForm
    heading = "Paste the words of a card or a mail"
    lead = "We fill in what we can read. Nothing is written down until you have checked it."
    button = "Fill in the card"

    def back(self) -> tuple[str, str]:
        return reverse("type_card", args=[self.event.public_id]), "Type in a card"

    def act(self, form: PastedForm) -> HttpResponse:
        words = form.cleaned_data["pasted"]
        register = {row.name: row for row in Employer.objects.filter(council=self.council)}
        reading = read_card(words, list(register))
        known = register.get(reading.in_register)
        card = TypeCard()
        card.setup(self.request, *self.args, **self.kwargs)
        return card.show(
            form=CardForm(initial=filled_in(reading, known, words), **card.form_kwargs()),
            read=list(notes(reading, known, self.council, self.today)),
            action=self.back()[0],
        )

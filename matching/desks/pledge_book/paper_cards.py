"""Paper cards of an event, typed in one after the other (E2)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.screens.pages import FormScreen
from matching.desks.pledge_book.events import MAY, OfEvent
from matching.desks.pledge_book.forms import CardForm
from opportunities.pledging.paper import Card, type_in


class TypeCard(OfEvent, FormScreen):
    may = MAY
    form_class = CardForm
    template_name = "pledge_book/card.html"
    lead = "Type what stands on the card. What is not on it stays empty."
    button = "Write this card down"

    def show(self, **more: Any) -> HttpResponse:
        return super().show(**{"heading": f"Type in a card from {self.event.name}", **more})

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.council, "day": self.today}

    def act(self, form: CardForm) -> str:
        said = form.cleaned_data
        facts = ("organisation", "kind_of_organisation", "name", "email", "phone", "postcode", "words", "number")
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

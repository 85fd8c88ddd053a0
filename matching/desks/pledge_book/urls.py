"""Business events and pledges, for those who keep them."""

from django.urls import path

from matching.desks.pledge_book import events, one_pledge
from matching.desks.pledge_book.paper_cards import ReadCard, TypeCard
from matching.desks.pledge_book.pledges import Pledges
from matching.desks.pledge_book.promises import PromisesKept

urlpatterns = [
    path("events/", events.Events.as_view(), name="events"),
    path("events/new/", events.AddEvent.as_view(), name="add_event"),
    path("events/<uuid:event>/", events.EventPage.as_view(), name="event"),
    path("events/<uuid:event>/change/", events.ChangeEvent.as_view(), name="change_event"),
    path("events/<uuid:event>/poster/", events.Poster.as_view(), name="poster"),
    path("events/<uuid:event>/code.<str:kind>", events.EventCode.as_view(), name="event_code"),
    path("events/<uuid:event>/card/", TypeCard.as_view(), name="type_card"),
    path("events/<uuid:event>/card/words/", ReadCard.as_view(), name="read_card"),
    path("pledges/", Pledges.as_view(), name="pledges"),
    path("pledges/kept/", PromisesKept.as_view(), name="promises_kept"),
    path("pledges/<uuid:pledge>/", one_pledge.PledgePage.as_view(), name="pledge_page"),
    path("pledges/<uuid:pledge>/next/", one_pledge.MovePledge.as_view(), name="move_pledge"),
    path("pledges/<uuid:pledge>/change/", one_pledge.ChangePledge.as_view(), name="change_pledge"),
    path("pledges/<uuid:pledge>/draft/", one_pledge.DraftFromPledge.as_view(), name="draft_from_pledge"),
]

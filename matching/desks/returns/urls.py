"""The returns: what is asked first, filling it in, the files."""

from django.urls import path

from matching.desks.returns import answering, asking, exporting

urlpatterns = [
    path("returns/", exporting.Returns.as_view(), name="returns"),
    path("returns/ask-first/", asking.AskFirst.as_view(), name="ask_first"),
    path("people/<uuid:person>/return/", answering.AnswerReturn.as_view(), name="answer_return"),
]

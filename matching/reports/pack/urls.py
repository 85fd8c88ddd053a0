"""The monthly pack."""

from django.urls import path

from matching.reports.pack import views

PACK = "pack/<uuid:pack>/"
urlpatterns = [
    path("pack/", views.Packs.as_view(), name="packs"),
    path("pack/draw-up/", views.DrawUpPack.as_view(), name="draw_up_pack"),
    path(PACK, views.PackPage.as_view(), name="pack"),
    path(PACK + "agree/", views.AgreePack.as_view(), name="agree_pack"),
    path(PACK + "correct/", views.CorrectPack.as_view(), name="correct_pack"),
    path(PACK + "pdf/", views.PackPdf.as_view(), name="pack_pdf"),
    path(PACK + "workbook/", views.PackWorkbook.as_view(), name="pack_workbook"),
    path(PACK + "tables/<slug:table>/", views.PackTable.as_view(), name="pack_table"),
]

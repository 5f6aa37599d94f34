"""The addresses of who looked."""

from django.urls import path

from burgerprofiel.portal.pages.looked import copying, doubt, line, listing, questions

urlpatterns = [
    path("inzage", listing.looked, name="looked"),
    path("inzage/uitvoer.csv", copying.copied, name="looked-copy"),
    path("inzage/regel/<int:number>", line.line, name="looked-line"),
    path("inzage/herken-ik-niet/<int:number>", doubt.doubt, name="looked-doubt"),
    path("inzage/vragen", questions.questions, name="looked-questions"),
    path("inzage/vragen/<uuid:case>", questions.question, name="looked-question"),
]

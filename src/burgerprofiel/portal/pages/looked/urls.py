"""The addresses of who looked."""

from django.urls import path

from burgerprofiel.portal.pages.looked import doubt, listing, questions

urlpatterns = [
    path("inzage", listing.looked, name="looked"),
    path("inzage/herken-ik-niet/<int:number>", doubt.doubt, name="looked-doubt"),
    path("inzage/vragen", questions.questions, name="looked-questions"),
    path("inzage/vragen/<uuid:case>", questions.question, name="looked-question"),
]

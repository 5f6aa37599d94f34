"""The addresses of the desk."""

from django.urls import path

from burgerprofiel.desk.pages import front

urlpatterns = [
    path("", front.front, name="desk-front"),
]

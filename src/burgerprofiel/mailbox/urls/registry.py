"""The addresses for programs: v2 is the eBox's published contract, v3 its successor, `burgerprofiel` our additions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

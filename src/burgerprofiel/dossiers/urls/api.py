"""The addresses for programs, on the host for them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

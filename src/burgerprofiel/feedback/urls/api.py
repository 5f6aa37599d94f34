"""The addresses of programs, on the host for them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""The addresses of the citizen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

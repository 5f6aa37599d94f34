"""The addresses on the portal host."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []

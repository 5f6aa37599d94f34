"""The addresses on the api host."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []

"""The citizen's addresses of messages that lie at other registries."""

from django.urls import path

from burgerprofiel.mailbox.pages import borrowed, borrowed_content

_MESSAGE = "berichten/elders/<slug:where>/<str:name>"

urlpatterns = [
    path(_MESSAGE, borrowed.message, name="mail-elsewhere"),
    path(f"{_MESSAGE}/tekst", borrowed_content.text, name="mail-elsewhere-text"),
    path(f"{_MESSAGE}/alles.zip", borrowed_content.saved, name="mail-elsewhere-whole"),
    path(f"{_MESSAGE}/archief", borrowed.show, name="mail-elsewhere-show"),
    path(f"{_MESSAGE}/stukken/<str:part>", borrowed_content.file, name="mail-elsewhere-file"),
]

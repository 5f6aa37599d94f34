"""The citizen's addresses."""

from django.urls import path

from burgerprofiel.mailbox.pages import acts, answering, box, content, evidence, export, message, own
from burgerprofiel.mailbox.urls import activation, elsewhere

urlpatterns = [
    *activation.urlpatterns,
    *elsewhere.urlpatterns,
    path("berichten", box.box, name="mail"),
    path("berichten/zoeken", box.search, name="mail-search"),
    path("berichten/doen", acts.act, name="mail-act"),
    path("berichten/ongedaan", acts.undo, name="mail-undo"),
    path("berichten/ordenen", own.own, name="mail-own"),
    path("berichten/ordenen/wijzigen", own.change, name="mail-own-change"),
    path("berichten/ordenen/bewaren", own.save_search, name="mail-search-save"),
    path("berichten/uitvoer.csv", export.listed, {"form": "csv"}, name="mail-csv"),
    path("berichten/uitvoer.json", export.listed, {"form": "json"}, name="mail-json"),
    path("berichten/uitvoer.zip", export.listed, {"form": "zip"}, name="mail-zip"),
    path("berichten/logos/<uuid:image_id>", content.logo, name="mail-logo"),
    path("berichten/<uuid:message_id>", message.message, name="mail-message"),
    path("berichten/<uuid:message_id>/tekst", content.text, name="mail-text"),
    path("berichten/<uuid:message_id>/stukken/<uuid:attachment_id>", content.file, name="mail-file"),
    path("berichten/<uuid:message_id>/alles.zip", export.whole, name="mail-whole"),
    path("berichten/<uuid:message_id>/vervaldag.ics", export.due, name="mail-due"),
    path("berichten/<uuid:message_id>/bewijs.json", evidence.signed, name="mail-evidence"),
    path("berichten/<uuid:message_id>/ontvangst", acts.receive, name="mail-receive"),
    path("berichten/<uuid:message_id>/antwoord", answering.answer, name="mail-answer"),
    path("berichten/<uuid:message_id>/gezien", message.seen, name="mail-seen"),
]

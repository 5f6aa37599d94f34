"""The addresses of the desk."""

from django.urls import path

from burgerprofiel.desk.pages import front, team
from burgerprofiel.desk.pages.announcing import edit as announcing
from burgerprofiel.desk.pages.announcing import every as announcements
from burgerprofiel.desk.pages.announcing import one as proposal
from burgerprofiel.desk.pages.announcing import told as announcement
from burgerprofiel.desk.pages.clients import decide, propose, read
from burgerprofiel.desk.pages.counter import one, register, registrations
from burgerprofiel.desk.pages.feedback import handling
from burgerprofiel.desk.pages.mail import arranging, inbox
from burgerprofiel.desk.pages.mail import one as mail
from burgerprofiel.desk.pages.privacy import one as case
from burgerprofiel.desk.pages.privacy import queue
from burgerprofiel.desk.pages.senders import edit, every, rights
from burgerprofiel.desk.pages.wording import edit as wording

urlpatterns = [
    path("", front.front, name="desk-front"),
    path("loket", registrations.registrations, name="desk-counter"),
    path("loket/nieuw", register.purpose, name="desk-register"),
    path("loket/nieuw/gegevens", register.register, name="desk-register-identity"),
    path("loket/<uuid:registration_id>", one.registration, name="desk-registration"),
    path("loket/<uuid:registration_id>/brief", one.letter, name="desk-letter"),
    path("loket/<uuid:registration_id>/nieuwe-brief", one.another_letter, name="desk-another-letter"),
    path("loket/<uuid:registration_id>/adres", one.address, name="desk-address"),
    path("loket/<uuid:registration_id>/intrekken", one.withdraw, name="desk-withdraw"),
    path("loket/<uuid:registration_id>/slot", one.lock, name="desk-lock"),
    path("toepassingen", read.every, name="desk-clients"),
    path("toepassingen/nieuw", propose.new, name="desk-client-new"),
    path("toepassingen/van/<str:client_id>", read.one, name="desk-client"),
    path("toepassingen/van/<str:client_id>/wijzigen", propose.change, name="desk-client-change"),
    path("toepassingen/wijziging/<uuid:change_id>", decide.change, name="desk-change"),
    path("toepassingen/wijziging/<uuid:change_id>/besluit", decide.decide, name="desk-change-decide"),
    path("afzenders", every.every, name="desk-senders"),
    path("afzenders/recht", rights.decide, name="desk-sender-right"),
    path("afzenders/logo/<uuid:image_id>", every.logo, name="desk-sender-logo"),
    path("afzenders/<slug:way>/nieuw", edit.new, name="desk-sender-new"),
    path("afzenders/<slug:way>/van/<str:key>", edit.one, name="desk-sender"),
    path("afzenders/<slug:way>/van/<str:key>/logo", edit.logo, name="desk-sender-picture"),
    path("post", inbox.inbox, name="desk-mail"),
    path("post/regels", arranging.rules, name="desk-mail-rules"),
    path("post/regels/wijzigen", arranging.change, name="desk-mail-rules-change"),
    path("post/<uuid:message_id>", mail.one, name="desk-mail-one"),
    path("post/<uuid:message_id>/tekst", mail.text, name="desk-mail-text"),
    path("post/<uuid:message_id>/stukken/<uuid:attachment_id>", mail.file, name="desk-mail-file"),
    path("post/<uuid:message_id>/doen", mail.act, name="desk-mail-act"),
    path("verbeteringen", handling.reports, name="desk-feedback"),
    path("verbeteringen/<uuid:report>", handling.report, name="desk-feedback-one"),
    path("verbeteringen/<uuid:report>/bijlage", handling.attachment, name="desk-feedback-file"),
    path("verbeteringen/<uuid:report>/stap", handling.step, name="desk-feedback-step"),
    path("inzage", queue.queue, name="desk-privacy"),
    path("inzage/<uuid:case_id>", case.case, name="desk-privacy-one"),
    path("inzage/<uuid:case_id>/nemen", case.take, name="desk-privacy-take"),
    path("inzage/<uuid:case_id>/antwoord", case.answer, name="desk-privacy-answer"),
    path("meldingen/sjablonen", wording.every, name="desk-wording"),
    path("meldingen/sjablonen/nieuw", wording.new, name="desk-wording-new"),
    path("meldingen/sjablonen/van/<str:key>", wording.one, name="desk-wording-one"),
    path("aankondigingen", announcements.every, name="desk-announcements"),
    path("aankondigingen/nieuw", announcing.new, name="desk-announcement-new"),
    path("aankondigingen/verteld/<uuid:announcement_id>", announcement.told, name="desk-announcement-told"),
    path("aankondigingen/verteld/<uuid:announcement_id>/stoppen", announcement.stop, name="desk-announcement-stop"),
    path("aankondigingen/<uuid:proposal_id>", proposal.one, name="desk-proposal"),
    path("aankondigingen/<uuid:proposal_id>/wijzigen", announcing.change, name="desk-proposal-change"),
    path("aankondigingen/<uuid:proposal_id>/brief/<slug:language>", proposal.letter, name="desk-proposal-letter"),
    path("aankondigingen/<uuid:proposal_id>/stap", proposal.act, name="desk-proposal-act"),
    path("team", team.team, name="desk-team"),
    path("team/geven", team.give, name="desk-team-give"),
    path("team/nemen", team.take, name="desk-team-take"),
]

"""Who may send what, on screen: written, looked over, and then it holds; what was used is ended, never removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import remembered
from burgerprofiel.mailbox.models import (
    Logo,
    MessageType,
    SenderApplication,
    SenderChange,
    SenderOrganisation,
    SenderRight,
)
from burgerprofiel.mailbox.senders import queries
from burgerprofiel.site.launch import prepare_check
from tests.desk.reading import hidden, told
from tests.desk.staff import BRAM, ORIGIN, SOFIE, Colleague, at_work, the_site

ZONNEGEM = "0812345603"
TYPE = {
    "key": "zonnegem-attest",
    "name_nl": "Attest",
    "name_fr": "Attestation",
    "validity_number": "18",
    "validity_unit": "month",
    "max_megabytes": "2,5",
    "media_types": "application/pdf",
    "business_data": "dossier = Dossiernummer | Numéro de dossier",
    "reply": "1",
}


@pytest.fixture(autouse=True)
def senders(db: None) -> Iterator[None]:
    """The demo's senders."""
    call_command("mailbox_senders", str(prepare_check.DEMO / "senders.toml"), verbosity=0)
    remembered.forget()
    yield
    remembered.forget()


@pytest.fixture
def sofie() -> Colleague:
    """Who manages applications for the body whose site this is."""
    return at_work(SOFIE, DeskRole.APPLICATIONS, at=the_site())


@pytest.fixture
def bram() -> Colleague:
    """Her colleague."""
    return at_work(BRAM, DeskRole.APPLICATIONS, at=the_site())


def keep(who: Colleague, path: str, **fields: str) -> HttpResponse:
    """Write it, look it over, keep it."""
    looked = who.post(path, **fields)
    assert looked.status_code == 200, told(looked)
    return who.post(path, **hidden(looked), stap="bewaren")


def form_of(kind: MessageType, **more: str) -> dict[str, str]:
    """The form of a type of message as the browser sends it."""
    return {
        "name_nl": kind.names["nl"],
        "validity_number": str(kind.validity_number),
        "validity_unit": kind.validity_unit,
        "max_megabytes": "25",
        "reply": "1",
        **more,
    }


def test_the_screen_says_who_may_send_what_to_whom(sofie: Colleague) -> None:
    page = told(sofie.get("/afzenders"))
    assert "Municipality of Zonnegem Mail from Zonnegem Letter Citizens, Enterprises" in page
    assert "News from Zonnegem Announcement: goes to Notices" in page
    assert "zonnegem-post 0812345603 nobody else" in page


def test_only_application_managers_come_here(links: list[str]) -> None:
    clerk = at_work(BRAM, DeskRole.COUNTER, DeskRole.TEAM)
    assert clerk.get("/afzenders").status_code == 403
    assert clerk.post("/afzenders/recht", besluit="geven").status_code == 403
    assert clerk.get("/afzenders/soort/nieuw").status_code == 403


def test_a_new_type_holds_once_it_was_looked_over(sofie: Colleague) -> None:
    looked = sofie.post("/afzenders/soort/nieuw", **TYPE)
    assert "Attestation" in told(looked) and "dossier: fr: Numéro de dossier" in told(looked)
    assert not MessageType.objects.filter(pk="zonnegem-attest").exists()
    assert keep(sofie, "/afzenders/soort/nieuw", **TYPE).status_code == 303
    kind = MessageType.objects.get(pk="zonnegem-attest")
    assert (kind.validity_number, kind.validity_unit, kind.max_octets) == (18, "month", 2_500_000)
    assert (kind.media_types, kind.reply_allowed, kind.payment_allowed) == (["application/pdf"], True, False)
    assert kind.business_keys["dossier"]["names"] == {"nl": "Dossiernummer", "fr": "Numéro de dossier"}


def test_the_change_stands_in_the_history_and_in_the_trail_of_who_made_it(sofie: Colleague) -> None:
    keep(sofie, "/afzenders/soort/nieuw", **TYPE)
    change = SenderChange.objects.latest("id")
    assert (change.what, change.key, change.by, change.before) == ("message_type", "zonnegem-attest", sofie.id, None)
    event = AuditEvent.objects.filter(citizen_id=sofie.id, tag="mailbox.senders.changed").get()
    assert event.actor == str(sofie.id)
    assert "Sofie Janssens" in told(sofie.get("/afzenders/soort/van/zonnegem-attest"))
    assert "An operator, by file" in told(sofie.get("/afzenders/soort/van/zonnegem-brief"))


def test_rights_given_and_taken_away_are_read_by_name(sofie: Colleague) -> None:
    page = told(sofie.get("/afzenders")).partition("Rights given and taken away")[2]
    assert "Police Zone Zonneweide · Traffic fines · Traffic fine of the police · Enterprises An operator" in page
    assert "politie-boete" not in page


def test_a_change_holds_at_once_for_who_sends(sofie: Colleague) -> None:
    kind = MessageType.objects.get(pk="zonnegem-brief")
    keep(sofie, "/afzenders/soort/van/zonnegem-brief", **form_of(kind, payment="1"))
    policy = queries.may_send(ZONNEGEM, "zonnegem-post", "zonnegem-brief", "citizen")
    assert policy
    assert policy.payment_allowed


def test_what_is_ended_stays_and_may_not_be_sent(sofie: Colleague) -> None:
    path = "/afzenders/soort/van/zonnegem-brief"
    form = form_of(MessageType.objects.get(pk="zonnegem-brief"), ended="1")
    assert "nothing is sent with it any more" in told(sofie.post(path, **form))
    keep(sofie, path, **form)
    assert MessageType.objects.filter(pk="zonnegem-brief").exists()
    assert queries.may_send(ZONNEGEM, "zonnegem-post", "zonnegem-brief", "citizen") is None
    assert "Brief Ended" in told(sofie.get("/afzenders"))


def test_who_was_slower_looks_again(sofie: Colleague) -> None:
    path = "/afzenders/soort/van/zonnegem-brief"
    looked = sofie.post(path, **form_of(MessageType.objects.get(pk="zonnegem-brief"), payment="1"))
    MessageType.objects.filter(pk="zonnegem-brief").update(max_octets=1)
    refused = sofie.post(path, **hidden(looked), stap="bewaren")
    assert refused.status_code == 409
    assert "Somebody changed it meanwhile" in told(refused)
    assert not MessageType.objects.get(pk="zonnegem-brief").payment_allowed


def test_from_the_confirmation_one_goes_back_with_everything(sofie: Colleague) -> None:
    looked = sofie.post("/afzenders/soort/nieuw", **TYPE)
    again = sofie.post("/afzenders/soort/nieuw", **hidden(looked), stap="terug").content.decode()
    assert 'value="Attestation"' in again and 'value="2,5"' in again and "dossier = Dossiernummer" in again


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("key", "zonnegem-brief", "There is one with this name already."),
        ("key", "a b", "An id is needed"),
        ("name_nl", "", "It is needed in Dutch at least."),
        ("validity_number", "0", "A number and one of day, month, year"),
        ("max_megabytes", "veel", "A number is needed: 25, for instance."),
        ("max_megabytes", "1e400", "A number of bytes is needed"),
        ("max_megabytes", "Infinity", "A number of bytes is needed"),
        ("business_data", "dossier", "Each line is: key = Dutch"),
        ("business_data", "a = b\na = c", "each key stands there once"),
    ],
)
def test_a_mistake_is_told_beside_its_field(sofie: Colleague, field: str, value: str, sentence: str) -> None:
    page = sofie.post("/afzenders/soort/nieuw", **TYPE | {field: value})
    assert page.status_code == 400
    assert sentence in told(page)
    assert not MessageType.objects.filter(pk="zonnegem-attest").exists()


def test_organisations_and_applications_are_written_in_the_same_way(sofie: Colleague) -> None:
    new = {"key": "0884.303.369", "name_nl": "Stad Voorbeeld", "url": "https://stad.example/", "paper_stops": "1"}
    assert keep(sofie, "/afzenders/organisatie/nieuw", **new).status_code == 303
    row = SenderOrganisation.objects.get(pk="0884303369")
    assert (row.names, row.paper_stops, row.active) == ({"nl": "Stad Voorbeeld"}, True, True)
    assert keep(sofie, "/afzenders/toepassing/nieuw", key="stad-post", name_nl="Stadspost").status_code == 303
    assert SenderApplication.objects.filter(pk="stad-post", active=True).exists()
    wrong = sofie.post("/afzenders/organisatie/nieuw", **new | {"key": "0884303368", "url": "x"})
    assert "is not a valid enterprise number" in told(wrong)


def right(**more: str) -> dict[str, str]:
    """The form of a right."""
    chosen = {"organisation": ZONNEGEM, "application": "zonnegem-post", "message_type": "wonen-premie"}
    return {**chosen, "to": "citizen", "besluit": "geven", **more}


def test_a_right_is_given_and_taken_after_a_second_look(sofie: Colleague) -> None:
    asked = sofie.post("/afzenders/recht", **right())
    assert "Let them send this?" in told(asked)
    assert queries.may_send(ZONNEGEM, "zonnegem-post", "wonen-premie", "citizen") is None
    assert sofie.post("/afzenders/recht", **hidden(asked)).status_code == 303
    remembered.forget()  # the transaction of this test never ends, and that is when it is forgotten
    assert queries.may_send(ZONNEGEM, "zonnegem-post", "wonen-premie", "citizen")
    sofie.post("/afzenders/recht", **hidden(sofie.post("/afzenders/recht", **right(besluit="nemen"))))
    remembered.forget()
    assert queries.may_send(ZONNEGEM, "zonnegem-post", "wonen-premie", "citizen") is None
    assert [change.by for change in SenderChange.objects.order_by("-id")[:2]] == [sofie.id, sofie.id]


def test_a_right_for_nobody_or_nothing_is_refused(sofie: Colleague) -> None:
    before = SenderRight.objects.count()
    for nonsense in ({"to": "dog"}, {"organisation": "x\x00"}, {"message_type": ""}):
        page = sofie.post("/afzenders/recht", **right(zeker="1") | nonsense)
        assert page.status_code == 400
    assert SenderRight.objects.count() == before


def test_an_announcement_is_said_to_be_one_before_it_is_allowed(sofie: Colleague) -> None:
    page = sofie.post("/afzenders/recht", **right(message_type="zonnegem-nieuws"))
    assert "a mere announcement: the mailbox refuses it" in told(page)


def send_logo(who: Colleague, content: bytes, name: str = "logo.png") -> HttpResponse:
    """Upload a picture for Zonnegem."""
    path = f"/afzenders/organisatie/van/{ZONNEGEM}/logo"
    return who.client.post(path, {"logo": SimpleUploadedFile(name, content)}, headers={"origin": ORIGIN})


def test_a_logo_is_a_picture_by_what_it_holds(sofie: Colleague) -> None:
    picture = (prepare_check.DEMO / "wonen.png").read_bytes()
    assert send_logo(sofie, picture).status_code == 303
    row = Logo.objects.get(organisation_id=ZONNEGEM)
    shown = sofie.get(f"/afzenders/logo/{row.image_id}")
    assert (shown.content, shown.headers["Content-Type"]) == (picture, "image/png")
    assert "sandbox" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG can hold programs"),
        (b"\x89PNG\r\n\x1a\n but no picture", "not a PNG, JPEG or GIF"),
        (b"<html>", "not a PNG, JPEG or GIF"),
        (b"", "not a PNG, JPEG or GIF"),
        (bytes(200_001), "at most 200 kilobytes"),
        (b"GIF89a\xff\xff\xff\xff" + bytes(20) + b";", "at most 2000 pixels"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(sofie: Colleague, content: bytes, sentence: str) -> None:
    before = Logo.objects.get(organisation_id=ZONNEGEM).image_id
    page = send_logo(sofie, content)
    assert page.status_code == 400
    assert sentence in told(page)
    assert Logo.objects.get(organisation_id=ZONNEGEM).image_id == before


@pytest.mark.parametrize("path", ["hond/nieuw", "soort/van/niets", "soort/van/a%00b", "soort/van/zonnegem-brief/logo"])
def test_what_is_not_there_is_not_found(sofie: Colleague, path: str) -> None:
    assert sofie.post(f"/afzenders/{path}").status_code == 404


def test_other_bodies_read_who_may_send_what_and_cannot_change_it() -> None:
    stranger = at_work(BRAM, DeskRole.APPLICATIONS)
    at = "/afzenders/soort/van/zonnegem-brief"
    for path in ("/afzenders", at):
        page = stranger.get(path)
        assert page.status_code == 200
        assert "changes it" in told(page)
        assert "Look it over" not in told(page)
    kept = SenderChange.objects.count()
    form = form_of(MessageType.objects.get(pk="zonnegem-brief"))
    refused = [
        stranger.get("/afzenders/soort/nieuw"),
        stranger.post(at, **form, stap="bewaren"),
        stranger.post("/afzenders/recht", **right(zeker="1")),
        send_logo(stranger, b""),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert SenderChange.objects.count() == kept

"""One message on the screen: what is opened and what is not, what it asks, and that nothing of a sender's runs here."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import actions, reading
from burgerprofiel.mailbox.models import Attachment, Box, Message
from tests.mailbox import boxes, letters
from tests.mailbox.owning import Owner, owner
from tests.portal.reading import body as whole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def noor() -> Owner:
    """Noor, with an active box and a municipality that writes to her."""
    noor = owner()
    boxes.box(noor.citizen_id)
    letters.sender()
    return noor


def sent(text: str = "", *files: letters.FileToPublish, **parts: object) -> UUID:
    """A letter to Noor; without a file its text is the main content."""
    main = {"body": text, "body_is_main": not files} if text else {}
    return letters.published(letters.letter(**main, **parts), files).message_id


def with_pdf(**parts: object) -> tuple[UUID, UUID]:
    """A letter whose PDF is the main content, and that file."""
    letter = letters.letter(body="Zie de brief.", body_is_main=False, **parts)
    message = letters.published(letter, [letters.file(main=True)]).message_id
    return message, Attachment.objects.get(message_id=message).id


def read(message: UUID) -> bool:
    """Whether the main content was ever opened."""
    return Message.objects.get(id=message).read_at is not None


def content(answer: HttpResponseBase) -> bytes:
    """All that an answer holds."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_looking_at_the_page_opens_nothing_and_its_frame_does(noor: Owner) -> None:
    message = sent("Uw kaart ligt klaar.")
    page = noor.get(f"/berichten/{message}").content.decode()
    assert not read(message)
    frame = re.search(r'<iframe class="text" src="([^"]+)"', page)
    assert frame
    assert "Uw kaart ligt klaar." in noor.get(frame[1]).content.decode()
    assert read(message)
    assert Box.objects.get().unread == 0


def test_a_file_opens_the_message_when_it_is_the_main_content_alone(noor: Owner) -> None:
    side = letters.file(file_name="bijlage.pdf")
    message = letters.published(letters.letter(), [side]).message_id
    assert noor.get(f"/berichten/{message}/stukken/{Attachment.objects.get().id}").status_code == 200
    assert not read(message)
    main, file = with_pdf()
    assert content(noor.get(f"/berichten/{main}/stukken/{file}")) == letters.PDF
    assert read(main)


def test_asking_ahead_of_time_or_for_the_head_alone_opens_nothing(noor: Owner) -> None:
    message, file = with_pdf()
    place = f"/berichten/{message}/stukken/{file}"
    assert noor.client.get(place, headers={"sec-purpose": "prefetch"}).status_code == 503
    assert noor.client.head(place).status_code == 200
    assert noor.client.get(f"/berichten/{message}/tekst", headers={"purpose": "prefetch"}).status_code == 503
    assert noor.client.head(f"/berichten/{message}/alles.zip").status_code == 503
    assert not read(message)


def test_a_file_is_shown_in_a_sandbox_or_saved_under_its_own_name(noor: Owner) -> None:
    message, file = with_pdf()
    shown = noor.get(f"/berichten/{message}/stukken/{file}")
    assert shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "script-src" not in shown["Content-Security-Policy"]
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert shown["Cache-Control"] == "no-store"
    saved = noor.get(f"/berichten/{message}/stukken/{file}?bewaar")
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"] == 'attachment; filename="brief.pdf"'


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "text/xml", "application/zip"])
def test_what_could_run_is_never_shown(noor: Owner, media_type: str) -> None:
    message = sent("Zie bijlage.")
    stored = objects.keep([b"<script>alert(1)</script>"])
    _attach(noor, message, stored, media_type)
    answer = noor.get(f"/berichten/{message}/stukken/{Attachment.objects.get().id}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def _attach(noor: Owner, message: UUID, stored: objects.Stored, media_type: str) -> None:
    """A file that no door would let in."""
    from burgerprofiel.mailbox import sealed
    from burgerprofiel.mailbox.models.boxes import Kind

    file_id = UUID(int=5)
    key = sealed.seal(Kind.CITIZEN, noor.citizen_id, stored.key, f"mailbox.attachment.key:{file_id}")
    Attachment.objects.create(
        box_id=noor.citizen_id,
        id=file_id,
        message_id=message,
        position=0,
        file_name="a.html",
        media_type=media_type,
        octets=stored.octets,
        digest=stored.digest,
        is_main=False,
        object_name=stored.object_name,
        key=key,
    )


HOSTILE = [
    "<p>x</p><script>alert(1)</script>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p>x</p><iframe src='https://evil.example'></iframe>",
    "<p>x</p><img src='https://evil.example/p.gif' onerror='alert(1)'>",
    "<p style='background:url(https://evil.example)'>x</p>",
    "<form action='https://evil.example'><p>x</p><input name='pin'></form>",
    "<p>x</p><svg><script>alert(1)</script></svg>",
    "<p>x</p><meta http-equiv='refresh' content='0;url=https://evil.example'>",
    "<p>x</p><base href='https://evil.example'><link rel='stylesheet' href='https://evil.example'>",
    "<math><mtext><p>x</p><style><img src=x onerror=alert(1)></style></mtext></math>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_active_of_a_sender_stays(text: str) -> None:
    shown = str(reading.shown(text))
    for mark in ("script", "onclick", "onerror", "javascript:", "iframe", "<img", "style", "<form", "<input", "<meta"):
        assert mark not in shown.casefold()
    assert "evil.example" not in shown


def test_plain_text_stays_plain() -> None:
    assert str(reading.shown("Beste <Noor> & co\n\nTwee\nregels")) == (
        "<p>Beste &lt;Noor&gt; &amp; co</p><p>Twee<br>regels</p>"
    )


def test_a_withdrawn_message_is_a_tombstone_with_nothing_to_open(noor: Owner) -> None:
    message, file = with_pdf()
    Message.objects.update(withdrawn_at=clock.now(), withdrawn_why="wrong_content")
    page = noor.text(f"/berichten/{message}")
    assert "Zonnegem trok dit bericht in" in page
    for place in ("tekst", f"stukken/{file}", "alles.zip"):
        assert noor.get(f"/berichten/{message}/{place}").status_code == 404
    assert "<iframe" not in noor.get(f"/berichten/{message}").content.decode()


def test_registered_mail_is_confirmed_by_a_button(noor: Owner) -> None:
    letters.sender(registered_allowed=True)
    message = sent("Beslissing.", registered=True)
    assert "bevestig dat u het ontving" in noor.text(f"/berichten/{message}")
    answer = noor.send(f"/berichten/{message}/ontvangst")
    assert "U hebt de ontvangst bevestigd" in noor.text(answer["Location"])
    assert Message.objects.get().confirmed_at
    assert noor.send(f"/berichten/{UUID(int=9)}/ontvangst").status_code == 404


def test_a_lost_document_says_so_and_stays_unread(noor: Owner) -> None:
    message, file = with_pdf()
    objects.remove(Attachment.objects.get().object_name)
    answer = noor.get(f"/berichten/{message}/stukken/{file}")
    assert answer.status_code == 503
    assert "Het blijft ongelezen" in answer.content.decode()
    assert not read(message)


def test_who_has_seen_it_comes_from_the_trail(noor: Owner) -> None:
    message = sent("Hallo.")
    other = sent("Iets anders.")
    noor.get(f"/berichten/{message}/tekst")
    noor.get(f"/berichten/{other}/tekst")
    actions.show(noor.citizen_id, message, letters.TRACE, visible=False)
    page = noor.text(f"/berichten/{message}/gezien")
    assert page.count("Geopend: het bericht zelf") == 1
    assert page.index("In het archief gelegd") < page.index("Geopend") < page.index("in uw mailbox gelegd")
    assert "zonnegem-post" in page
    assert "U, hier" in page
    assert "U, in portal" not in page


def test_the_zip_holds_everything_and_opens_the_message(noor: Owner) -> None:
    files = [letters.file(main=True), letters.file(b"%PDF-1.7 twee", file_name="../brief.pdf")]
    message = letters.published(letters.letter(body="Zie\nde brief.", body_is_main=False), files).message_id
    answer = noor.get(f"/berichten/{message}/alles.zip")
    with zipfile.ZipFile(io.BytesIO(content(answer))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[:3] == ["bericht.json", "bericht.txt", "brief.pdf"]
        assert not [name for name in names if name.startswith((".", "/")) or "/" in name]
        assert hashlib.sha256(archive.read("brief.pdf")).digest() == bytes(Attachment.objects.get(is_main=True).digest)
        assert json.loads(archive.read("bericht.json"))["subject"] == "Uw parkeerkaart"
    assert read(message)
    lines = [row.details for row in AuditEvent.objects.filter(tag="mailbox.content.opened").order_by("seq")]
    opened = [(told["attachment"], told["main"]) for told in map(json.loads, lines)]
    ids = Attachment.objects.order_by("position").values_list("id", flat=True)
    assert opened == [("", False), (str(ids[0]), True), (str(ids[1]), False)], (
        "the trail names all that was taken along"
    )
    assert not Attachment.objects.filter(opened_at=None).exists()


def test_the_list_is_taken_along_whole_and_no_cell_calculates(noor: Owner) -> None:
    boxes.message(noor.citizen_id, "=HYPERLINK(1)")
    for number in range(30):
        boxes.message(noor.citizen_id, f"Brief {number}", at=clock.now() - timedelta(hours=number + 1))
    told = content(noor.get("/berichten/uitvoer.csv")).decode("utf-8-sig")
    assert len(told.splitlines()) == 32
    assert "'=HYPERLINK(1)" in told
    items = json.loads(content(noor.get("/berichten/uitvoer.json")))["items"]
    assert [item["subject"] for item in items][:2] == ["=HYPERLINK(1)", "Brief 0"]
    assert AuditEvent.objects.filter(tag="mailbox.box.exported").count() == 2


def test_a_message_of_somebody_else_or_that_expired_is_not_here(noor: Owner) -> None:
    other = boxes.citizen("83710237757")
    theirs = boxes.message(other)
    gone = boxes.message(noor.citizen_id, at=clock.now() - timedelta(days=400))
    for message in (theirs.id, gone.id, UUID(int=3)):
        for place in ("", "/tekst", "/alles.zip", "/gezien", "/vervaldag.ics", f"/stukken/{UUID(int=1)}"):
            assert noor.get(f"/berichten/{message}{place}").status_code == 404


def test_a_message_costs_at_most_thirteen_statements_beside_a_list_of_any_length(noor: Owner) -> None:
    message, _file = with_pdf()
    costs = []
    for _round in range(2):
        noor.get(f"/berichten/{message}")
        with CaptureQueriesContext(connection) as caught:
            whole(noor.get(f"/berichten/{message}"))
        costs.append([query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]])
        for number in range(20):
            boxes.message(noor.citizen_id, at=clock.now() - timedelta(hours=number + 1))
    assert len(costs[0]) == len(costs[1]) <= 13, "\n".join(costs[1])


def test_a_message_that_may_be_answered_is_answered_once_however_often_one_clicks(noor: Owner) -> None:
    message = sent("Wat vindt u?", reply_allowed=True)
    for _click in range(2):
        answer = noor.send(f"/berichten/{message}/antwoord", tekst="Een\ngoed idee <b>", eenmalig="a" * 32)
        assert answer.status_code == 303
    page = noor.get(answer["Location"]).content.decode()
    assert page.count("goed idee &lt;b&gt;") == 1
    assert "Uw antwoord is verstuurd" in page
    assert "Schrijf eerst uw antwoord" in noor.text(noor.send(f"/berichten/{message}/antwoord", tekst=" ")["Location"])


def test_what_may_not_be_answered_has_no_form_and_takes_none(noor: Owner) -> None:
    message = sent("Ter info.")
    assert "Antwoord versturen" not in noor.text(f"/berichten/{message}")
    answer = noor.send(f"/berichten/{message}/antwoord", tekst="Toch")
    assert "antwoord-closed" in answer["Location"]
    assert noor.send(f"/berichten/{UUID(int=9)}/antwoord", tekst="x").status_code == 404


def test_a_text_made_to_keep_us_busy_is_shown_at_once() -> None:
    began = time.process_time()
    assert "&lt;p" in reading.shown("<p " * 150_000)
    assert time.process_time() - began < 5, "seconds; looking for the end of each tag again takes a minute"

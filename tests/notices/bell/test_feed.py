"""A citizen's notices for programs that show them: the header of a site, an app (E1)."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.api import feed, openapi
from burgerprofiel.notices.models import Delivery, Notice
from burgerprofiel.notices.own import lines
from tests.notices.bell.conftest import Tell, raise_all
from tests.notices.bell.telling import told
from tests.programs import Answer, Program, token
from tests.published import Contract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
BASE = f"/{feed.BASE}"
BOTH = (feed.READ, feed.CHANGE)


class Header(Program):
    """The header of a site."""

    CONTRACT: ClassVar[Contract | None] = Contract(openapi.FILE)

    def list(self, query: str = "", **headers: str) -> Answer:
        """Ask for the list."""
        return self.ask("GET", f"{BASE}{query}", **headers)


def header(citizen_id: CitizenId | None, scopes: tuple[str, ...] = BOTH, **more: Any) -> Header:
    """A program with a citizen's token."""
    return Header(token("kop", scopes, citizen_id=citizen_id, **more))


def test_it_reads_what_the_portal_shows_in_the_language_it_asks(noor: CitizenId, tell: Tell) -> None:
    tell(name="Premie", path="/dossiers", product="697", sender="0812345603", expires_on=clock.today())
    tell(asks=True, name="Aanvullen")
    answer = header(noor).list(**{"Accept-Language": "nl"})
    assert answer.status == 200
    first, second = answer.json["informeeracties"]
    assert (first["soort"], first["onderwerp"]) == ("actief", "Uw dossier vraagt iets van u: Aanvullen")
    assert (second["soort"], second["productId"], second["afzender"]) == ("passief", "697", "0812345603")
    assert second["link"].endswith("/dossiers")
    assert second["vervaldatum"] == clock.today().isoformat()
    assert second["notificatieberichten"][0]["kanaal"] == "Passief"
    assert (answer.json["totaal"], answer.json["ongelezen"], answer.json["vragend"]) == (2, 2, 1)
    french = header(noor).list(**{"Accept-Language": "fr"}).json["informeeracties"][1]
    assert french["onderwerp"].startswith("Votre dossier")


def test_each_channel_tells_when_it_was_sent(noor: CitizenId, tell: Tell) -> None:
    now, known = clock.now(), tell()
    Delivery.objects.filter(citizen_id=noor).delete()
    sent = {"created_at": now, "due_at": now, "way_at": now}
    for channel, way in ("email", "delivered"), ("sms", "handed"), ("push", "failed"):
        Delivery.objects.create(citizen_id=noor, id=uuid4(), notice_id=known, channel=channel, way=way, **sent)
    (_here, mail, push, text) = header(noor).list().json["informeeracties"][0]["notificatieberichten"]
    assert (mail["kanaal"], "datumOntvangen" in mail) == ("Email", True)
    assert (text["kanaal"], "datumVerzending" in text) == ("Sms", True)
    assert (push["kanaal"], push["mislukt"]) == ("Push", True)


def test_pages_go_on_behind_a_cursor(noor: CitizenId) -> None:
    raise_all(*(told(noor) for _each in range(7)))
    program, found, more = header(noor), list[str](), ""
    while True:
        page = program.list(f"?limit=3{more}").json
        found += [each["id"] for each in page["informeeracties"]]
        if "volgende" not in page:
            break
        more = f"&after={page['volgende']}"
    assert found == [str(line.read.id) for line in lines.page(noor).lines]


def test_listing_reads_nothing_and_marking_does_once(noor: CitizenId, tell: Tell) -> None:
    known, other = tell(asks=True), tell()
    program = header(noor)
    program.list()
    assert program.ask("GET", f"{BASE}/count").json == {"ongelezen": 2, "vragend": 1}
    for changed in 1, 0:
        assert program.ask("POST", f"{BASE}/{known}/done").json == {"gewijzigd": changed, "ongelezen": 1}
    assert program.ask("POST", f"{BASE}/{other}/read").json == {"gewijzigd": 1, "ongelezen": 0}
    tell()
    seen = tell()
    tell()
    assert program.ask("POST", f"{BASE}/read?until={seen}").json == {"gewijzigd": 2, "ongelezen": 1}
    assert program.ask("POST", f"{BASE}/read").json == {"gewijzigd": 1, "ongelezen": 0}


def test_who_asks_again_hears_that_it_is_still_the_same_for_two_statements(noor: CitizenId, tell: Tell) -> None:
    known = tell()
    program = header(noor)
    tag = program.list().headers["ETag"]
    with CaptureQueriesContext(connection) as caught:
        assert program.list(**{"If-None-Match": f'"x", {tag}'}).status == 304
    assert len([each for each in caught.captured_queries if "SAVEPOINT" not in each["sql"]]) == 2
    for change in (
        lambda: program.ask("POST", f"{BASE}/{known}/read"),
        tell,
        lambda: Notice.objects.filter(id=known).update(expires_at=clock.now()),
    ):
        change()
        answer = program.list(**{"If-None-Match": tag})
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "private, no-cache"
        tag = answer.headers["ETag"]
    assert program.list("?unread=true", **{"If-None-Match": tag}).status == 200
    assert program.list(**{"If-None-Match": tag, "Accept-Language": "de"}).status == 200


def test_a_token_opens_the_notices_of_its_citizen_alone(noor: CitizenId, jozef: CitizenId, tell: Tell) -> None:
    known = tell(name="Van Noor")
    tag = header(noor).list().headers["ETag"]
    his = header(jozef)
    assert his.list().json["informeeracties"] == []
    assert his.list(**{"If-None-Match": tag}).status == 200
    for what in "read", "done":
        assert his.ask("POST", f"{BASE}/{known}/{what}").status == 404
    his.ask("POST", f"{BASE}/read?until={known}")
    assert lines.standing(noor).unread == 1


def test_without_a_citizen_or_for_somebody_else_it_opens_none(noor: CitizenId) -> None:
    organisation = str(uuid4())
    for capacity in {"group": "EA", "organisation": organisation}, {"mandate": organisation, "giver": organisation}:
        answer = header(noor, capacity=capacity).list()
        assert answer.status in (401, 403)
    assert header(None).list().status == 403


def test_reading_and_marking_each_have_a_scope(noor: CitizenId, tell: Tell) -> None:
    known = tell()
    assert header(noor, (feed.READ,)).ask("POST", f"{BASE}/{known}/read").status == 403
    assert header(noor, (feed.CHANGE,)).list().status == 403
    assert Header().list().status == 401


@pytest.mark.parametrize("query", ["?after=x", "?limit=0", "?limit=101", "?limit=٣", "?group=alles"])
def test_what_makes_no_sense_is_told(noor: CitizenId, query: str) -> None:
    answer = header(noor).list(query)
    assert answer.status == 400
    assert answer.json["issues"][0]["in"] == "query"


def test_an_id_that_is_none_is_told(noor: CitizenId) -> None:
    assert header(noor).ask("POST", f"{BASE}/read?until=x").status == 400


def test_the_trail_says_which_program_fetched_how_many(noor: CitizenId, tell: Tell) -> None:
    tell()
    header(noor).list()
    (fetched,) = [event for event in events_of(noor).events if event.tag == "notices.list.fetched"]
    assert fetched.details["count"] == 1

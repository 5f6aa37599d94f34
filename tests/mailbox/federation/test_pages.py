"""What a citizen sees of other registries, and what their trail says of it."""

from __future__ import annotations

import base64
import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.models import Token
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.federation import configuration, members, side_by_side
from burgerprofiel.mailbox.pages import elsewhere
from burgerprofiel.simulators.registry import mail, shapes
from burgerprofiel.simulators.registry.faults import Mode
from tests.mailbox import boxes
from tests.mailbox.federation.conftest import NOOR, Other
from tests.mailbox.owning import Owner, owner

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = "Uw aanslagbiljet personenbelasting 2025"


async def _vouched(token: str) -> str | None:
    """The other registry believes every token that looks like one of ours."""
    return NOOR if len(token) > 40 else None


@pytest.fixture
def noor(other: Other, monkeypatch: pytest.MonkeyPatch) -> Owner:
    """Noor, whose mail lies here and at the other registry."""
    other.state.whose = _vouched
    monkeypatch.setattr(members, "configured", lambda: configuration.Federation((other.peer(),)))
    monkeypatch.setattr(members, "_known", {})
    monkeypatch.setattr(side_by_side, "_last", {})
    call_command("access_setup")
    noor = owner()
    boxes.box(noor.citizen_id)
    boxes.message(noor.citizen_id, "Uw parkeerkaart", at=clock.now() - timedelta(hours=3))
    return noor


def address(other: Other, number: int = 0) -> str:
    """The address of a letter there."""
    return elsewhere.address("federaal", other.letters()[number].id)


def listed(noor: Owner, path: str) -> str:
    """The list alone, without the pane beside it."""
    return noor.get(path).content.decode().partition('<div class="pane">')[0]


def tags(noor: Owner) -> list[str]:
    """What the trail says."""
    return list(AuditEvent.objects.filter(citizen_id=noor.citizen_id).order_by("seq").values_list("tag", flat=True))


def test_one_list_that_says_where_each_message_lies(noor: Owner, other: Other) -> None:
    page = noor.text("/berichten")
    assert page.index("Uw parkeerkaart") < page.index(SUBJECT)
    assert "FOD Voorbeeld Financiën" in page
    assert "Federaal register" in page
    assert re.search(rf"> \w+ {1 + len(other.letters())} ", page)
    assert "mailbox.registry.asked" in tags(noor)


def test_the_next_page_goes_on_and_one_can_go_back(noor: Owner, other: Other) -> None:
    first = listed(noor, "/berichten")
    older = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = listed(noor, older)
    assert SUBJECT in first
    assert SUBJECT not in second
    newer = second.partition('rel="prev" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert SUBJECT in listed(noor, newer)


def test_a_silent_registry_is_named_and_the_rest_is_shown(noor: Owner, other: Other) -> None:
    other.behave(Mode.REFUSES)
    page = noor.text("/berichten")
    assert "Uw parkeerkaart" in page
    assert re.search(r"> \w+ 1 .{0,60}Federaal register", page)
    assert "Federaal register antwoordt nu niet. De berichten zijn daar veilig" in page
    other.behave()
    assert SUBJECT in noor.text("/berichten?opnieuw=federaal")


def test_a_message_is_read_there_once_its_document_was_opened(noor: Owner, other: Other) -> None:
    letter = other.letters()[0]
    page = noor.text(address(other))
    assert "FOD Voorbeeld Financiën" in page
    assert "Wij bewaren er niets van" in page
    assert not other.state.read
    name = base64.urlsafe_b64encode(b"main").decode().rstrip("=")
    answer = noor.get(f"{address(other)}/stukken/{name}")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF")
    assert (NOOR, letter.id) in other.state.read
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "x.html" not in answer.headers["Content-Disposition"]
    assert "stolen" not in str(answer.cookies)
    assert {"mailbox.elsewhere.seen", "mailbox.elsewhere.opened"} <= set(tags(noor))


def test_a_name_on_two_lines_is_a_name_all_the_same(noor: Owner, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    told = shapes.attachment
    monkeypatch.setattr(shapes, "attachment", lambda *of: told(*of) | {"fileName": "brief\nSet-Cookie: a=b.pdf"})
    name = base64.urlsafe_b64encode(b"main").decode().rstrip("=")
    answer = noor.get(f"{address(other)}/stukken/{name}")
    assert answer.status_code == 200
    assert 'filename="brief Set-Cookie a=b.pdf"' in answer.headers["Content-Disposition"]


def test_a_text_is_read_there(noor: Owner, other: Other) -> None:
    number = next(index for index, letter in enumerate(other.letters()) if letter.body)
    assert f"{address(other, number)}/tekst" in noor.get(address(other, number)).content.decode()
    assert "Wij ontvingen uw aangifte" in noor.get(f"{address(other, number)}/tekst").content.decode()


def test_archiving_happens_there(noor: Owner, other: Other) -> None:
    assert noor.send(f"{address(other)}/archief", weg="").status_code == 303
    assert SUBJECT not in noor.text("/berichten").partition("Te betalen")[2]
    assert SUBJECT in noor.text("/berichten?toon=archief")
    assert noor.send(f"{address(other)}/archief", terug="").status_code == 303
    assert not other.state.hidden


def test_looking_ahead_of_time_opens_nothing(noor: Owner, other: Other) -> None:
    name = base64.urlsafe_b64encode(b"main").decode().rstrip("=")
    asked = noor.client.get(f"{address(other)}/stukken/{name}", headers={"sec-purpose": "prefetch"})
    assert asked.status_code == 503
    assert noor.client.head(f"{address(other)}/stukken/{name}").status_code == 503
    assert not other.state.read


@pytest.mark.parametrize("mode", [Mode.REFUSES, Mode.NO_JSON, Mode.UNAUTHORISED, Mode.FOREIGN])
def test_a_message_that_cannot_be_had_now_says_what_is_safe(noor: Owner, other: Other, mode: Mode) -> None:
    other.behave(mode)
    answer = noor.get(address(other))
    assert answer.status_code == 503
    assert "Er is niets aan veranderd" in answer.content.decode()


def test_a_message_is_asked_for_while_the_list_is(noor: Owner, other: Other) -> None:
    other.behave(milliseconds=1400)
    began = time.monotonic()
    assert noor.get(address(other)).status_code == 200
    assert time.monotonic() - began < 2.7


def test_addresses_that_are_none(noor: Owner) -> None:
    for path in ("federaal/AAAA", "federaal/%C3%A9", "niemand/AAAA", "own/AAAA", "federaal/AAAA/stukken/AAAA"):
        assert noor.get(f"/berichten/elders/{path}").status_code == 404


def test_labels_and_numbers_are_not_asked_elsewhere(noor: Owner, other: Other) -> None:
    assert "Deze lijst is alleen van deze mailbox" in noor.text("/berichten?label=auto")
    found = noor.send("/berichten/zoeken", q="85.63.14-412.36")
    noor.get(found.headers["location"])
    assert not any("q=" in url for url in other.state.asked)


def test_a_sender_elsewhere_can_be_chosen_by_name(noor: Owner, other: Other) -> None:
    assert "FOD Voorbeeld Financiën" in noor.text("/berichten?filters=1").partition("Afzender")[2].partition("Soort")[0]
    page = noor.text(f"/berichten?van={mail.TAX}")
    assert "U ziet alleen: FOD Voorbeeld Financiën" in page
    assert SUBJECT in page
    assert "Uw parkeerkaart" not in page.partition("U ziet alleen")[2].partition("Te betalen")[0]


def test_absurd_fields_make_no_page_fall(noor: Owner, other: Other) -> None:
    other.behave(Mode.HOSTILE_FIELDS)
    page = noor.get("/berichten").content.decode()
    assert "<script>alert" not in page
    assert "Uw parkeerkaart" in page


def test_the_number_stands_in_no_address_and_the_token_ends_with_the_session(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    noor.get(address(other))
    assert not any(NOOR in url for url in other.state.asked)
    assert Token.objects.filter(citizen_id=noor.citizen_id, audience="federaal-register").count() == 1
    noor.client.post("/afmelden", headers={"origin": settings.CONFIG.portal_origin})
    assert not Token.objects.filter(citizen_id=noor.citizen_id).exists()


def test_who_signed_in_for_an_organisation_reads_why_only_this_mailbox_is_there(noor: Owner, other: Other) -> None:
    at_work = owner(capacity=Capacity(organisation=str(uuid7())))
    page = at_work.text("/berichten")
    assert "Uw parkeerkaart" in page
    assert "Federaal register toont uw post alleen als u zich voor uzelf aanmeldt" in page
    assert not other.state.asked

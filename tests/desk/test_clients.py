"""Applications on screen: one colleague proposes, another one approves what they saw, and nothing else holds (A9)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict

from burgerprofiel.access import faces, tokens
from burgerprofiel.access.clients import changes, queries
from burgerprofiel.access.clients.written import FIELDS, columns, written
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Client, ClientChange
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.pages.clients import form
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from tests.desk.reading import told
from tests.desk.staff import BRAM, JOZEF, NOOR, SOFIE, Colleague, at_work, the_site

NEW = {
    "client_id": "zonnegem-site",
    "name": "Gemeente Zonnegem",
    "redirect_uris": "https://www.zonnegem.example/terug\r\nhttps://zonnegem.example/terug",
    "scopes": "openid\nprofile",
    "auth_method": "client_secret_basic",
    "grant_types": "authorization_code",
    "brand_name": "Zonnegem",
    "brand_colour": "#0a5d6b",
    "new_secret": "1",
    "reason": "De nieuwe website gaat open",
}


_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
"""The public key of RFC 8037, appendix A.2."""


def the_change() -> ClientChange:
    """The latest change."""
    return ClientChange.objects.latest("id")


def decide(who: Colleague, what: str, change: UUID | None = None, seen: str = "") -> HttpResponse:
    """Approve or refuse, as the form on screen does."""
    change = change or the_change().id
    page = who.get(f"/toepassingen/wijziging/{change}").content.decode()
    found = re.search(r'name="gezien" value="([0-9a-f]+)"', page)
    return who.post(
        f"/toepassingen/wijziging/{change}/besluit", besluit=what, gezien=seen or (found[1] if found else "")
    )


@pytest.fixture
def sofie(links: list[str]) -> Colleague:
    """Sofie, of the body whose site this is."""
    return at_work(SOFIE, *DeskRole, at=the_site())


@pytest.fixture
def bram(links: list[str]) -> Colleague:
    """Her colleague."""
    return at_work(BRAM, DeskRole.COUNTER, DeskRole.APPLICATIONS, at=the_site())


@pytest.fixture
def elsewhere(links: list[str]) -> Colleague:
    """Who manages applications of another body."""
    return at_work(NOOR, DeskRole.APPLICATIONS)


@pytest.fixture
def neighbour(links: list[str]) -> Colleague:
    """Their colleague of that body."""
    return at_work(JOZEF, DeskRole.APPLICATIONS)


@pytest.fixture
def registered(sofie: Colleague, bram: Colleague) -> Client:
    """An application that both agreed on."""
    assert sofie.post("/toepassingen/nieuw", **NEW).status_code == 200
    assert decide(bram, "goedkeuren").status_code == 303
    return Client.objects.get(client_id="zonnegem-site")


def change_form(row: Client, **more: str) -> dict[str, str | list[str]]:
    """The form of a change as the browser sends it, with something different in it."""
    shown = form.of(written(row))
    sent = {name: value for name, value in shown.items() if not isinstance(value, bool)}
    return {**sent, "reason": "Zo hoort het", **more}  # type: ignore[dict-item]  # switches are left out


def test_what_one_proposes_holds_only_when_another_approves(sofie: Colleague, bram: Colleague) -> None:
    page = sofie.post("/toepassingen/nieuw", **NEW)
    secret = re.search(r'class="secret-text">([^<]+)<', page.content.decode())
    assert secret
    assert not Client.objects.filter(client_id="zonnegem-site").exists()
    assert "Waits for you" in told(bram.get("/toepassingen"))
    assert decide(bram, "goedkeuren").status_code == 303
    row = Client.objects.get(client_id="zonnegem-site")
    assert bytes(row.secret_hash) == tokens.digest(secret[1])
    assert row.redirect_uris == ["https://www.zonnegem.example/terug", "https://zonnegem.example/terug"]
    assert row.brand == {"name": "Zonnegem", "colour": "#0a5d6b"}
    assert (the_change().decision, the_change().decided_by) == ("approved", bram.id)


def test_the_secret_is_on_screen_once_and_never_kept(sofie: Colleague, bram: Colleague) -> None:
    page = sofie.post("/toepassingen/nieuw", **NEW)
    found = re.search(r'class="secret-text">([^<]+)<', page.content.decode())
    assert found
    for each in ("/toepassingen", f"/toepassingen/wijziging/{the_change().id}"):
        assert found[1] not in sofie.get(each).content.decode()
    assert found[1] not in json.dumps(the_change().proposed)


def test_who_proposed_does_not_approve_but_may_withdraw(sofie: Colleague) -> None:
    sofie.post("/toepassingen/nieuw", **NEW)
    assert "Approve" not in sofie.get(f"/toepassingen/wijziging/{the_change().id}").content.decode()
    refused = decide(sofie, "goedkeuren")
    assert refused.status_code == 403
    assert "You proposed this yourself" in told(refused)
    assert not Client.objects.filter(client_id="zonnegem-site").exists()
    assert decide(sofie, "weigeren").status_code == 303
    assert the_change().decision == "withdrawn"


def test_the_database_too_refuses_an_approval_by_who_proposed(sofie: Colleague) -> None:
    sofie.post("/toepassingen/nieuw", **NEW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClientChange.objects.update(decision="approved", decided_by=sofie.id, decided_at=clock.now())


def test_a_refusal_changes_nothing_and_stays_in_the_history(
    registered: Client, sofie: Colleague, bram: Colleague
) -> None:
    bram.client.post("/toepassingen/van/zonnegem-site/wijzigen", change_form(registered, name="Iets anders"))
    assert decide(sofie, "weigeren").status_code == 303
    registered.refresh_from_db()
    assert registered.name == "Gemeente Zonnegem"
    history = told(sofie.get("/toepassingen/van/zonnegem-site"))
    assert "Zo hoort het" in history
    assert "Refused" in history
    assert "Approved" in history


def test_both_civil_servants_have_it_in_their_trail(registered: Client, sofie: Colleague, bram: Colleague) -> None:
    def tags(who: Colleague) -> list[tuple[str, str]]:
        rows = AuditEvent.objects.filter(citizen_id=who.id, tag__startswith="access.client.").order_by("seq")
        return [(row.tag, json.loads(row.details).get("decision", "")) for row in rows]

    decided = ("access.client.change_decided", "approved")
    assert tags(sofie) == [("access.client.change_proposed", ""), decided]
    assert tags(bram) == [decided]
    last = AuditEvent.objects.filter(citizen_id=sofie.id, tag="access.client.change_decided").get()
    assert last.actor == str(bram.id)
    assert json.loads(last.details)["client"] == "zonnegem-site"


def test_the_difference_is_shown_before_and_after(registered: Client, sofie: Colleague, bram: Colleague) -> None:
    sent = change_form(registered, redirect_uris="https://zonnegem.example/terug\nhttps://nieuw.zonnegem.example/terug")
    assert sofie.client.post("/toepassingen/van/zonnegem-site/wijzigen", sent).status_code == 303
    changed = [each.field for each in queries.differences(the_change()) if each.changes]
    assert changed == ["redirect_uris"]
    page = told(bram.get(f"/toepassingen/wijziging/{the_change().id}"))
    assert "removed: https://www.zonnegem.example/terug" in page
    assert "new: https://nieuw.zonnegem.example/terug" in page


def test_without_a_new_secret_the_old_one_stays(registered: Client, sofie: Colleague, bram: Colleague) -> None:
    sofie.client.post("/toepassingen/van/zonnegem-site/wijzigen", change_form(registered, name="Zonnegem.be"))
    assert "new secret" not in told(bram.get(f"/toepassingen/wijziging/{the_change().id}"))
    decide(bram, "goedkeuren")
    after = Client.objects.get(client_id="zonnegem-site")
    assert after.name == "Zonnegem.be"
    assert bytes(after.secret_hash) == bytes(registered.secret_hash)


def test_what_changed_by_file_meanwhile_is_looked_at_again(
    registered: Client, sofie: Colleague, bram: Colleague
) -> None:
    sofie.client.post("/toepassingen/van/zonnegem-site/wijzigen", change_form(registered, name="Zonnegem.be"))
    seen = changes.sight(the_change())
    Client.objects.filter(client_id="zonnegem-site").update(scopes=["openid", "profile", "rrn"])
    late = decide(bram, "goedkeuren", seen=seen)
    assert late.status_code == 409
    assert "The application changed meanwhile" in told(late)
    assert "removed: rrn" in told(late)
    assert decide(bram, "goedkeuren").status_code == 303
    assert Client.objects.get(client_id="zonnegem-site").scopes == ["openid", "profile"]


def test_a_second_decision_hears_that_it_was_decided(registered: Client, bram: Colleague) -> None:
    late = decide(bram, "goedkeuren")
    assert late.status_code == 409
    assert "Somebody decided about this already" in told(late)


def test_one_change_waits_per_application(registered: Client, sofie: Colleague, bram: Colleague) -> None:
    first = change_form(registered, name="Een")
    assert sofie.client.post("/toepassingen/van/zonnegem-site/wijzigen", first).status_code == 303
    second = bram.client.post("/toepassingen/van/zonnegem-site/wijzigen", change_form(registered, name="Twee"))
    assert second.status_code == 409
    assert "waits already" in told(second)
    assert ClientChange.objects.filter(decision="").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("client_id", "with a space", "is not a name of letters"),
        ("name", "", ""),
        ("redirect_uris", "http://evil.example/", "is not an https address"),
        ("redirect_uris", "https://*.example/", "wildcard"),
        ("redirect_uris", "", "has at least one"),
        ("scopes", "open id", "is not a scope"),
        ("auth_method", "none of these", "is not one of"),
        ("grant_types", "password", "is not one of"),
        ("jwks", "{", "not JSON"),
        ("jwks", "[" * 100_000, "not JSON"),
        *(
            ("jwks", f'{{"keys": [{{"kty": "OKP", "crv": "Ed25519", "x": "{_X}", "n": {odd}}}]}}', "cannot be kept")
            for odd in ('"\\u0000"', '"\\ud800"', "NaN", "1e999")
        ),
        ("brand_colour", "red", "is not a colour"),
        ("backchannel_logout_uri", "ftp://x", "is not an https address"),
        ("target_groups", "XX", "is not one of"),
        ("reason", "", "Say why"),
        ("reason", "x" * 401, "Say why"),
    ],
)
def test_what_is_wrong_is_said_in_the_sentences_of_the_file_and_nothing_is_kept(
    sofie: Colleague, field: str, value: str, said: str
) -> None:
    page = sofie.post("/toepassingen/nieuw", **{**NEW, field: value})
    if not said:
        assert page.status_code == 200
        return
    assert page.status_code == 400
    assert said in told(page)
    assert f'href="#{field if not field.startswith("brand") else "brand_name"}"' in page.content.decode()
    assert "De nieuwe website gaat open" in page.content.decode() or field == "reason"
    assert not ClientChange.objects.exists()


def test_a_name_that_is_taken_is_not_proposed_as_new(registered: Client, bram: Colleague) -> None:
    page = bram.post("/toepassingen/nieuw", **NEW)
    assert page.status_code == 400
    assert "already" in told(page)


def test_our_own_faces_are_read_only(sofie: Colleague) -> None:
    call_command("access_setup")
    for face in faces.both():
        page = sofie.get(f"/toepassingen/van/{face.client_id}")
        assert "one of our own" in told(page)
        assert "Propose a change" not in told(page)
        assert sofie.get(f"/toepassingen/van/{face.client_id}/wijzigen").status_code == 404
        assert sofie.post("/toepassingen/nieuw", **{**NEW, "client_id": face.client_id}).status_code == 400


def test_by_file_and_on_screen_are_the_same(sofie: Colleague, bram: Colleague, tmp_path: Path) -> None:
    (tmp_path / "it.secret").write_text("s" * 40)
    (tmp_path / "clients.toml").write_text(
        '[[client]]\nclient_id = "by-file"\nname = "Met een bestand"\nsecret_file = "it.secret"\n'
        'redirect_uris = ["https://file.example/terug"]\nscopes = ["openid"]\n'
    )
    call_command("access_clients", str(tmp_path / "clients.toml"))
    row = Client.objects.get(client_id="by-file")
    page = told(sofie.get("/toepassingen/van/by-file"))
    assert "https://file.example/terug" in page
    assert "registered by file" in page
    sent = change_form(row, name="Nu met het scherm")
    sofie.client.post("/toepassingen/van/by-file/wijzigen", sent)
    assert [each.field for each in queries.differences(the_change()) if each.changes] == ["name"]
    decide(bram, "goedkeuren")
    assert Client.objects.get(client_id="by-file").name == "Nu met het scherm"


def test_every_field_of_a_registration_stands_in_the_form() -> None:
    assert set(form.sent(QueryDict())) >= set(FIELDS) - {"brand"}


def test_writing_a_registration_down_and_reading_it_again_gives_the_same(registered: Client) -> None:
    again = columns(written(registered), bytes(registered.secret_hash))
    assert again == {name: getattr(registered, name) for name in FIELDS} | {"secret_hash": registered.secret_hash}
    assert form.given(form.of(written(registered))) == written(registered)


@pytest.mark.parametrize("decision", ["", "misschien"])
def test_a_decision_that_is_none_changes_nothing(sofie: Colleague, bram: Colleague, decision: str) -> None:
    sofie.post("/toepassingen/nieuw", **NEW)
    assert decide(bram, decision).status_code == 400
    assert the_change().decision == ""


def test_a_change_that_is_not_there_is_not_found(sofie: Colleague) -> None:
    assert sofie.get(f"/toepassingen/wijziging/{uuid7()}").status_code == 404
    assert sofie.get("/toepassingen/van/nobody").status_code == 404
    assert sofie.get("/toepassingen/van/%00").status_code == 404


def test_a_colleague_is_called_by_name_once_they_signed_in(
    registered: Client, sofie: Colleague, bram: Colleague
) -> None:
    assert "••.••.••-•••.05" in told(sofie.get("/toepassingen/van/zonnegem-site"))
    store.ensure_account(bram.id, BRAM)
    assert "Decided by Bram Wouters" in told(sofie.get("/toepassingen/van/zonnegem-site"))


def test_another_body_asks_and_only_the_site_decides(
    sofie: Colleague, elsewhere: Colleague, neighbour: Colleague
) -> None:
    assert elsewhere.post("/toepassingen/nieuw", **NEW).status_code == 200
    assert "Zonnegem decides" in told(neighbour.get("/toepassingen"))
    page = neighbour.get(f"/toepassingen/wijziging/{the_change().id}")
    assert "decides about this" in told(page)
    assert "Approve" not in told(page)
    for who, what in ((neighbour, "goedkeuren"), (elsewhere, "goedkeuren"), (neighbour, "weigeren"), (elsewhere, "?")):
        refused = decide(who, what)
        assert refused.status_code == 403
        assert "Only the body whose site this is decides" in told(refused)
    assert the_change().decision == ""
    assert not Client.objects.filter(client_id="zonnegem-site").exists()
    assert "(Gemeente Zonnegem)" in told(sofie.get("/toepassingen"))
    assert decide(sofie, "goedkeuren").status_code == 303
    assert Client.objects.filter(client_id="zonnegem-site").exists()
    assert "Gemeente Zonnegem" in told(neighbour.get("/toepassingen/van/zonnegem-site"))


def test_who_asked_for_another_body_may_withdraw(elsewhere: Colleague) -> None:
    elsewhere.post("/toepassingen/nieuw", **NEW)
    assert decide(elsewhere, "weigeren").status_code == 303
    assert the_change().decision == "withdrawn"


def test_a_body_sees_and_changes_its_own_applications_alone(
    registered: Client, sofie: Colleague, elsewhere: Colleague
) -> None:
    sofie.post("/toepassingen/van/zonnegem-site/wijzigen", **change_form(registered, name="Iets anders"))
    theirs = the_change()
    page = told(elsewhere.get("/toepassingen"))
    assert "Your body has no applications here yet" in page
    assert "zonnegem-site" not in page
    at = "/toepassingen/van/zonnegem-site"
    for path in (at, f"{at}/wijzigen", f"/toepassingen/wijziging/{theirs.id}"):
        assert elsewhere.get(path).status_code == 404
    assert elsewhere.post(f"{at}/wijzigen", **change_form(registered)).status_code == 404
    assert elsewhere.post(f"/toepassingen/wijziging/{theirs.id}/besluit", besluit="goedkeuren").status_code == 404
    assert elsewhere.post(f"/toepassingen/wijziging/{theirs.id}/besluit", besluit="weigeren").status_code == 404
    taken = elsewhere.post("/toepassingen/nieuw", **NEW)
    assert taken.status_code == 400
    assert [each.id for each in ClientChange.objects.filter(decision="")] == [theirs.id]
    assert Client.objects.get(client_id="zonnegem-site").name == "Gemeente Zonnegem"


def test_a_body_changes_what_it_asked_for_by_asking_again(
    sofie: Colleague, elsewhere: Colleague, neighbour: Colleague
) -> None:
    elsewhere.post("/toepassingen/nieuw", **NEW)
    decide(sofie, "goedkeuren")
    row = Client.objects.get(client_id="zonnegem-site")
    sent = neighbour.post("/toepassingen/van/zonnegem-site/wijzigen", **change_form(row, name="Iets anders"))
    assert sent.status_code == 303
    assert decide(sofie, "goedkeuren").status_code == 303
    assert Client.objects.get(client_id="zonnegem-site").name == "Iets anders"
    assert "zonnegem-site" in told(elsewhere.get("/toepassingen"))

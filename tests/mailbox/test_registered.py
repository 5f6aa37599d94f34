"""Registered mail: receipt is confirmed once, and both sides get evidence that anybody can check (C15)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client as Http
from joserfc import jws
from joserfc.jwk import KeySet

from burgerprofiel.access import actions as access
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.mailbox import actions
from burgerprofiel.mailbox.models import Box, DocumentEvent, Message
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.registered import queries
from burgerprofiel.mailbox.registry.scopes import PUBLISH, REFERENCE
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import OURS, Program

pytestmark = pytest.mark.usefixtures("one_connection")
TRACE = Trace(actor="citizen")


@pytest.fixture
def noor() -> CitizenId:
    letters.sender(registered_allowed=True)
    return boxes.citizen(letters.NOOR)


@pytest.fixture
def portal(noor: CitizenId) -> Program:
    return programs.reader(noor)


def _sent() -> Program:
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION, (PUBLISH,))


def _registered(**parts: Any) -> str:
    done = letters.published(letters.letter(registered=True, **parts), [letters.file()])
    return str(done.message_id)


def _confirm(who: Program, message: object) -> programs.Answer:
    return who.ask("POST", f"{OURS}/messages/{message}/confirmReceipt")


def _evidence(who: Program, message: object) -> programs.Answer:
    return who.get(f"{OURS}/messages/{message}/evidence")


def _checked(answer: programs.Answer, who: Program) -> Any:
    """What the signature covers, checked with a library of somebody else and the keys that everybody can get."""
    assert answer.status == 200, answer
    keys = KeySet.import_key_set(who.told(f"{OURS}/keys"))
    checked = jws.deserialize_compact(answer.json["jws"], keys, algorithms=["EdDSA"])
    assert checked.protected["typ"] == "mailbox-evidence+jws"
    told = json.loads(checked.payload)
    assert told == answer.json["evidence"]
    return told


def test_receipt_is_confirmed_once_and_told(noor: CitizenId, portal: Program) -> None:
    message = _registered()
    assert queries.to_confirm(Message.objects.get())
    first = _confirm(portal, message)
    assert first.status == 200
    with clock.frozen_at(clock.now() + timedelta(minutes=10)):
        assert _confirm(portal, message).json == first.json
    assert DocumentEvent.objects.filter(kind=EventKind.CONFIRMED).count() == 1
    assert AuditEvent.objects.filter(tag="mailbox.receipt.confirmed").count() == 1
    assert not queries.to_confirm(Message.objects.get())


def test_confirming_is_not_reading_nor_the_other_way_round(noor: CitizenId, portal: Program) -> None:
    message = _registered()
    _confirm(portal, message)
    assert Message.objects.get().read_at is None
    other = _registered()
    actions.opened(noor, Message.objects.get(id=other).id, None, TRACE, main=True)
    assert Message.objects.get(id=other).confirmed_at is None


def test_what_is_not_registered_or_was_withdrawn_cannot_be_confirmed(noor: CitizenId, portal: Program) -> None:
    plain = letters.published().message_id
    for message in (plain, _registered()):
        Message.objects.filter(registered=True).update(withdrawn_at=clock.now())
        answer = _confirm(portal, message)
        assert (answer.status, answer.json["code"]) == (409, "NOT_REGISTERED")
    assert _evidence(portal, plain).status == 409


def test_only_whose_box_it_is_confirms_and_only_both_sides_get_evidence(noor: CitizenId, portal: Program) -> None:
    message = _registered()
    arne = programs.reader(boxes.citizen(letters.ARNE))
    stranger = programs.of_enterprise("tweede-afzender", "0206731645", (PUBLISH,))
    for who, ask in ((arne, _confirm), (arne, _evidence), (stranger, _evidence)):
        foreign, unknown = ask(who, message), ask(who, uuid4())
        assert (foreign.status, foreign.json["detail"]) == (unknown.status, unknown.json["detail"])
        assert foreign.status == 404
    assert _confirm(stranger, message).status == 403
    assert _confirm(_sent(), message).status == 403
    assert _evidence(programs.by_itself("nobody", (REFERENCE,)), message).status == 403
    assert Message.objects.get().confirmed_at is None


def test_evidence_says_what_happened_and_the_trail_confirms_it(noor: CitizenId, portal: Program) -> None:
    message = _registered()
    early = _checked(_evidence(portal, message), portal)
    assert [each["act"] for each in early["acts"]] == ["dispatched", "available"]
    actions.opened(noor, Message.objects.get().id, None, TRACE, main=True)
    _confirm(portal, message)
    told = _checked(_evidence(_sent(), message), portal)
    acts = {each["act"]: each for each in told["acts"]}
    assert list(acts) == ["dispatched", "available", "opened", "confirmed"]
    for act, tag in (
        ("dispatched", "mailbox.message.received"),
        ("opened", "mailbox.content.opened"),
        ("confirmed", "mailbox.receipt.confirmed"),
    ):
        event = AuditEvent.objects.get(citizen_id=noor, tag=tag)
        assert acts[act]["audit"] == {"position": event.seq, "hash": bytes(event.hash).hex()}
    assert told["senderOrganizationId"] == letters.ORGANISATION
    assert letters.NOOR not in str(told)
    assert noor.hex not in str(told).replace("-", "")


def test_evidence_holds_the_digests_of_what_was_sent(noor: CitizenId, portal: Program) -> None:
    told = _checked(_evidence(portal, _registered(body="Beste Noor", body_is_main=True)), portal)
    digests = {each["part"]: each["sha256"] for each in told["contents"]}
    assert digests["attachment"] == sha256(letters.PDF).hexdigest()
    assert digests["body"] == sha256(b"Beste Noor").hexdigest()


def test_a_changed_statement_does_not_check(noor: CitizenId, portal: Program) -> None:
    jws_text = _evidence(portal, _registered()).json["jws"]
    head, payload, signature = jws_text.split(".")
    assert b"registry" in urlsafe_b64decode(payload + "==")
    changed = f"{head}.{payload[:-4]}AAAA.{signature}"
    keys = KeySet.import_key_set(portal.told(f"{OURS}/keys"))
    with pytest.raises(Exception, match="bad_signature"):
        jws.deserialize_compact(changed, keys, algorithms=["EdDSA"])


def test_it_is_available_from_the_day_the_citizen_has_a_box(noor: CitizenId, portal: Program) -> None:
    Box.objects.update(activated_at=None)
    message = _registered()
    assert [each["act"] for each in _evidence(_sent(), message).json["evidence"]["acts"]] == ["dispatched"]
    opened = clock.now() + timedelta(days=3)
    Box.objects.update(activated_at=opened)
    acts = {each["act"]: each for each in _evidence(_sent(), message).json["evidence"]["acts"]}
    assert acts["available"]["at"].startswith(opened.strftime("%Y-%m-%dT%H:%M:%S"))


def test_who_was_given_evidence_stands_in_the_trail(noor: CitizenId, portal: Program) -> None:
    message = _registered()
    _evidence(portal, message)
    _evidence(_sent(), message)
    rows = AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.evidence.given").order_by("seq")
    assert [json.loads(each.details)["to"] for each in rows] == ["recipient", "sender"]


def test_a_citizen_keeps_the_evidence_from_their_own_screen(noor: CitizenId, portal: Program) -> None:
    message, plain = _registered(), letters.published().message_id
    who = Identity("Noor", "Vandenbos", letters.NOOR)
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", TRACE)
    browser = Http(headers={"host": settings.CONFIG.portal_origin.partition("//")[2], "accept-language": "nl"})
    browser.cookies[settings.SESSION_COOKIE] = cookie.text
    assert "bewijs.json" not in browser.get(f"/berichten/{message}").content.decode()
    assert browser.post(f"/berichten/{message}/ontvangst").status_code == 303
    assert f"/berichten/{message}/bewijs.json" in browser.get(f"/berichten/{message}").content.decode()
    kept = browser.get(f"/berichten/{message}/bewijs.json")
    assert kept.headers["Content-Disposition"].startswith('attachment; filename="bewijs-')
    told = json.loads(kept.content)
    checked = jws.deserialize_compact(
        told["jws"], KeySet.import_key_set(portal.told(f"{OURS}/keys")), algorithms=["EdDSA"]
    )
    assert json.loads(checked.payload) == told["evidence"]
    assert [each["act"] for each in told["evidence"]["acts"]] == ["dispatched", "available", "confirmed"]
    assert browser.get(f"/berichten/{plain}/bewijs.json").status_code == 404


def test_an_act_is_found_in_a_long_trail_in_three_statements(
    noor: CitizenId, portal: Program, django_assert_num_queries: Any
) -> None:
    from burgerprofiel.audit import queries as audit
    from burgerprofiel.audit.actions import record
    from burgerprofiel.mailbox.events import ListSeen

    start = clock.now()
    for minutes in range(0, 300, 10):
        with clock.frozen_at(start + timedelta(minutes=minutes)):
            record(noor, TRACE, ListSeen(count=minutes))
    with django_assert_num_queries(3):
        found = audit.placed(noor, ListSeen.tag, start + timedelta(minutes=150), '"count":150')
    assert found
    assert json.loads(AuditEvent.objects.get(citizen_id=noor, seq=found.seq).details)["count"] == 150
    assert audit.placed(noor, ListSeen.tag, start + timedelta(minutes=10), '"count":150') is None
    assert audit.placed(CitizenId(uuid4()), ListSeen.tag, start, "x") is None

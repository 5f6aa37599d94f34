"""The hashes, made again by another hand from docs/decisions/0002: an auditor needs nothing of ours but that page."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit import actions
from burgerprofiel.audit.chain import GENESIS, chained
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditAnchor, AuditAnchoredHead, AuditEvent
from burgerprofiel.kit import clock
from tests.audit.trail import NOOR, WOUTER, PageRead, act


def moment(at: datetime) -> str:
    """As the decision writes moments."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def digest(fields: dict[str, object]) -> str:
    """SHA-256 over the canonical form."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(texts, texts, st.datetimes(timezones=st.just(UTC)), st.integers(0, 999), st.lists(texts, min_size=1, max_size=3))
def test_an_event_is_hashed_as_documented(actor: str, path: str, at: datetime, code: int, pages: list[str]) -> None:
    trace = Trace(
        actor=actor, path=path, response_code=code, client_id=path, method="GET", subject_token_hash="f0" * 32
    )
    previous = GENESIS.hex()
    events = [PageRead(page=page) for page in pages]
    for number, link in enumerate(chained(NOOR, trace, events, at=at, seq=7, head=GENESIS), 7):
        by_hand = digest(
            {
                "actor": actor,
                "at": moment(at),
                "citizen_id": str(NOOR),
                "client_id": path,
                "details": {"page": pages[number - 7], "times": 1},
                "method": "GET",
                "previous": previous,
                "response_code": code,
                "seq": number,
                "subject_token_hash": "f0" * 32,
                "tag": "demo.page.read",
                "url": path,
            }
        )
        assert link.hash.hex() == by_hand
        previous = by_hand


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("microsecond", [0, 1, 500_000])
def test_an_anchor_is_hashed_as_documented(microsecond: int) -> None:
    act(WOUTER, "work")
    act(NOOR, "work", "home")
    with clock.frozen_at(datetime(2026, 11, 21, 9, 30, 0, microsecond, tzinfo=UTC)):
        actions.anchor()
    root = sha256()
    for head in AuditAnchoredHead.objects.order_by("citizen_id"):
        event = AuditEvent.objects.get(citizen_id=head.citizen_id, seq=head.seq)
        root.update(head.citizen_id.bytes + head.seq.to_bytes(8, "big") + bytes(event.hash))
    anchor = AuditAnchor.objects.get()
    fields: dict[str, object] = {"number": 1, "at": moment(anchor.at), "heads": 2, "previous": "0" * 64}
    assert bytes(anchor.hash).hex() == digest({**fields, "root": root.hexdigest()})

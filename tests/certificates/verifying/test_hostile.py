"""What wants to do harm is refused soon, with its reason, and harms nobody else."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
from contextlib import ExitStack, suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from burgerprofiel.certificates.seal import trust
from burgerprofiel.certificates.verifying import apart, guests, incoming, judging
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Examined, Outcome, outcome
from burgerprofiel.kit import clock
from tests.certificates import tampered
from tests.certificates.seal.conftest import house, paper
from tests.certificates.verifying.hostile import ENDLESS, HIDING
from tests.portal.reading import body

API = "/burgerprofiel/certificates/v1/verify"


def looked_at(content: bytes) -> Examined:
    """What the reader says of a file."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return apart.examine(file, tuple(trust.anchors()))


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_given_up(name: str) -> None:
    content = ENDLESS[name]()
    found = looked_at(content)
    assert outcome(found, None, clock.now().date()) in {Outcome.REFUSED, Outcome.UNSEALED, Outcome.CHANGED}
    assert not found.seals


@pytest.mark.parametrize("name", HIDING)
def test_what_hides_something_is_refused_with_its_reason(program: Client, name: str) -> None:
    make, why = HIDING[name]
    told = program.post(API, make(), content_type="application/pdf").json()
    assert (told["outcome"], told["examined"]["refused"]) == ("refused", why)


@pytest.mark.parametrize("name", HIDING)
def test_the_page_says_so_in_words(anybody: Client, name: str) -> None:
    sent = SimpleUploadedFile("brief.pdf", HIDING[name][0](), "application/pdf")
    answer = anybody.post("/controleren", {"bestand": sent})
    assert answer.status_code == 422
    assert 'id="verdict-title"' in body(answer)


class _Long:
    """A request that goes on and on; counts what was taken of it."""

    def __init__(self, octets: int) -> None:
        self.left, self.taken = octets, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next piece."""
        piece = b"%PDF-" + bytes(max(0, min(size, self.left) - 5)) if self.left else b""
        self.left -= min(len(piece), self.left)
        self.taken += len(piece)
        return piece


def test_a_file_of_two_hundred_megabytes_is_refused_by_its_length(program: Client) -> None:
    answer = program.generic(
        "POST", API, b"", content_type="application/pdf", CONTENT_LENGTH="200000000", **{"wsgi.input": BytesIO(b"")}
    )
    assert answer.status_code == 413
    assert answer.json()["limit"] == incoming.MOST


def test_one_that_does_not_say_its_length_is_refused_when_it_is_too_long() -> None:
    long = _Long(200_000_000)
    with pytest.raises(incoming.TooLargeError), incoming.shown(long):
        pytest.fail("it was taken in")


def test_a_long_file_at_the_page_is_told_so(anybody: Client) -> None:
    sent = SimpleUploadedFile("lang.pdf", b"%PDF-" + bytes(incoming.MOST + 1), "application/pdf")
    told = body(anybody.post("/controleren", {"bestand": sent}))
    assert "Dit bestand is te groot" in told


def test_a_form_without_a_file_is_told_so(anybody: Client) -> None:
    assert "Er kwam geen bestand binnen" in body(anybody.post("/controleren"))


@chosen(max_examples=40)
@given(st.binary(max_size=400), st.integers(0, 3))
def test_whatever_comes_in_has_a_verdict(content: bytes, kind: int) -> None:
    head = (b"", b"%PDF-1.7\n", b"%PDF-1.7\n/ByteRange [0 1 2 3]", b"%PDF-1.7\n1 0 obj<</Type/Catalog/AcroForm")[kind]
    found = judging.examine(BytesIO(head + content), Question(clock.now(), (), 0, 0, 0))
    assert outcome(found, None, clock.now().date()) is not Outcome.SEALED


def test_a_reader_that_is_killed_is_started_anew(made: dict[str, bytes]) -> None:
    assert looked_at(made["sealed"]).seals
    os.kill(apart._running[-1].process.pid, signal.SIGKILL)
    apart._running[-1].process.wait()
    assert looked_at(made["sealed"]).seals


def test_the_reader_has_none_of_our_secrets(made: dict[str, bytes]) -> None:
    assert looked_at(made["sealed"]).seals
    told = Path(f"/proc/{apart._running[-1].process.pid}/environ").read_bytes()
    assert b"MBP_" not in told
    assert b"DATABASE_URL" not in told


def test_who_comes_when_all_turns_are_taken_is_asked_to_come_back(
    program: Client, anybody: Client, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "WAIT", 0.01)
    for _each in range(apart.MOST):
        apart._turns.acquire()
    try:
        answer = program.post(API, made["sealed"], content_type="application/pdf")
        assert (answer.status_code, answer["Retry-After"]) == (503, "3")
        sent = SimpleUploadedFile("brief.pdf", made["sealed"], "application/pdf")
        page = anybody.post("/controleren", {"bestand": sent})
        assert (page.status_code, page["Retry-After"]) == (503, "3")
    finally:
        for _each in range(apart.MOST):
            apart._turns.release()


def test_a_name_without_end_fills_no_memory_of_ours(simulators: str) -> None:
    now = clock.now()
    endless = "NTRBE-" + "0" * 20_000
    own = house().authority.seal("Zegel", now - timedelta(days=9), now + timedelta(days=9), endless)
    (seal,) = looked_at(tampered.sealed_by(paper(), own)).seals
    assert 0 < len(seal.organisation_id) <= 200


def test_a_name_cannot_turn_the_direction_of_what_is_said_of_it(simulators: str) -> None:
    now = clock.now()
    own = house().authority.seal("Zonne\u202egem", now - timedelta(days=9), now + timedelta(days=9))
    (seal,) = looked_at(tampered.sealed_by(paper(), own)).seals
    assert seal.name == "Zonnegem"


def test_an_answer_without_end_is_not_listened_to() -> None:
    ours, theirs = socket.socketpair()
    threading.Thread(target=lambda: suppressed(theirs), daemon=True).start()
    with ours:
        assert apart._answer(ours) == b""


def suppressed(line: socket.socket) -> None:
    """Talk until nobody listens."""
    with suppress(OSError), line:
        while True:
            line.sendall(bytes(60_000))


def test_one_address_leaves_room_for_others(program: Client, made: dict[str, bytes]) -> None:
    def shown_from(address: str) -> int:
        return program.post(API, made["unsealed"], content_type="application/pdf", REMOTE_ADDR=address).status_code

    with ExitStack() as busy:
        for _each in range(guests.EACH):
            busy.enter_context(guests.coming("192.0.2.1"))
        assert shown_from("192.0.2.1") == 503
        assert shown_from("192.0.2.2") == 200
    assert shown_from("192.0.2.1") == 200


def test_one_address_never_has_all_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guests, "WAIT", 0.01)
    with ExitStack() as busy:
        guest = busy.enter_context(guests.coming("192.0.2.1"))
        for _each in range(apart.MOST - 1):
            busy.enter_context(guest.turn())
        with pytest.raises(apart.BusyError), guest.turn():
            pytest.fail("it has them all")


def test_many_at_once_get_each_their_own_verdict(made: dict[str, bytes]) -> None:
    found: dict[str, list[Outcome]] = {name: [] for name in made}

    def look(name: str) -> None:
        found[name].append(outcome(looked_at(made[name]), None, clock.now().date()))

    threads = [threading.Thread(target=look, args=(name,)) for name in (*made, *made)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: [Outcome(name)] * 2 for name in made}

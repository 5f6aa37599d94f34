"""What senders do: publish a message without a file, and one with a PDF of 100 kB, to many boxes in turn.

Needs Django set up for the demo. Everything of a real publication is in it: token, rules, the file encrypted and on
disk, rows, counts, event and the line in the citizen's trail. A bare INSERT says what the database alone would do.
"""

from __future__ import annotations

import os
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import msgspec
import psycopg

from benchmarks.load import Target

NAMES = {"mailbox.publish": 0, "mailbox.publish_100kb": 100_000}
"""Bytes of the file; 0: there is none."""
PROMISED = {"mailbox.publish": 400, "mailbox.publish_100kb": 200}
"""Messages per second on two cores."""
HOST = "ebox.localhost"
BOXES = 64
CLIENTS = 8
_BOUNDARY = "grens-3c1e"


@dataclass(frozen=True)
class Publications(Target):
    """Publications: each client has a body of its own, for another recipient (`cookies` names which)."""

    bodies: Sequence[bytes] = ()

    def request(self, cookie: str) -> bytes:
        """The request with one of the bodies."""
        body = self.bodies[int(cookie)]
        lines = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Authorization: {self.authorization}",
            f"Content-Type: multipart/form-data; boundary={_BOUNDARY}",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body


def target(name: str, port: int) -> Publications:
    """Make boxes and a token, and return what is asked for a row."""
    bodies = [_body(digits, NAMES[name]) for digits in _recipients()]
    return Publications(
        HOST,
        port,
        "/ebox/messageRegistry/v3/ebox/messages",
        cookies=[str(number) for number in range(BOXES)],
        holds=b'"messageId"',
        authorization=f"Bearer {_token()}",
        status=201,
        bodies=bodies,
    )


def inserts(seconds: float) -> float:
    """Return how many bare INSERTs a second the database takes from as many clients: one row, durable, prepared."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("CREATE TABLE IF NOT EXISTS bench_insert (id uuid PRIMARY KEY, content text NOT NULL)")
    done, until = [0] * CLIENTS, time.monotonic() + seconds

    def insert(number: int) -> None:
        with psycopg.connect(url, autocommit=True, prepare_threshold=0) as line:
            while time.monotonic() < until:
                line.execute("INSERT INTO bench_insert VALUES (%s, %s)", (uuid4(), "x" * 500))
                done[number] += 1

    threads = [threading.Thread(target=insert, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def count_sql(asked: Publications) -> int:
    """Return how many statements a publication takes in a process like the server's, once it has warmed up."""
    import io
    from unittest import mock

    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from burgerprofiel.kit import prepared

    application, said, one = get_wsgi_application(), [], prepared.one

    def counted(statement: str, *values: object) -> tuple[object, ...] | None:
        said.append(statement)
        return one(statement, *values)

    def knock() -> None:
        body = asked.bodies[0]
        told: dict[str, object] = RequestFactory()._base_environ(
            REQUEST_METHOD="POST",
            PATH_INFO=asked.path,
            HTTP_HOST=asked.host,
            CONTENT_TYPE=f"multipart/form-data; boundary={_BOUNDARY}",
            CONTENT_LENGTH=str(len(body)),
            HTTP_AUTHORIZATION=asked.authorization,
            **{"wsgi.input": io.BytesIO(body)},
        )
        if asked.holds not in b"".join(application(told, lambda *_told: io.BytesIO().write)):
            raise SystemExit("Publishing answered without the expected words.")

    knock()
    with CaptureQueriesContext(connection) as captured, mock.patch.object(prepared, "one", counted):
        knock()
    prepared.close()
    return len([each for each in captured.captured_queries if each["sql"] not in ("BEGIN", "COMMIT")]) + len(said)


def _body(digits: str, octets: int) -> bytes:
    file = b"%PDF-1.7\n" + os.urandom(octets) if octets else b""
    digest = urlsafe_b64encode(sha256(file).digest()).decode()
    attachment = {
        "httpPartName": "upfile1",
        "isMainContent": True,
        "digest": {"digestMethod": "sha_256", "digestValue": digest},
    }
    content = {"attachments": [attachment]} if octets else {"bodyContent": {"nl": "Dag."}, "isBodyMainContent": True}
    told = {
        "recipient": {"eboxType": "citizen", "ssin": digits},
        "sender": {"eboxType": "enterprise", "enterpriseNumber": "0812345603"},
        "subject": {"nl": "Uw parkeerkaart"},
        "messageTypeId": "zonnegem-brief",
        "senderApplicationId": "zonnegem-post",
        **content,
    }
    form = "Content-Disposition: form-data; name="
    parts = [f'--{_BOUNDARY}\r\n{form}"messageToPublish"\r\n\r\n'.encode() + msgspec.json.encode(told) + b"\r\n"]
    if octets:
        head = f'{form}"upfile1"; filename="brief.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        parts.insert(0, f"--{_BOUNDARY}\r\n{head}".encode() + file + b"\r\n")
    return b"".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def _recipients() -> list[str]:
    """Return numbers of people with an active box: test numbers, which nobody has."""
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.ssin import Ssin
    from burgerprofiel.mailbox.models import Box
    from burgerprofiel.mailbox.models.boxes import Kind, State
    from burgerprofiel.people.actions import meet

    numbers, now = [], clock.now()
    for place in range(BOXES):
        nine = f"446501{place + 1:03d}"
        numbers.append(f"{nine}{97 - int(nine) % 97:02d}")
        told = {"kind": Kind.CITIZEN, "state": State.ACTIVE, "since": now, "activated_at": now}
        Box.objects.get_or_create(box_id=meet(Ssin(numbers[-1])), defaults=told)
    return numbers


def _token() -> str:
    """Return a token of the municipality's program."""
    from burgerprofiel.access import tokens
    from burgerprofiel.access.models import Token
    from burgerprofiel.kit import clock
    from burgerprofiel.mailbox.registry.scopes import PUBLISH

    token = tokens.new()
    Token.objects.create(
        token_hash=tokens.digest(token),
        code_hash=b"",
        client_id="zonnegem-post",
        scope=PUBLISH,
        sealed=b"",
        expires_at=clock.now() + timedelta(hours=1),
    )
    return token

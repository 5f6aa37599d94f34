"""What bodies do: push how dossiers stand, as fast as eight connections can, and the worker adds them meanwhile.

Needs Django set up for the demo. Everything is in it: token, checks, sealing, the row on disk; then history, list,
trail and result of each; about every other one is told its citizen. What counts is the time until the last result
can be asked for.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import msgspec

from benchmarks import load
from benchmarks.load import Target, Timing
from benchmarks.mailbox_publish import CLIENTS
from burgerprofiel.kit import clock

PROMISED = 500
"""Mutations a second on two cores, accepted and added."""
HOST, SOURCE, CLIENT = "api.localhost", "urn://zonnegem/omgeving", "zonnegem-dossiers"
_PATIENCE = 120.0
_CITIZENS, _DOSSIERS = 64, 4


@dataclass(frozen=True)
class Pushes(Target):
    """Pushes: each request has an `UploadId` of its own; `cookies` names whose and which dossier."""

    heads: Sequence[bytes] = ()

    def request(self, cookie: str) -> bytes:
        """The request with a new state of one of the dossiers: of this moment, so that it is told its citizen."""
        upload, moment = uuid4(), clock.now().astimezone(clock.BRUSSELS)
        body = self.heads[int(cookie)].replace(b"UPLOAD", str(upload).encode())
        body = body.replace(b"MOMENT", moment.isoformat(timespec="milliseconds")[:23].encode())
        body = body.replace(b"CODE", (b"DossierOnvolledig", b"InBehandeling")[upload.int % 2])
        lines = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Authorization: {self.authorization}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Figures:
    """How pushing went, and how many a second had their result in the end."""

    timing: Timing
    per_second: float


def target(port: int) -> Pushes:
    """Make a token, and return what is asked."""
    heads = [_body(number, dossier) for number in range(_CITIZENS) for dossier in range(_DOSSIERS)]
    return Pushes(
        HOST,
        port,
        "/api/v2/dosis/dossiers",
        cookies=[str(number) for number in range(len(heads))],
        holds=b'"Status":"OK"',
        authorization=f"Bearer {_token()}",
        fresh=True,
        heads=heads,
    )


def measure(port: int, seconds: float) -> Figures:
    """Push for so many seconds, and wait for the last result."""
    from burgerprofiel.dossiers.models import Upload

    asked = target(port)
    load.load(asked, CLIENTS, min(1.0, seconds))
    _wait_for_all()
    before, began = Upload.objects.count(), time.monotonic()
    timing = load.load(asked, CLIENTS, seconds)
    _wait_for_all()
    spent, found = time.monotonic() - began, Upload.objects.filter(succeeded=True).count()
    if Upload.objects.count() - before != len(timing.seconds) or found != Upload.objects.count():
        raise SystemExit("Not everything that was pushed has its result.")
    return Figures(timing, len(timing.seconds) / spent)


def _wait_for_all() -> None:
    from burgerprofiel.dossiers.models import Upload

    until = time.monotonic() + _PATIENCE
    while Upload.objects.filter(processed_at__isnull=True).exists():
        if time.monotonic() > until:
            raise SystemExit("What was pushed was not added: does the worker run?")
        time.sleep(0.02)


def _body(citizen: int, dossier: int) -> bytes:
    nine = f"446501{citizen + 1:03d}"
    told = {
        "Identificatie": {"Bron": SOURCE, "DossierNummer": f"BENCH-{citizen}-{dossier}"},
        "UploadId": "UPLOAD",
        "Naam": "Omgevingsvergunning: dakkapel Kerkstraat 5",
        "WijzigingsDatum": "MOMENT",
        "Status": {
            "VlaamsCode": "CODE",
            "VlaamsFase": "Behandeling",
            "Detail1": "Wij wachten op uw plan",
            "Actie": {"ActieNodig": True, "Actie": "Bezorg ons een plan"},
        },
        "Doorverwijzing": "https://omgevingsloket.example/BENCH",
        "TypeDossierCode": "DossierStatus",
        "Producten": [{"Id": "1740"}],
        "DossierBeheerder": {"Naam": "Loket Omgeving", "Telefoon": "052000002", "Adres": {"Gemeente": "Zonnegem"}},
        "Agenten": [{"Identificatie": f"{nine}{97 - int(nine) % 97:02d}", "Toegangsrechten": [{"Code": "Raadpleger"}]}],
    }
    return msgspec.json.encode(told)


def _token() -> str:
    """Return a token of the municipality's program."""
    from burgerprofiel.access import tokens
    from burgerprofiel.access.models import Token

    token = tokens.new()
    Token.objects.create(
        token_hash=tokens.digest(token),
        code_hash=b"",
        client_id=CLIENT,
        scope="DosisImport",
        sealed=b"",
        expires_at=clock.now() + timedelta(hours=1),
    )
    return token

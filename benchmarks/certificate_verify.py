"""What anybody asks of a seal: a certificate of ours, sealed for the long term, shown at the door for programs.

Needs Django set up for the demo. Everything of a real question is in it: the file taken in, its digest looked up, a
child of the reader that judges the seal and its proofs, and the verdict as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmarks.load import Target

PROMISED = 20
"""Verdicts a second, on two cores."""
HOST = "api.localhost"


@dataclass(frozen=True)
class Shown(Target):
    """A PDF that is shown again and again."""

    body: bytes = b""

    def request(self, cookie: str) -> bytes:  # noqa: ARG002 - nobody is signed in
        """The request with the file."""
        lines = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Content-Type: application/pdf",
            f"Content-Length: {len(self.body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def target(port: int) -> Shown:
    """Make and seal a certificate, and return what is asked."""
    path = "/burgerprofiel/certificates/v1/verify"
    return Shown(HOST, port, path, holds=b'"outcome":"sealed"', body=_certificate())


def _certificate() -> bytes:
    from benchmarks import certificates
    from burgerprofiel.certificates import codes, documents
    from burgerprofiel.certificates.seal import actions as seal

    kind, language, content = next(certificates.wanted())
    pdf = documents.made(kind, language, content, codes.new(), date(2026, 3, 14))
    return seal.seal(pdf, reason=kind.title()).pdf

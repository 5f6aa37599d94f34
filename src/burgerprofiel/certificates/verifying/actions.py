"""Whether a PDF is what was sealed, told to anybody; and what anybody may know of a code (D5). Nothing is kept."""

from __future__ import annotations

from burgerprofiel.certificates.models import Code
from burgerprofiel.certificates.seal import trust
from burgerprofiel.certificates.verifying import apart, others
from burgerprofiel.certificates.verifying.guests import Guest
from burgerprofiel.certificates.verifying.incoming import Shown
from burgerprofiel.certificates.verifying.verdict import Ours, Verdict, outcome
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go


def verify(shown: Shown, guest: Guest) -> Verdict:
    """Look at a file that somebody showed. A few statements. Raises BusyError, after a while it can be tried again.

    No database connection is held while the reader is at work.
    """
    digest = bytes.fromhex(shown.digest)
    ours = _with_digest(digest)
    known = None if ours else others.with_digest(digest)
    let_go()
    with guest.turn(), apart.turn():
        found = apart.examine(shown.file, tuple(trust.anchors()))
    now = clock.now()
    said = outcome(found, ours, now.astimezone(clock.BRUSSELS).date(), known)
    return Verdict(outcome=said, examined=found, digest=shown.digest, checked_at=now, ours=ours, known=known)


def issued_with(code: str) -> Ours | None:
    """Return what anybody may know of the certificate with this code (`codes.read`); None: there is none."""
    return _ours(Code.objects.filter(code=code).first())


def _with_digest(digest: bytes) -> Ours | None:
    return _ours(Code.objects.filter(digests__contains=[digest]).first())


def _ours(row: Code | None) -> Ours | None:
    if row is None:
        return None
    return Ours(
        code=row.code,
        kind=row.kind,
        language=row.language,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        digests=tuple(bytes(each).hex() for each in row.digests),
    )

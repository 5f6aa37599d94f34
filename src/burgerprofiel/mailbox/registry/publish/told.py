"""What a sender hears of a publication: that it is done, or was before, or everything that is wrong with it."""

from __future__ import annotations

from burgerprofiel.kit import problems
from burgerprofiel.kit.problems import BELGIF, INPUT, INPUT_MORE, Issue, ProblemError
from burgerprofiel.kit.scanning.refused import ScannerDownError
from burgerprofiel.mailbox.publishing.message import Published
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError, RepeatedError
from burgerprofiel.mailbox.registry.refusals import OURS
from burgerprofiel.mailbox.registry.wire.messages import moment

_BELGIF_KINDS = ("schemaViolation", "invalidInput", "unknownInput", "referencedResourceNotFound")
_SENTENCES = {
    "NO_DIGITAL_USER": "The recipient never opened a digital mailbox: the message waits there. Send it on paper too.",
    "DORMANT": "The recipient has not looked into the mailbox for a long time. Consider paper too.",
}


def published(done: Published) -> dict[str, object]:
    """Write `PublicationStatusMessage`."""
    told: dict[str, object] = {"messageId": str(done.message_id), "expirationDate": moment(done.expires_at)}
    return told | ({"code": done.code, "message": _SENTENCES.get(done.code, "")} if done.code else {})


def repeated(first: RepeatedError) -> ProblemError:
    """409: this key published a message already, which is told (contracts/ebox.md A.3)."""
    extras = {"messageId": str(first.message_id)}
    if first.expires_at:
        extras["expirationDate"] = moment(first.expires_at)
    return ProblemError(
        409,
        f"{OURS}alreadyPublished",
        "Already Published",
        "This Idempotency-Key was used before: what it published then is told here, and nothing was published now.",
        code="ALREADY_PUBLISHED",
        extras=extras,
    )


def later(down: ScannerDownError) -> ProblemError:
    """503: nothing was stored; try again."""
    return ProblemError(
        503,
        f"{BELGIF}serviceUnavailable",
        "Service Unavailable",
        "Files cannot be scanned at this moment, so nothing was stored. Try again with the same key.",
        code="SCANNER_DOWN",
        extras={"retryAfterSec": down.retry_after},
    ).saying(Retry_After=str(down.retry_after))


def refused(error: RefusedError) -> ProblemError:
    """400 with everything that is wrong, or 413 with the limit."""
    detail = " ".join(dict.fromkeys(flaw.sentence for flaw in error.flaws[:10]))
    if error.limit:
        extras = {"limit": error.limit}
        return ProblemError(
            413, f"{BELGIF}payloadTooLarge", "Payload Too Large", detail, code=error.code, extras=extras
        )
    return problems.bad(detail, *(_issue(flaw) for flaw in error.flaws), code=error.code)


def _issue(flaw: Flaw) -> Issue:
    kind = (INPUT if flaw.kind in _BELGIF_KINDS else INPUT_MORE) + flaw.kind
    return Issue(kind, "body", flaw.part or "messageToPublish", flaw.sentence)

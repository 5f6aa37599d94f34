"""What we seal for a browser is opened by what others wrote, unchanged: npm http_ece (RFC 8291, 8188)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import urlsafe_b64decode
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from burgerprofiel.notices.letters import writing
from burgerprofiel.notices.push import sealing
from burgerprofiel.simulators.push.browser import text
from tests.access import strangers
from tests.notices.push.payloads import LANGUAGES, told

_OPENER = Path(__file__).with_name("opening.mjs")
_PACKAGE = ("http_ece@1.2.1",)


def opened(plain: list[bytes]) -> list[bytes]:
    """Seal each for a browser of its own; what the stranger reads in it."""
    place, sealed = strangers.packages(_PACKAGE), list[dict[str, str]]()
    for each in plain:
        key, secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        body = sealing.sealed(each, sealing.point(key), secret)
        number = key.private_numbers().private_value.to_bytes(32, "big")
        sealed.append({"body": text(body), "key": text(number), "secret": text(secret)})
    command = [str(shutil.which("node")), str(_OPENER), str(place / "node_modules" / "x")]
    done = subprocess.run(command, input=json.dumps(sealed), capture_output=True, text=True, timeout=60, check=True)
    return [urlsafe_b64decode(each + "=" * (-len(each) % 4)) for each in json.loads(done.stdout)]


def test_a_stranger_reads_every_payload_in_every_language() -> None:
    plain = [writing.push([each], UUID(int=7), language) for language in LANGUAGES for each in told()]
    assert opened(plain) == plain


def test_a_stranger_reads_the_shortest_and_the_longest() -> None:
    plain = [b"", b"x", b"\0" * 100, os.urandom(sealing.MOST)]
    assert opened(plain) == plain

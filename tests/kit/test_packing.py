"""Reading packed data is safe when many threads begin at the same moment."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from burgerprofiel.kit import packing


class _Known(msgspec.Struct):
    """What a program may send us."""

    name: str = ""


_RACE = """
import sys, tempfile, threading
from datetime import UTC, datetime
from pathlib import Path
import msgspec
from burgerprofiel.kit.answers import Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.simulators.magda import landscape
from burgerprofiel.sources.connectors.magda import envelope
from burgerprofiel.sources.connectors.magda.catalogue import catalogue
from burgerprofiel.sources.node import Node

packed = []
with tempfile.TemporaryDirectory() as folder:
    landscape.write(Path(folder))
    for service in catalogue().values():
        for path in Path(folder).glob(f"*/{service.name}/**/*.xml"):
            content = envelope.read(envelope.parse_xml(path.read_bytes())).content
            value = None if content is None else service.parse(Node(content))
            if value is not None:
                answer = msgspec.msgpack.encode(Data(value, datetime.now(UTC)))
                packed.append((Data[service.result] | Nothing | NotAllowed | Unavailable, answer))
assert len(packed) > 50
sys.setswitchinterval(0.00001)
start = threading.Barrier(8)

def read():
    start.wait()
    for kind, answer in packed:
        from_msgpack(answer, kind)

threads = [threading.Thread(target=read) for _each in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_many_threads_may_read_a_type_for_the_first_time_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", _RACE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("sent", [b'{"unknown":' + b"[" * 200_000, b"\xff", b'"\xed\xa0\x80"'])
def test_what_cannot_be_read_is_no_fault_of_ours(sent: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        packing.from_json(sent, _Known)

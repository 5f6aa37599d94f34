"""Reading packed data is safe when many threads begin at the same moment."""

from __future__ import annotations

import subprocess
import sys

_RACE = """
import sys, threading
sys.setswitchinterval(0.00001)
import msgspec
from burgerprofiel.kit.answers import Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.partial_date import PartialDate

class Inner(msgspec.Struct):
    day: PartialDate | None = None
    names: tuple[str, ...] = ()

kinds = []
for number in range(200):
    fields = [(f"f{each}", tuple[Inner, ...], ()) for each in range(8)]
    made = msgspec.defstruct(f"Made{number}", fields)
    kinds.append(Data[made] | Nothing | NotAllowed | Unavailable)
start = threading.Barrier(8)

def read():
    start.wait()
    for kind in kinds:
        try:
            from_msgpack(b"\\x81\\xa4type\\xa7nothing", kind)
        except msgspec.DecodeError:
            pass

threads = [threading.Thread(target=read) for _each in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_many_threads_may_read_a_type_for_the_first_time_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", _RACE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

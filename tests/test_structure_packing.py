"""Every decoder is made in `kit.packing`, under its lock: elsewhere two threads could crash the process."""

import re
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "burgerprofiel"
_ELSEWHERE = re.compile(r"msgspec\.(json|msgpack)\.(Decoder\(|decode\([^)]*type=)|msgspec\.convert\(")


def test_no_other_file_makes_decoders() -> None:
    ours = [path for path in SRC.rglob("*.py") if "simulators" not in path.parts and path.name != "packing.py"]
    assert [str(path) for path in ours if _ELSEWHERE.search(path.read_text())] == []

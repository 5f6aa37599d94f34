"""EU DSS: the European Commission's validator of seals (ETSI EN 319 102-1), asking nobody over the network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tests.judges import jvm


def verdicts(paths: Iterable[Path], anchors: Sequence[bytes], at: datetime | None = None) -> list[jvm.Verdict]:
    """Return what it says of each seal in each document; `at`: as if it were that moment. Skips without Java."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else "now"
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.der" for number, _der in enumerate(anchors)]
        for file, der in zip(files, anchors, strict=True):
            file.write_bytes(der)
        return jvm.ask(["dss", moment, *map(str, files)], paths)

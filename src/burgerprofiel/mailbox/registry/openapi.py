"""What this registry takes and answers: a file per surface."""

from pathlib import Path

from burgerprofiel.kit.openapi import Published

_FOLDER = Path(__file__).parent / "doc"
FILES = {name: Published(_FOLDER / f"{name}.yaml") for name in ("v2", "v3", "ours")}

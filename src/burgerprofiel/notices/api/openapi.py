"""What programs may ask of a citizen's notices."""

from pathlib import Path

from burgerprofiel.kit.openapi import Published

FILE = Published(Path(__file__).parent / "doc" / "notices.yaml")

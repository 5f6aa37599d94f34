"""What programs may ask of certificates."""

from pathlib import Path

from burgerprofiel.kit.openapi import Published

FILE = Published(Path(__file__).parent / "doc" / "certificates.yaml")

"""What mail servers and gateways may tell."""

from pathlib import Path

from burgerprofiel.kit.openapi import Published

FILE = Published(Path(__file__).with_name("openapi.yaml"))

"""Where the demo's hosts are: simulators run without the settings of the web process, in the same surroundings."""

from __future__ import annotations

import os


def origin(host: str) -> str:
    """Return the origin of one of the demo's hosts."""
    scheme, port = os.environ.get("MBP_SCHEME", "http"), os.environ.get("MBP_PORT", "8000")
    return f"{scheme}://{host}" + ("" if port == {"http": "80", "https": "443"}[scheme] else f":{port}")


def sign_in_service() -> str:
    """Return the origin of the sign-in service."""
    return origin(os.environ.get("MBP_ACCESS_HOST", "toegang.localhost"))

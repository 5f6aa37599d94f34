"""The demo makes keys for its programs that sign who they are (`private_key_jwt`): files that only the owner reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

from joserfc.jwk import RSAKey


def public_half(path: Path) -> str:
    """Return the public half as TOML, of the private key (a JWK) in this file; it is made when it is not there yet."""
    if not path.exists():
        key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
        fresh = path.with_name(f".{path.name}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({**key.as_dict(private=True), "kid": key.kid}, file)
        fresh.rename(path)
    kept = json.loads(path.read_text())
    told = ", ".join(f'{name} = "{kept[name]}"' for name in ("kty", "n", "e", "kid", "use", "alg"))
    return f"{{ keys = [{{ {told} }}] }}"

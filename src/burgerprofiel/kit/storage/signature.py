"""How a request to S3 is signed: AWS Signature Version 4, the whole body's SHA-256 in it.

Source: Amazon S3 API Reference, “Signature Calculations for the Authorization Header”. Its own example is our test.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

import httpx

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Keys:
    """Who asks."""

    access: str
    secret: str = field(repr=False)
    region: str = "us-east-1"


def signed(
    keys: Keys, method: str, url: httpx.URL, digest: str, now: datetime, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the headers that sign a request; `digest` is the body's SHA-256 in hex, `more` other headers to sign."""
    host = url.netloc.decode()
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    told = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": moment, **(more or {})}
    names = ";".join(sorted(told))
    headers = "".join(f"{name}:{told[name]}\n" for name in sorted(told))
    query = "&".join(sorted(f"{_quoted(name)}={_quoted(value)}" for name, value in url.params.multi_items()))
    path = quote(url.path, safe="/-_.~")
    canonical = "\n".join([method, path, query, headers, names, digest])
    scope = f"{moment[:8]}/{keys.region}/s3/aws4_request"
    text = "\n".join([_ALGORITHM, moment, scope, sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.new(key, text.encode(), "sha256").hexdigest()
    credential = f"Credential={keys.access}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {"x-amz-content-sha256": digest, "x-amz-date": moment, "Authorization": f"{_ALGORITHM} {credential}"}


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")

"""A small S3 server to test with, after Amazon's reference: it checks signatures and digests by its own means."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlsplit

ACCESS, SECRET, REGION, BUCKET = "AKIDEXAMPLE", "a-secret", "eu-test-1", "post"
PAGE = 2
"""Objects in a list: few, so that lists have pages."""


class Handler(BaseHTTPRequestHandler):
    """One bucket."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, tuple[bytes, datetime]]
    fail_next: list[int]

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _signed(self, body: bytes) -> bool:
        parts, told = urlsplit(self.path), self.headers
        algorithm, _space, rest = told.get("Authorization", "").partition(" ")
        fields = dict(each.strip().split("=", 1) for each in rest.split(",") if "=" in each)
        access, day, region, service, end = fields.get("Credential", "////").split("/")
        if (algorithm, access, region, service, end) != ("AWS4-HMAC-SHA256", ACCESS, REGION, "s3", "aws4_request"):
            return False
        if told["x-amz-content-sha256"] != sha256(body).hexdigest():
            return False
        pairs = sorted((quote(a, safe="-_.~"), quote(b, safe="-_.~")) for a, b in parse_qsl(parts.query, True))
        names = fields["SignedHeaders"].split(";")
        text = "\n".join(
            [
                self.command,
                parts.path,
                "&".join(f"{name}={value}" for name, value in pairs),
                *(f"{name}:{told[name].strip()}" for name in names),
                "",
                fields["SignedHeaders"],
                told["x-amz-content-sha256"],
            ]
        )
        scope = f"{day}/{region}/s3/aws4_request"
        to_sign = f"AWS4-HMAC-SHA256\n{told['x-amz-date']}\n{scope}\n{sha256(text.encode()).hexdigest()}"
        key = b"AWS4" + SECRET.encode()
        for part in (day, region, "s3", "aws4_request"):
            key = hmac.new(key, part.encode(), sha256).digest()
        return hmac.compare_digest(hmac.new(key, to_sign.encode(), sha256).hexdigest(), fields["Signature"])

    def _serve(self) -> None:
        body = self._body()
        if self.fail_next:
            self._answer(self.fail_next.pop())
            return
        if not self._signed(body):
            self._answer(403)
            return
        path = urlsplit(self.path).path.removeprefix(f"/{BUCKET}").lstrip("/")
        match self.command, path:
            case "GET", "":
                self._answer(200, self._list())
            case "GET", name:
                self._answer(200, self.kept[name][0]) if name in self.kept else self._answer(404)
            case "PUT", name:
                self.kept[name] = (body, datetime.now(UTC))
                self._answer(200)
            case _delete, name:
                self.kept.pop(name, None)
                self._answer(204)

    def _list(self) -> bytes:
        query = dict(parse_qsl(urlsplit(self.path).query))
        after = query.get("continuation-token", "")
        names = [each for each in sorted(self.kept) if each > after and each.startswith(query.get("prefix", ""))]
        page, further = names[:PAGE], names[PAGE:]
        entries = "".join(
            f"<Contents><Key>{name}</Key><LastModified>{self.kept[name][1]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for name in page
        )
        token = f"<NextContinuationToken>{page[-1]}</NextContinuationToken>" if further else ""
        space = "http://s3.amazonaws.com/doc/2006-03-01/"
        return f'<?xml version="1.0"?><ListBucketResult xmlns="{space}">{entries}{token}</ListBucketResult>'.encode()

    do_GET = do_PUT = do_DELETE = _serve  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def running() -> Iterator[tuple[str, type[Handler]]]:
    """Serve an empty bucket; gives its address, and what it keeps."""
    kind = type("Bucket", (Handler,), {"kept": {}, "fail_next": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{BUCKET}?region={REGION}", kind
    finally:
        server.shutdown()
        server.server_close()

"""A small portal to hold the checks against: as it should be, or with one flaw."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

NAME = "Proefdienst"


@contextmanager
def portal(registry: str, flaw: str = "") -> Iterator[str]:
    """Serve it until the end of the block; gives the address of its page."""
    kept: dict[str, object] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><main>{_page(registry, flaw, kept, self.headers)}</main>".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/berichten"
    finally:
        server.shutdown()
        server.server_close()


def _page(registry: str, flaw: str, kept: dict[str, object], browser: Any) -> str:
    headers = {} if flaw == "no token" else {"Authorization": "Bearer test"}
    if flaw == "passes cookies on":
        headers["Cookie"] = browser["Cookie"]
    seconds = 17 if flaw == "waits" else 1
    with httpx.Client(base_url=registry, headers=headers, timeout=seconds) as client:
        try:
            items = _items(client, flaw, kept)
        except (httpx.HTTPError, ValueError):
            items, missing = kept.get("items", []) if flaw == "shows old ones" else [], True
        else:
            missing, kept["items"] = False, items
    if flaw == "upside down":
        items = items[::-1]  # type: ignore[index]
    subjects = [each["subject"]["nl"] for each in items]  # type: ignore[attr-defined]
    shown = "".join(f"<li>{each if flaw == 'markup' else html.escape(each)}</li>" for each in subjects)
    return shown + (f"<p>{NAME} antwoordt niet.</p>" if missing and flaw != "silent" else "")


def _items(client: httpx.Client, flaw: str, kept: dict[str, object]) -> Any:
    query: dict[str, str] = {"pageSize": "500" if flaw == "greedy" else "50"}
    if flaw == "number in the address":
        query["ssin"] = "85631441236"
    items = client.get("/ebox/messages", params=query).raise_for_status().json()["items"]
    if "types" not in kept or flaw == "asks again":
        kept["types"] = client.get("/refData/messageTypes").raise_for_status().json()
    if flaw == "opens":
        client.get(f"/ebox/messages/{items[0]['messageId']}/attachments/a/content")
    return items

"""The banner names persons who are there: of the cast, or of the folder that stands in for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from burgerprofiel.site.launch import banner


def card(name: str, services: int, defect: str = "") -> dict[str, str | int]:
    """A card as the reader tells it."""
    return {"name": name, "services": services, "defect": defect}


class Reader(BaseHTTPRequestHandler):
    """A card reader with the cards of a folder."""

    def do_POST(self) -> None:
        """Answer `/kaarten`."""
        names = [card("An", 9), card("Bo", 8), card("An", 7), card("Noor", 0, "expired"), card("Cy", 2), card("Di", 1)]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"cards": names}).encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def reader() -> Iterator[int]:
    """The port of a card reader."""
    with HTTPServer(("127.0.0.1", 0), Reader) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_with_a_folder_it_names_the_three_best_filled_of_the_folder(
    reader: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAGDA_MOCK_DATA", "/some/folder")
    banner.show(8000, reader, 1)
    said = capsys.readouterr().out
    names = [line.split()[0] for line in said.splitlines() if "services of your folder" in line]
    assert names == ["An", "Bo", "Cy"]
    assert "Noor" not in said


def test_without_one_it_names_the_cast(
    reader: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MAGDA_MOCK_DATA", raising=False)
    banner.show(8000, reader, 1)
    assert "Noor Vandenbos" in capsys.readouterr().out

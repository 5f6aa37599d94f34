"""The simulators' host names as a browser meets them."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from burgerprofiel.simulators.card_reader import server


@pytest.mark.parametrize("host", ["magda.localhost", "kaartlezer.localhost"])
def test_a_browser_that_looks_for_an_icon_finds_no_fault(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MBP_DATA", str(tmp_path))
    monkeypatch.setenv("MBP_EID_TRUST", str(tmp_path / "eid-trust"))
    server.box.cache_clear()
    from burgerprofiel.simulators.asgi import application

    assert TestClient(application, base_url=f"http://{host}").get("/favicon.ico").status_code == 204
    server.box.cache_clear()

"""Static files: before session and database, for ever in the browser, with the safe headers."""

import json

import httpx
import pytest

from tests.landscape import Live


@pytest.fixture(scope="module")
def style(live: Live) -> httpx.Response:
    names = json.loads((live.data / "static" / "staticfiles.json").read_text())["paths"]
    hashed = next(hashed for name, hashed in names.items() if name.endswith(".css"))
    return httpx.get(f"{live.portal}/static/{hashed}")


def test_a_file_is_kept_for_ever(style: httpx.Response) -> None:
    assert style.status_code == 200
    assert "immutable" in style.headers["cache-control"]


def test_a_file_is_sent_compressed(style: httpx.Response) -> None:
    assert style.headers["content-encoding"] == "gzip"


def test_a_file_has_the_safe_headers_and_sets_no_cookie(style: httpx.Response) -> None:
    assert style.headers["x-content-type-options"] == "nosniff"
    assert style.headers["cross-origin-resource-policy"] == "same-origin"
    assert not {"set-cookie", "access-control-allow-origin"} & set(style.headers)


def test_nothing_outside_the_folder_is_served(live: Live) -> None:
    for path in ("/static/../secrets/django", "/static/%2e%2e/secrets/django", "/static/..%2fsecrets%2fdjango"):
        request = httpx.Request("GET", live.portal)
        request.url = request.url.copy_with(raw_path=path.encode())
        assert httpx.Client().send(request).status_code in (400, 404)

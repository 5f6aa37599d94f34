"""Nobody makes us read more than the largest that a page or a door takes."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from burgerprofiel.feedback import attaching
from burgerprofiel.mailbox.registry.publish import parts
from burgerprofiel.people.profile.photo import picture
from burgerprofiel.site.longest import PAGES, PROGRAMS, longest_body

CONFIG = settings.CONFIG
HOSTS = {
    CONFIG.portal_host: PAGES,
    CONFIG.access_host: PAGES,
    CONFIG.desk_host: PAGES,
    CONFIG.api_host: PROGRAMS,
    CONFIG.registry_host: PROGRAMS,
}


class Endless:
    """A body without an end; counts what was taken of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        """Return what was asked for."""
        assert size >= 0
        self.taken += size
        return bytes(size)


def test_it_lets_through_the_largest_that_any_of_them_takes() -> None:
    assert max(attaching.MOST, picture.MOST_OCTETS) < PAGES
    assert PROGRAMS >= parts.LARGEST


@pytest.mark.parametrize("host", HOSTS)
def test_what_says_that_it_is_longer_is_refused_before_any_page_looks_at_it(db: None, host: str) -> None:
    sent = {"CONTENT_LENGTH": str(HOSTS[host] + 1), "wsgi.input": BytesIO(b"x")}
    answer = Client(headers={"host": host}).generic("POST", "/profiel/foto", content_type="text/plain", **sent)
    assert answer.status_code == 413
    assert ("limit" in answer.content.decode()) == (HOSTS[host] == PROGRAMS)


def test_a_person_reads_what_to_do_in_their_language(db: None) -> None:
    sent = {"CONTENT_LENGTH": "99000000", "wsgi.input": BytesIO(b"x")}
    browser = Client(headers={"host": CONFIG.portal_host, "accept-language": "nl"})
    page = browser.generic("POST", "/klopt-dit/feit", content_type="multipart/form-data; boundary=x", **sent)
    assert "Ga terug en kies een kleiner bestand." in page.content.decode()


def test_what_is_not_longer_comes_to_the_page(db: None) -> None:
    sent = {"CONTENT_LENGTH": str(PAGES), "wsgi.input": BytesIO(b"x")}
    answer = Client(headers={"host": CONFIG.portal_host}).generic("POST", "/nergens", content_type="text/plain", **sent)
    assert answer.status_code == 404


def test_of_a_body_in_chunks_no_more_is_read_than_that() -> None:
    body = Endless()

    def greedy(request: HttpRequest) -> HttpResponse:
        try:
            while request.META["wsgi.input"].read(65_536):
                pass
        except OSError:
            return HttpResponse("it broke off")
        return HttpResponse("all of it")

    request = RequestFactory().post("/x", headers={"host": CONFIG.registry_host})
    request.META |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": body}
    assert longest_body(greedy)(request).status_code == 413
    assert body.taken == PROGRAMS + 1

"""Reading a page as a test does: the text of a part, and what came in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.http.response import HttpResponseBase, StreamingHttpResponse
from lxml import html


def body(response: HttpResponseBase) -> str:
    """The whole page, also of one that streams."""
    return b"".join(chunks(response)).decode()


def chunks(response: HttpResponseBase) -> Iterator[bytes]:
    """The pieces in which a page leaves."""
    if isinstance(response, StreamingHttpResponse):
        yield from cast(Iterator[bytes], response.streaming_content)
    else:
        yield response.content  # type: ignore[attr-defined]  # the other kind of answer has it


def tree(response: HttpResponseBase) -> html.HtmlElement:
    """The page as elements."""
    return html.fromstring(body(response))


def text(element: html.HtmlElement) -> str:
    """What stands in an element, on one line."""
    return " ".join(" ".join(element.itertext()).split())


def one(page: html.HtmlElement, css_id: str) -> str:
    """The text of the element with this id."""
    return text(page.get_element_by_id(css_id))

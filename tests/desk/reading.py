"""What stands on a page of the desk: its words, and what its form asks to send again."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse


def told(page: HttpResponse) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def hidden(page: HttpResponse) -> dict[str, str]:
    """What a page asks to send again."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}

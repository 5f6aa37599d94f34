"""Notices like those that rooms raise, and what a page says of them."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.notice import Notice

_numbers = count()


def told(citizen_id: CitizenId, **more: Any) -> Notice:
    """A notice; each has a key of its own unless one is given. `asks`: it asks something."""
    asks = more.pop("asks", False)
    name = more.pop("name", f"Renovatiepremie {next(_numbers)}")
    known = {
        "kind": "dossiers.asks" if asks else "dossiers.changed",
        "key": name,
        "values": {"dossier": name, "state": "In behandeling"},
    }
    return Notice(citizen_id=citizen_id, **(known | more))


def bell(html: str) -> int:
    """What the bell of a page says."""
    (said,) = re.findall(r'data-bell [^>]*data-new="(\d+)"', html)
    return int(said)


def bold(html: str) -> int:
    """How many lines of the list are marked as new."""
    return len(re.findall(r'<li class="notice new', html))


def headed(html: str) -> int:
    """What the head of the list says."""
    (said,) = re.findall(r"<b data-bell-words>([^<]*)</b>", html)
    number = re.match(r"\d+", said)
    return int(number[0]) if number else 0


def titles(html: str) -> list[str]:
    """What the list shows, in its order."""
    found = re.findall(r'class="opener [^"]*">(?:<span class="unseen">[^<]*</span>)?([^<]*)<', html)
    return [each.strip() for each in found]

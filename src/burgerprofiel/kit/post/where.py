"""A phone number or an e-mail address as people type it, as the network wants it, and as a list may show it."""

from __future__ import annotations

import re

_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""As browsers check it (HTML, valid e-mail address), with a domain of two parts or more."""


def number(text: str) -> str:
    """Return a mobile number in E.164; empty when it is none. A number without country is Belgian (04…)."""
    plain = re.sub(r"[\s./()-]", "", text)
    if not plain.isascii():
        return ""
    plain = re.sub(r"^00", "+", plain)
    plain = re.sub(r"^0(4\d{8})$", r"+32\1", plain)
    if plain.startswith("+32"):
        return plain if re.fullmatch(r"\+324\d{8}", plain) else ""
    return plain if re.fullmatch(r"\+[1-9]\d{7,14}", plain) else ""


def address(text: str) -> str:
    """Return an e-mail address; empty when it is none."""
    plain = text.strip()
    return plain if len(plain) <= 254 and _MAIL.fullmatch(plain) else ""


def hidden(to: str) -> str:
    """Enough to recognise it by: `•••• 12`, `n•••@example.org`."""
    name, at, domain = to.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"•••• {to[-2:]}"

"""What a sender's text may hold so that a citizen reads what stands there: one line, nothing hidden, no false address.

A letter that turns the order round or that nobody sees makes one text read as another (Unicode TR 36). An e-mail
address or a link with letters of another alphabet reads as somebody else's (UTS 39): those have ASCII alone, a host of
another alphabet is written as it is asked for (`xn--…`). Keys named `…Email`, `…Uri` and `…Website` hold one.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u00ad\u200c\u200d"
"""Soft hyphen and joiners: words of several languages, and many pictures, are written with them."""
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LINK = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?([/?#][!-;=?-\[\]_a-z~]*)?")
_LAST_TWO = 0xFFFE
"""The last two of every 65 536 are no characters and never will be."""


def mistake(key: str, text: str) -> str:
    """Return what is wrong with the value of this key, to stand behind its name; empty: nothing."""
    if wrong := hidden(text):
        return wrong
    if key.endswith("Email") and text and not _EMAIL.fullmatch(text):
        return "is one e-mail address, in plain letters (ASCII)"
    if key.endswith(("Uri", "Website")) and text and not _LINK.fullmatch(text):
        return "is a link that begins with https://, in plain letters (ASCII), without a user name"
    return ""


def hidden(text: str) -> str:
    """Return what is wrong with a text of one line, to stand behind its name; empty: nothing."""
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in ("Cc", "Zl", "Zp"):
            return "is one line, without control characters"
        if (kind in ("Cf", "Cs") and letter not in _JOINERS) or ord(letter) & _LAST_TWO == _LAST_TWO:
            return f"holds a letter that nobody sees or that turns others round (U+{ord(letter):04X})"
    return ""

"""What a download is called: any name, safely (RFC 6266 §4.3, RFC 8187).

Paths, control characters and what turns the direction of text are taken out; who cannot read the whole name gets one in
plain letters.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

_USUAL = "document"
_LONGEST = 200


def disposition(file_name: str, *, shown: bool = False) -> str:
    """Return the `Content-Disposition` of a file that is saved, or shown by a browser."""
    name = safe(file_name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter if letter not in '"\\%' else "_" for letter in plain).strip() or _USUAL
    whole = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{"inline" if shown else "attachment"}; filename="{plain}"{whole}'


def safe(file_name: str) -> str:
    """Return a file name without folders and without what does not print."""
    last = " ".join(file_name.split()).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    name = " ".join(shown.split()).strip(". ")
    return name[-_LONGEST:] or _USUAL

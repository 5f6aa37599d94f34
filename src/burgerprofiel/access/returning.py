"""After signing in people come back to where they were, and nowhere else: only paths on our own host count."""

import re

LONGEST = 1000
_PATH = re.compile(r"/(?![/\\])[\x21\x23-\x5b\x5d-\x7e]*")
_ELSEWHERE = ("/aanmelden", "/afmelden", "/afgemeld", "/sessie")


def safe_path(text: str | None) -> str:
    """Return `text` when it is a path of ours that makes sense after signing in, else `/`.

    Refused: other hosts (`//x`, `/\\x`, `https:…`), control characters and spaces, and the pages of signing in itself.
    """
    if not text or len(text) > LONGEST or _PATH.fullmatch(text) is None:
        return "/"
    return "/" if text.partition("?")[0].startswith(_ELSEWHERE) else text

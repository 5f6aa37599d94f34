"""Search: a part of a word is enough, and capitals and accents do not matter (A.4)."""

from __future__ import annotations

import unicodedata

from burgerprofiel.conformance.checking import NotSeenError, expect
from burgerprofiel.conformance.provider.asking import Registry, check


@check("search-1", "`q` without `qlang` is refused: 400.", "A.4")
def _without_language(registry: Registry) -> None:
    answer = registry.ask("GET", "/ebox/messages", params={"q": "test"})
    expect(answer.status_code == 400, f"it answers {answer.status_code}")


@check("search-2", "A part of a subject finds its message, in capitals and without accents.", "A.4")
def _finds(registry: Registry) -> None:
    for message in registry.some():
        language, subject = next(iter(message["subject"].items()))
        if len(subject) >= 8:
            break
    else:
        raise NotSeenError("needs a subject of eight letters or more")
    inner = subject[1:-1].strip()
    apart = unicodedata.normalize("NFKD", inner)
    for words in (inner, inner.upper(), "".join(each for each in apart if not unicodedata.combining(each))):
        items, total = registry.listed(q=words, qlang=language, pageSize=100)
        found = message["messageId"] in [each["messageId"] for each in items]
        expect(found or total > 100, f"“{words}” does not find {message['messageId']}")


@check("search-3", "What stands nowhere finds nothing: 200.", "A.4")
def _nothing(registry: Registry) -> None:
    items, total = registry.listed(q="qzxjwvkk%_'\"", qlang="nl")
    expect(not items and total == 0, f"{total} messages")

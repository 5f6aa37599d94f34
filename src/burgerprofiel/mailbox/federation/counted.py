"""Reading a list of which one can only count the pages (v2.1: `page`, `pageSize`), while it changes under the reader.

New messages push others to a later page, expired ones let them come forward. So a page number is only a hint: what was
reached is the last message itself, by moment and name, and one reads from the page on which newer ones still stand.
Messages of the same moment come in any order, and are taken together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from burgerprofiel.mailbox.federation.contract import Cause, Entry, Page, Place, SilentError

SIZE = 50
"""Messages that are asked for at a time, always the same, for pages are counted in it."""
MOST = 8
"""Pages that are asked for at most for one answer."""

Fetch = Callable[[int], Awaitable[tuple[Sequence[Entry], int]]]
"""Page number, from 1, to the messages on it and how many there are in all."""


class Walk:
    """One answer in the making."""

    def __init__(self, fetch: Fetch, after: Place | None) -> None:
        """Read with `fetch` what comes after a place."""
        self._fetch, self._after = fetch, after
        self._seen: set[str] = set()
        self._found: list[Entry] = []
        self._asked = 0
        self._total = 0
        self._last: int | None = None
        """The moment of the oldest message seen so far."""

    async def page(self, limit: int) -> Page:
        """Return at least `limit` messages, or all there are. Raises SilentError when the list makes no sense."""
        number, items = await self._anchor()
        while True:
            self._take(items)
            if self._complete(number, items):
                return Page(self._sorted(), more=False, total=self._total)
            whole = [entry for entry in self._sorted() if entry.place.at > (self._last or 0)]
            if len(whole) >= limit:
                return Page(whole, more=True, total=self._total)
            if self._asked >= MOST:
                if not whole:
                    raise SilentError(Cause.BROKEN, "its list does not come to an end")
                return Page(whole, more=True, total=self._total)
            number += 1
            items = await self._ask(number)

    async def _anchor(self) -> tuple[int, Sequence[Entry]]:
        """Return the page on which a message stands that is newer than the place, or the first."""
        if self._after is None:
            return 1, await self._ask(1)
        number = max(1, -(-self._after.taken // SIZE))
        items = await self._ask(number)
        while number > 1 and (not items or items[0].place.at <= self._after.at):
            if self._asked >= MOST:
                raise SilentError(Cause.BROKEN, "its list shrinks while it is read")
            number -= 1
            items = await self._ask(number)
        return number, items

    async def _ask(self, number: int) -> Sequence[Entry]:
        self._asked += 1
        items, self._total = await self._fetch(number)
        return items

    def _take(self, items: Sequence[Entry]) -> None:
        """Keep what comes after the place. Raises SilentError when an older message stood before a newer one."""
        fresh = [entry for entry in items if entry.message_id not in self._seen]
        if items and not fresh:
            raise SilentError(Cause.BROKEN, "it gives the same page again")
        for entry in fresh:
            if entry.message_id in self._seen:
                continue
            if self._last is not None and entry.place.at > self._last:
                raise SilentError(Cause.BROKEN, "its list is not in order")
            self._seen.add(entry.message_id)
            self._last = entry.place.at
            if self._after is None or self._after.before(entry.place):
                self._found.append(entry)

    def _complete(self, number: int, items: Sequence[Entry]) -> bool:
        """Whether nothing follows. On later pages only an empty one proves it: a registry may give fewer than asked."""
        return not items or (number == 1 and len(items) >= self._total)

    def _sorted(self) -> list[Entry]:
        return sorted(self._found, key=lambda entry: (entry.place.at, entry.place.message_id), reverse=True)

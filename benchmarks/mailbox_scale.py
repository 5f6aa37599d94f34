"""Whether a mailbox stays as quick among ten million messages, and one that holds a million of them itself.

The same four questions, among ten thousand messages and among ten million: a list page, a search, the unread count and
one message, in an ordinary box and in the large one, each held against its own kind. Messages lie in the table in the
order in which they would have come, over ten years; a box's own are far apart. Needs Django set up for the demo, whose
tables stay full.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

PAGE = 50
HITS = 10
"""About so many messages of a box hold the word that is sought: the large one, and one in 180 others."""
TURNS, ROUNDS = 7, 30
"""The quickest turn counts, for others may be at work on the machine; of its rounds the median."""
QUESTIONS = ("list", "search", "unread", "detail")
ALSO = "the first page and “more than 500” of a word in every eleventh message"


@dataclass(frozen=True)
class Size:
    """How many messages, in how many ordinary boxes, and how many more in the one that is large."""

    messages: int
    boxes: int
    large: int


FEW = Size(9_000, 180, 1_000)
MANY = Size(9_000_000, 200_000, 1_000_000)
QUICK = Size(180_000, 4_000, 20_000)


@dataclass(frozen=True)
class Scale:
    """How many times what each question costs among few it costs among many, in either kind of box."""

    ordinary: dict[str, float]
    large: dict[str, float]
    beside: float
    """How many times a search in the ordinary box, among few, one in the large box costs, among many."""
    often: float
    """Milliseconds of a search in the large box that finds very much."""
    octets: float
    """Bytes a message takes on disk, its part of every index included."""
    filling: float
    """Seconds to fill the tables."""

    @property
    def worst(self) -> float:
        """The largest ratio."""
        return max([*self.ordinary.values(), *self.large.values()])

    def told(self) -> str:
        """In a line."""
        parts = [f"{name} × {self.ordinary[name]:.2f}, large box × {self.large[name]:.2f}" for name in QUESTIONS]
        parts.append(f"a search in the large box × {self.beside:.2f} of one in an ordinary box among few")
        parts.append(f"{ALSO}: {self.often:.1f} ms in the large box")
        return f"{'; '.join(parts)}; {self.octets:.0f} bytes a message; filled in {self.filling:.0f} s"


_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'mailbox_message' AND indexname NOT LIKE '%%_pkey'
"""
_BOXES = """
INSERT INTO mailbox_box (box_id, kind, state, why, since, activated_at, messages, hidden, unread, octets)
SELECT md5('box ' || number)::uuid, 'citizen', 'active', '', now(), now(), 0, 0, 0, 0
FROM generate_series(0, {boxes}) AS number ON CONFLICT DO NOTHING
"""
_MESSAGES = """
INSERT INTO mailbox_message (box_id, id, published_at, expires_at, message_type_id, organisation, application, language,
  subject, body_is_main, registered, reply_allowed, shared, read_at, unread, visible, sought, indexed)
SELECT md5('box ' || CASE WHEN number %% {every} = 0 THEN 0 ELSE 1 + mod(number * 7919::bigint, {boxes}) END)::uuid,
  (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(random.hex, 1, 3) || '8'
    || substr(random.hex, 4, 15))::uuid,
  at, now() + interval '400 days', 'bench-brief', '0812345603', 'bench-post', 'nl', subject.text, false, false, false,
  false, CASE WHEN number %% 5 > 0 THEN at END, number %% 5 = 0, true, lower(subject.text),
  {indexed} AND number %% {every} = 0
FROM generate_series({first}::bigint, {last}::bigint) AS number,
  LATERAL (SELECT now() - interval '10 years' + number * (interval '10 years' / {last}) AS at) AS moment,
  LATERAL (SELECT md5(random()::text || number) AS hex) AS random,
  LATERAL (SELECT (ARRAY['Uw aanslag', 'Herinnering', 'Beslissing over uw aanvraag', 'Uitnodiging', 'Attest',
      'Betaling', 'Wijziging van uw dossier', 'Parkeerkaart'])[1 + number %% 8] || ' ' || (ARRAY[
      'onroerende voorheffing', 'kinderopvang', 'bibliotheek', 'milieubelasting', 'bouwvergunning', 'studietoelage',
      'zorgbudget', 'renovatie', 'speelplein', 'huisvuil', 'gezinsbijslag'])[1 + (number / 8) %% 11]
      || ' ' || (2016 + number %% 10) || CASE WHEN {rare} THEN ' zonnebloem' ELSE '' END AS text) AS subject
"""
_COUNT = """
UPDATE mailbox_box AS box SET messages = held.messages, unread = held.unread FROM (
  SELECT box_id, count(*) AS messages, count(*) FILTER (WHERE unread) AS unread
  FROM mailbox_message WHERE message_type_id = 'bench-brief' GROUP BY box_id) AS held
WHERE box.box_id = held.box_id
"""
_INDEXING = "UPDATE mailbox_box SET indexing = %s WHERE box_id = %s"
_EMPTY = "DELETE FROM mailbox_message WHERE message_type_id = 'bench-brief'"
_OCTETS = "SELECT pg_total_relation_size('mailbox_message')::float / count(*) FROM mailbox_message"


def measure(many: Size = MANY) -> Scale:
    """Ask among few, fill, and ask among many."""
    _fill(FEW)
    few, few_large = _asked(_box(3)), _asked(_box(0))
    began = time.perf_counter()
    _fill(many)
    filling = time.perf_counter() - began
    ordinary, large = _asked(_box(3)), _asked(_box(0))
    beside = large["search"] / few["search"]
    return Scale(_over(ordinary, few), _over(large, few_large), beside, large[ALSO], _octets(), filling)


def _over(later: dict[str, float], before: dict[str, float]) -> dict[str, float]:
    return {name: later[name] / before[name] for name in QUESTIONS}


def _fill(size: Size) -> None:
    """Put the messages there as they would have come, then the indexes: quicker than keeping those meanwhile."""
    from django.db import connection

    from burgerprofiel.mailbox.finding.filling import LARGE

    total = size.messages + size.large
    every = round(total / size.large)
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(_EMPTY)
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(_BOXES.format(boxes=size.boxes))
        box = f"(1 + number * 7919 % {size.boxes})"
        rare = f"CASE WHEN number % {every} = 0 THEN number / {every} % {size.large // HITS} = 0 "
        rare += f"ELSE {box} % 180 = 3 AND number / {size.boxes} % {size.messages // size.boxes // HITS} = 0 END"
        indexed = size.large > LARGE
        made = _MESSAGES.format(boxes=size.boxes, every=every, first=1, last=total, rare=rare, indexed=indexed)
        cursor.execute(made.replace("%%", "%"))
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute(_COUNT)
        cursor.execute(_INDEXING, ["whole" if indexed else "", _box(0)])
        cursor.execute("VACUUM ANALYZE mailbox_message")
        cursor.execute("VACUUM ANALYZE mailbox_box")
        cursor.execute("RESET maintenance_work_mem")


def _box(number: int) -> UUID:
    """The large box has number 0."""
    from hashlib import md5

    return UUID(bytes=md5(f"box {number}".encode(), usedforsecurity=False).digest())


def _asked(box_id: UUID) -> dict[str, float]:
    """Return the milliseconds of each question."""
    from burgerprofiel.mailbox import queries
    from burgerprofiel.mailbox.filters import Filter
    from burgerprofiel.mailbox.own import listing

    known = queries.tally(box_id)
    if known is None or known.messages < PAGE:
        raise SystemExit("The boxes of the bench are not there.")
    sought = Filter(text="Zonnebloem")
    often = Filter(text="huisvuil")
    page = queries.messages(box_id, Filter())
    newest = page[0]

    def listed() -> None:
        tally = queries.tally(box_id)
        rows = list(page.defer("body", "sought")[: PAGE + 1])
        queries.files_of(box_id, rows[:PAGE])
        if tally is None or queries.count(box_id, Filter(), tally) < PAGE:
            raise SystemExit("A list of the bench is short.")

    def searched() -> None:
        tally = queries.tally(box_id)
        found = list(queries.messages(box_id, sought).defer("body", "sought")[: PAGE + 1])
        queries.files_of(box_id, found)
        if tally is None or not 0 < len(found) <= PAGE:  # what fits on a page is not counted apart
            raise SystemExit("A search of the bench found nothing, or too much.")

    def found_often() -> None:
        found = queries.messages(box_id, often)
        if not list(found.defer("body", "sought")[: PAGE + 1]) or not queries.counted(found, listing.MOST):
            raise SystemExit("A search of the bench found nothing.")

    def counted() -> None:
        queries.tally(box_id)

    def opened() -> None:
        row = queries.message(box_id, newest.id)
        if row is None or queries.files(row):
            raise SystemExit("A message of the bench is not there.")

    asks = (listed, searched, counted, opened, found_often)
    return {name: _median(ask) for name, ask in zip((*QUESTIONS, ALSO), asks, strict=True)}


def _median(ask: Callable[[], None]) -> float:
    ask()
    return min(statistics.median(_taken(ask) for _round in range(ROUNDS)) for _turn in range(TURNS)) * 1000


def _taken(ask: Callable[[], None]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _octets() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_OCTETS)
        return float(cursor.fetchone()[0])

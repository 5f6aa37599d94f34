"""Answers about one's own data: a report on a fact, a question about who looked, the profile (B9, B10, E3)."""

from __future__ import annotations

from burgerprofiel.notices.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()

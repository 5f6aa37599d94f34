"""Of keys, sign-ins and mandates (A8, A11): told at once, and not to be switched off."""

from __future__ import annotations

from burgerprofiel.notices.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()

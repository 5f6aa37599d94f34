"""Where what is asked and answered is sealed, for the citizen whose question it is."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.people.vault import Vault


def question_place(case: UUID) -> str:
    """Return where a question is sealed."""
    return f"privacy.case.question:{case}"


def answer_place(case: UUID) -> str:
    """Return where its answer is sealed."""
    return f"privacy.case.answer:{case}"


def opened(vault: Vault, sealed: bytes, place: str) -> str:
    """Return the text; empty when there is none yet."""
    return vault.unseal(sealed, place).decode() if sealed else ""

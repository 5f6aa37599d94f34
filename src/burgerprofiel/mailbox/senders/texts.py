"""Texts of senders and registries in more languages: which of them one reads."""

from __future__ import annotations

from collections.abc import Mapping

Texts = Mapping[str, str]
"""By language, `nl` among them as a rule."""


def in_language(texts: Texts, language: str) -> str:
    """Return a text in this language, else in Dutch, else in any."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")


def filled(texts: Texts) -> dict[str, str]:
    """Return a text in Dutch, French and German: what is not there in one is told in another (A.4)."""
    if not in_language(texts, "nl"):
        return {}
    return {language: in_language(texts, language) for language in ("nl", "fr", "de")}

"""The room's background work: every part has a `tasks` module of its own, named here so that the worker finds it."""

from burgerprofiel.dossiers.connectors.feed import tasks as feed
from burgerprofiel.dossiers.intake import tasks as intake

__all__ = ["feed", "intake"]

"""The room's background work: every part has a `tasks` module of its own, named here so that the worker finds it."""

from burgerprofiel.certificates.emailing import tasks as emailing
from burgerprofiel.certificates.issuing import tasks as issuing

__all__ = ["emailing", "issuing"]

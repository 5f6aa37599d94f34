"""The room's background work: every part has a `tasks` module of its own, named here so that the worker finds it."""

from burgerprofiel.people.profile import tasks as profile
from burgerprofiel.people.profile.contacts import tasks as contacts

__all__ = ["contacts", "profile"]

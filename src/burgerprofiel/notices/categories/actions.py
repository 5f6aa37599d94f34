"""Changing a category: every version is kept with who made it, and what came in before keeps reading well."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.categories.category import Content, mistakes
from burgerprofiel.notices.events import CategoryChanged
from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.models import Category, CategoryVersion


class RefusedError(ValueError):
    """Something is wrong with what was written; `wrong` says what, by field."""

    def __init__(self, wrong: dict[str, str]) -> None:
        """Say what is wrong."""
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in wrong.items()))
        self.wrong = wrong


class ChangedMeanwhileError(Exception):
    """Somebody else changed it after this was begun."""


@transaction.atomic
def keep(content: Content, after: int, by: CitizenId, trace: Trace) -> int:
    """Keep a category as it is to be from now on; return its version, the same when nothing changed.

    `after` is the version that was changed (0: as shipped, or new); `by` is the member of staff who did.
    Raises RefusedError and ChangedMeanwhileError; then nothing was kept.
    """
    wrong = dict(mistakes(content))
    if content.key in KINDS:
        wrong["key"] = _("This is one of our own kinds.")
    if wrong:
        raise RefusedError(wrong)
    told = msgspec.to_builtins(content)
    row = Category.objects.select_for_update().filter(key=content.key).first()
    if (row.version if row else 0) != after:
        raise ChangedMeanwhileError
    version = after + 1
    columns = {name: told[name] for name in ("group", "asks", "path", "required", "optional", "texts", "active")}
    if row and all(getattr(row, name) == _listed(value) for name, value in columns.items()):
        return after
    _made, new = Category.objects.update_or_create(key=content.key, defaults={**columns, "version": version})
    if new and after:
        raise ChangedMeanwhileError
    CategoryVersion.objects.create(
        id=uuid7(), key=content.key, version=version, at=clock.now(), by=str(by), content=told
    )
    record(by, trace, CategoryChanged(category=content.key, version=version))
    transaction.on_commit(remembered.forget)
    return version


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

"""Reading categories, asked for every notice that comes in: what was answered is remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Sequence

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.notices.categories.category import Category, Content, read
from burgerprofiel.notices.categories.shipped import SHIPPED
from burgerprofiel.notices.models import Category as Row
from burgerprofiel.notices.models import CategoryVersion

_known: Remembered[str, Category | None] = Remembered()


def category(key: str) -> Category | None:
    """Return a category, ended or not; None: there is none. At most one SQL statement."""
    return _known.one(key, _asked)


def _asked(key: str) -> Category | None:
    row = Row.objects.filter(key=key).first()
    if row:
        return Category(_content(row), row.version)
    shipped = SHIPPED.get(key)
    return Category(shipped) if shipped else None


def categories() -> list[Category]:
    """Return all there are, by name. One SQL statement."""
    kept = {row.key: Category(_content(row), row.version) for row in Row.objects.all()}
    every = {key: Category(content) for key, content in SHIPPED.items()} | kept
    return sorted(every.values(), key=lambda each: each.content.key.casefold())


def versions(key: str) -> Sequence[CategoryVersion]:
    """Return how a category was changed, the newest first. One SQL statement."""
    return list(CategoryVersion.objects.filter(key=key).order_by("-version"))


def _content(row: Row) -> Content:
    return read(
        {
            "key": row.key,
            "group": row.group,
            "asks": row.asks,
            "path": row.path,
            "required": row.required,
            "optional": row.optional,
            "texts": row.texts,
            "active": row.active,
        }
    )

"""Where each municipality gives what only it can give: a shipped table, and an operator's own over it (D4)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from burgerprofiel.certificates.town_halls.kinds import KINDS
from burgerprofiel.kit.nis import NisCode

_SHIPPED = Path(__file__).parent / "links.toml"
_ELSEWHERE, _NAME, _SITE = "elsewhere", "name", "site"


class LinksError(ValueError):
    """The table is not one: the message says where."""


class Links:
    """The table."""

    def __init__(self, rows: Mapping[str, Mapping[str, str]], elsewhere: str) -> None:
        """`rows`: by NIS code the links of a municipality; `elsewhere`: for those that are not in it."""
        self._rows, self.elsewhere = rows, elsewhere

    def site(self, nis: str) -> str:
        """Return the site of a municipality; empty when it is not known."""
        return self._rows.get(nis, {}).get(_SITE, "")

    def of(self, nis: str, kind: str) -> str:
        """Return the page of a certificate, else the site; empty when the municipality is not known."""
        return self._rows.get(nis, {}).get(kind) or self.site(nis)

    def is_exact(self, nis: str, kind: str) -> bool:
        """Whether it leads to the page of that certificate itself."""
        return kind in self._rows.get(nis, {})


@cache
def links() -> Links:
    """Return the table of this process: the shipped one, with the operator's over it. Raises LinksError."""
    own: str = settings.CONFIG.town_halls
    return joined(_SHIPPED, *([Path(own)] if own else []))


def joined(*files: Path) -> Links:
    """Read tables; of a municipality that stands in two, the later counts. Raises LinksError."""
    rows: dict[str, dict[str, str]] = {}
    elsewhere = ""
    for file in files:
        try:
            told = tomllib.loads(file.read_text())
        except (OSError, ValueError) as error:
            raise LinksError(f"{file}: {error}") from error
        elsewhere = _address(file, _ELSEWHERE, told.pop(_ELSEWHERE, elsewhere))
        rows |= {nis: _row(file, nis, row) for nis, row in told.items()}
    return Links(rows, elsewhere)


def _row(file: Path, nis: str, row: Any) -> dict[str, str]:  # noqa: ANN401 - whatever the file holds
    try:
        NisCode(nis)
    except ValueError as error:
        raise LinksError(f"{file}, [{nis}]: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get(_NAME), str) or _SITE not in row:
        raise LinksError(f"{file}, [{nis}]: name and site are needed.")
    unknown = row.keys() - {_NAME, _SITE, *KINDS}
    if unknown:
        raise LinksError(f"{file}, [{nis}]: there is no {sorted(unknown)[0]}.")
    return {key: _address(file, f"[{nis}] {key}", each) for key, each in row.items() if key != _NAME}


def _address(file: Path, place: str, told: object) -> str:
    if not isinstance(told, str) or not told.startswith("https://"):
        raise LinksError(f"{file}, {place}: an address begins with https://.")
    return told

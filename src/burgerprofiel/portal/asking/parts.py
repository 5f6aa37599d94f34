"""Every part of the portal whose facts can be asked about, by the name that its addresses have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.asking import certificates, dossiers, permits, themes
from burgerprofiel.portal.asking.asked import Name
from burgerprofiel.portal.asking.beside import Beside, beside
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.themes import theme_named

_PARTS = {part.key: part for part in (dossiers.PART, permits.PART, certificates.PART)}


def part_named(key: str) -> Part | None:
    """Return the part with this name; None: there is none."""
    found = _PARTS.get(key)
    if found is not None:
        return found
    theme = theme_named(key)
    return themes.part(theme) if theme and not theme.path else None


def of_theme(viewer: Viewer, theme: str, section: str, key: str) -> Beside:
    """Return what stands beside a fact of a theme that is shown elsewhere too. One SQL statement."""
    return _one(viewer, Name(viewer.citizen_id, theme, section, key, theme))


def of_permit(viewer: Viewer, permit: object) -> Beside:
    """Return what stands beside a permit, for the page of its room. At most two SQL statements."""
    if not permits.is_own(viewer):
        return Beside("/klopt-dit")
    return _one(viewer, permits.name(viewer, str(permit)))


def of_certificate(viewer: Viewer, section: str, key: object) -> Beside:
    """Return what stands beside a certificate. One SQL statement."""
    return _one(viewer, certificates.name(viewer, section, str(key)))


def of_certificates(viewer: Viewer, section: str, keys: Sequence[str]) -> Mapping[str, Beside]:
    """Return what stands beside many of a section, by their key. One SQL statement."""
    return _beside(viewer, [certificates.name(viewer, section, key) for key in keys])


def _one(viewer: Viewer, name: Name) -> Beside:
    return _beside(viewer, [name])[name.key]


def _beside(viewer: Viewer, names: Sequence[Name]) -> Mapping[str, Beside]:
    part = part_named(names[0].part) if names else None
    return beside(viewer, names, lambda name: part.asked(viewer, name) if part else None)

"""What a citizen did on the portal, for the trail (B10, I4). Never what was typed, never a national number."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class HomeRead(Event, frozen=True, kw_only=True):
    """The overview was opened."""

    tag: ClassVar[str] = "portal.home.read"


class TileRead(Event, frozen=True, kw_only=True):
    """One tile of the overview was asked again."""

    tag: ClassVar[str] = "portal.tile.read"
    theme: str


class TrailRead(Event, frozen=True, kw_only=True):
    """The citizen looked at who looked."""

    tag: ClassVar[str] = "portal.trail.read"


class TrailCopied(Event, frozen=True, kw_only=True):
    """The citizen took the list of who looked along as a file."""

    tag: ClassVar[str] = "portal.trail.copied"


class ThemeRead(Event, frozen=True, kw_only=True):
    """A theme page was opened, on the screen or for print."""

    tag: ClassVar[str] = "portal.theme.read"
    theme: str


class SearchDone(Event, frozen=True, kw_only=True):
    """The citizen searched in their own facts. The words are not kept."""

    tag: ClassVar[str] = "portal.search.done"


class ExportMade(Event, frozen=True, kw_only=True):
    """The citizen took their facts along. `kind`: json or pdf."""

    tag: ClassVar[str] = "portal.export.made"
    kind: str


class ProfileRead(Event, frozen=True, kw_only=True):
    """The citizen opened what they gave us themselves."""

    tag: ClassVar[str] = "portal.profile.read"


class ConsentsRead(Event, frozen=True, kw_only=True):
    """The citizen opened what they allowed, and since when."""

    tag: ClassVar[str] = "portal.consents.read"

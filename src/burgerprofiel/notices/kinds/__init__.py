"""The catalogue of what we tell citizens ourselves: a file per group, a kind per thing that happens.

Categories of other bodies are not here: their words are templates that staff keep (`templates`).
"""

from burgerprofiel.notices.kinds.catalogue import KINDS
from burgerprofiel.notices.kinds.kind import DEFAULTS, Group, How, Kind, Words

__all__ = ["DEFAULTS", "KINDS", "Group", "How", "Kind", "Words"]

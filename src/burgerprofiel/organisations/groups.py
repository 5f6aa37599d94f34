"""The target groups of ACM/IDM: as what somebody signs in (contracts/mbp.md §5.4, claim `vo_doelgroepcode`)."""

from enum import Enum


class TargetGroup(Enum):
    """As what somebody signs in; the value is ACM's code."""

    CITIZEN = "BUR"
    ENTREPRENEUR = "EA"
    ASSOCIATION = "VER"
    LOCAL_AUTHORITY = "LB"
    FLEMISH_GOVERNMENT = "GID"
    EDUCATION = "OV"

    @property
    def for_an_organisation(self) -> bool:
        """Whether one signs in for an organisation, not for oneself."""
        return self is not TargetGroup.CITIZEN

    @property
    def wire_name(self) -> str:
        """The group in words, as the claim `vo_doelgroepnaam` says it (contracts/mbp.md §5.2): always Dutch."""
        return _WIRE_NAMES[self.value]


_WIRE_NAMES = {
    "BUR": "Burger",
    "EA": "Economische actor",
    "VER": "Vereniging",
    "LB": "Lokaal bestuur",
    "GID": "Vlaamse overheid",
    "OV": "Onderwijs- en vormingsinstelling",
}

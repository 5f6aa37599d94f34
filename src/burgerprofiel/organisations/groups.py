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

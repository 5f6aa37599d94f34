"""What one may be at the desk: the roles of the application `burgerprofiel_balie`, with the law's words."""

from enum import Enum

from django.utils.translation import gettext as _

from burgerprofiel.access.faces import APPLICATION

__all__ = ["APPLICATION", "DeskRole"]


class DeskRole(Enum):
    """A role; the value is how `burgerprofiel_balie_rol_3d` writes it."""

    COUNTER = "Loketmedewerker"
    APPLICATIONS = "Toepassingsbeheerder"
    TEAM = "Lokaalbeheerder"

    @property
    def title(self) -> str:
        """As people read it."""
        match self:
            case DeskRole.COUNTER:
                return _("Counter clerk")
            case DeskRole.APPLICATIONS:
                return _("Application manager")
            case DeskRole.TEAM:
                return _("Local administrator")

    @property
    def duty(self) -> str:
        """What one does with it."""
        match self:
            case DeskRole.COUNTER:
                return _("Registers who somebody is, and gives the activation letter.")
            case DeskRole.APPLICATIONS:
                return _("Manages the applications that sign citizens in, always with a colleague.")
            case DeskRole.TEAM:
                return _("Gives colleagues their roles and takes them away.")

"""What one may be at the desk: the roles of the application `burgerprofiel_balie`, with the law's words."""

from enum import Enum

from django.utils.translation import gettext as _

from burgerprofiel.access.faces import APPLICATION
from burgerprofiel.feedback.handling import ROLE as FEEDBACK_HANDLER
from burgerprofiel.mailbox.work.rights import HANDLER, MANAGER
from burgerprofiel.privacy.office import ROLE as OFFICER

__all__ = ["APPLICATION", "DeskRole"]


class DeskRole(Enum):
    """A role; the value is how `burgerprofiel_balie_rol_3d` writes it."""

    COUNTER = "Loketmedewerker"
    APPLICATIONS = "Toepassingsbeheerder"
    TEAM = "Lokaalbeheerder"
    MAIL = MANAGER
    MAIL_HANDLER = HANDLER
    PRIVACY = OFFICER
    FEEDBACK = FEEDBACK_HANDLER
    ANNOUNCING = "Communicatiemedewerker"

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
            case DeskRole.MAIL:
                return _("Mail manager")
            case DeskRole.MAIL_HANDLER:
                return _("Mail handler")
            case DeskRole.PRIVACY:
                return _("Data protection officer")
            case DeskRole.FEEDBACK:
                return _("Handler of reports on data")
            case DeskRole.ANNOUNCING:
                return _("Communications officer")

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
            case DeskRole.MAIL:
                return _("Arranges where mail for the organisation goes, and sees all of it.")
            case DeskRole.MAIL_HANDLER:
                return _("Handles mail for the organisation: all of it, or that of one part.")
            case DeskRole.PRIVACY:
                return _("Answers citizens who do not recognise something in the trail of their data.")
            case DeskRole.FEEDBACK:
                return _("Finds out what is right when a citizen says that a fact is wrong.")
            case DeskRole.ANNOUNCING:
                return _("Tells very many citizens the same, always with a colleague.")

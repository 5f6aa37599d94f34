"""Who holds the data: the name under every fact."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.service import Origin

_NAMES: dict[Origin, str] = {
    Origin.RIJKSREGISTER: gettext_noop("National Register"),
    Origin.KSZ: gettext_noop("Crossroads Bank for Social Security"),
    Origin.KADASTER: gettext_noop("Land register (FPS Finance)"),
    Origin.VEKA: gettext_noop("Flemish Energy and Climate Agency"),
    Origin.RSZ: gettext_noop("National Social Security Office"),
    Origin.SIGEDIS: gettext_noop("Career database (Sigedis)"),
    Origin.KBO: gettext_noop("Crossroads Bank for Enterprises"),
    Origin.RVA: gettext_noop("National Employment Office"),
    Origin.WSE: gettext_noop("Flemish Department of Work and Social Economy"),
    Origin.GROEIPAKKET: gettext_noop("Growth Package (child benefit)"),
    Origin.FOD_FINANCIEN: gettext_noop("FPS Finance"),
    Origin.FOD_SOCIALE_ZEKERHEID: gettext_noop("FPS Social Security"),
    Origin.POD_MI: gettext_noop("PPS Social Integration"),
    Origin.VAPH: gettext_noop("Flemish Agency for Persons with Disabilities"),
    Origin.LED: gettext_noop("Learning and Experience Certificates Database"),
    Origin.ONDERWIJS: gettext_noop("Flemish Department of Education"),
    Origin.DOSIS: gettext_noop("Dossier status of Flemish services (DOSIS)"),
}


def name(origin: Origin) -> str:
    """Return the source's name in the reader's language."""
    return _(_NAMES[origin])

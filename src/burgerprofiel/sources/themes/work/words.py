"""What the codes and stock phrases of the work sources mean, in the reader's language.

Codes: Dimona kind of worker, DmfA work codes and worker codes (administrative instructions of the NSSO). A code or a
phrase that is not in these tables is shown as the source wrote it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_KINDS = {
    "OTH": gettext_noop("Ordinary employee"),
    "STU": gettext_noop("Student job"),
    "FLX": gettext_noop("Flexi-job"),
    "EXT": gettext_noop("Occasional work in hotels and restaurants"),
    "IVT": gettext_noop("Training on the work floor (IBO)"),
    "STG": gettext_noop("Transition traineeship"),
    "BCW": gettext_noop("Construction worker"),
    "DWD": gettext_noop("Work without a quarterly declaration"),
}

_WORKED = {
    "1": gettext_noop("Days worked"),
    "2": gettext_noop("Legal holidays of manual workers"),
    "5": gettext_noop("Paid educational leave"),
    "30": gettext_noop("Unpaid leave"),
    "50": gettext_noop("Days of illness"),
    "51": gettext_noop("Maternity protection"),
    "60": gettext_noop("Days after an accident at work"),
    "61": gettext_noop("Days with an occupational disease"),
    "70": gettext_noop("Temporary unemployment"),
    "71": gettext_noop("Temporary unemployment for lack of work"),
    "72": gettext_noop("Temporary unemployment by bad weather"),
}

_WORKER_CODES = {
    "015": gettext_noop("Manual worker"),
    "15": gettext_noop("Manual worker"),
    "495": gettext_noop("Clerical or professional worker"),
    "840": gettext_noop("Student job"),
    "841": gettext_noop("Student job"),
}

_SECTORS = {"PRI": gettext_noop("Private sector"), "PUB": gettext_noop("Public sector")}

_PHRASES = {
    "hoofdberoep": gettext_noop("Main occupation"),
    "bijberoep": gettext_noop("Secondary occupation"),
    "activiteit in eigen naam": gettext_noop("In your own name"),
    "mandataris van een vennootschap": gettext_noop("As a manager of a company"),
    "meewerkende echtgenoot - maxi statuut": gettext_noop("Assisting spouse (full statute)"),
    "zorgkrediet": gettext_noop("Flemish care credit"),
    "tijdskrediet": gettext_noop("Time credit"),
    "ouderschapsverlof": gettext_noop("Parental leave"),
    "volledige onderbreking": gettext_noop("Full break"),
    "vermindering van de voordelen, vermindering 1/5": gettext_noop("One fifth less"),
    "vermindering met 1/2": gettext_noop("Half-time"),
    "zorg kind tem 12 jaar": gettext_noop("Care for a child up to 12"),
    "loopbaanonderbreking in het kader van het verzorgen van een ernstig zieke persoon": gettext_noop(
        "Care for a seriously ill person"
    ),
    "vastbenoemde ambtenaar": gettext_noop("Permanent civil servant"),
    "zelfstandige": gettext_noop("Self-employed"),
    "indienst": gettext_noop("Start of work"),
    "uitdienst": gettext_noop("End of work"),
    "wijziging": gettext_noop("Change to the work"),
    "nieuw": gettext_noop("First declaration"),
    "aangepast": gettext_noop("Changed declaration"),
    "geannuleerd": gettext_noop("Cancelled declaration"),
    "lang": gettext_noop("Long service"),
    "rijksdienst voor sociale zekerheid": gettext_noop("National Social Security Office"),
    "rsz": gettext_noop("National Social Security Office"),
    "rva": gettext_noop("National Employment Office"),
    "vlaanderen": gettext_noop("Flemish government"),
    "kbo": gettext_noop("Crossroads Bank for Enterprises"),
    "zaakvoerder": gettext_noop("Manager of the company"),
    "bestuurder": gettext_noop("Director of the company"),
    "basiskennis bedrijfsbeheer": gettext_noop("Basic knowledge of business management"),
    "vertegenwoordiging door natuurlijke persoon": gettext_noop("You represent the enterprise yourself"),
    "vertegenwoordiging door natuurlijke persoon en onderneming": gettext_noop("You together with an enterprise"),
    "geen vrijstelling bekomen": gettext_noop("You proved it"),
    "vrijstelling bekomen": gettext_noop("You did not have to prove it"),
    "geen vrijstelling mogelijk": gettext_noop("Not needed for this function"),
}


def kind(code: str) -> str:
    """Return the Dimona kind of worker in words."""
    return _(_KINDS[code]) if code in _KINDS else code


def days_of(code: str) -> str:
    """Return what days with this DmfA code are."""
    return _(_WORKED[code]) if code in _WORKED else _("Other declared days (code %(code)s)") % {"code": code}


def worker(code: str) -> str:
    """Return the DmfA worker code in words."""
    return _(_WORKER_CODES[code]) if code in _WORKER_CODES else _("Worker code %(code)s") % {"code": code}


def sector(code: str) -> str:
    """Return the sector in words."""
    return _(_SECTORS[code]) if code in _SECTORS else code


def phrase(text: str) -> str:
    """Return a stock phrase of a source in the reader's language; any other text as the source wrote it."""
    known = _PHRASES.get(text.lower())
    return _(known) if known else text

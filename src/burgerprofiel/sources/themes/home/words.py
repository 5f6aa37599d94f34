"""Words of the land register and the energy agency in plain language; what is not in the table is shown as written."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_TERMS = {
    "huis": gettext_noop("House"),
    "privatief deel": gettext_noop("Flat or other private part"),
    "appartement": gettext_noop("Flat"),
    "building": gettext_noop("Block of flats"),
    "hoeve": gettext_noop("Farmhouse"),
    "handelshuis": gettext_noop("Shop"),
    "magazijn": gettext_noop("Warehouse"),
    "garage": gettext_noop("Garage"),
    "bergplaats": gettext_noop("Storage"),
    "tuin": gettext_noop("Garden"),
    "weiland": gettext_noop("Pasture"),
    "hooiland": gettext_noop("Hayfield"),
    "bouwland": gettext_noop("Arable land"),
    "bouwgrond": gettext_noop("Building land"),
    "bos": gettext_noop("Wood"),
    "gekadastreerd": gettext_noop("In the register"),
    "belastbaar kadastraal inkomen": gettext_noop("Taxable"),
    "gewoon gebouwd onroerend goed": gettext_noop("Ordinary property with a building"),
    "gewoon ongebouwd onroerend goed": gettext_noop("Ordinary land without a building"),
    "onbekende code": gettext_noop("Not known to the source"),
    "volle eigendom": gettext_noop("Full ownership"),
    "naakte eigendom": gettext_noop("Bare ownership"),
    "vruchtgebruik": gettext_noop("Usufruct"),
    "in gemeenschap": gettext_noop("As a couple, in common"),
    "natuurlijk persoon": gettext_noop("By one person"),
    "rechtspersoon": gettext_noop("By an enterprise or association"),
    "gesloten bebouwing": gettext_noop("Terraced"),
    "halfopen bebouwing": gettext_noop("Semi-detached"),
    "open bebouwing": gettext_noop("Detached"),
    "huis zonder bewoonbare kelder": gettext_noop("House without a cellar to live in"),
    "wooneenheid - zonder lift": gettext_noop("Home without a lift"),
    "wooneenheid - met lift": gettext_noop("Home with a lift"),
    "normaal": gettext_noop("Ordinary"),
    "titel": gettext_noop("From the deed"),
    "oppervlakte - geen titel of geen verificatie": gettext_noop("Not checked against a deed"),
    "geldig": gettext_noop("Valid"),
    "epc bestaand": gettext_noop("Certificate of an existing home"),
    "wonen": gettext_noop("To live in"),
    "ééngezinswoning": gettext_noop("House for one family"),
    "energiedeskundige": gettext_noop("Energy expert"),
    "venster": gettext_noop("Window"),
    "muur": gettext_noop("Wall"),
    "dak": gettext_noop("Roof"),
    "vloer": gettext_noop("Floor"),
    "deur of poort": gettext_noop("Door or gate"),
    "buiten": gettext_noop("Outside"),
    "kelder": gettext_noop("Cellar"),
    "voorgevel": gettext_noop("Front"),
    "achtergevel": gettext_noop("Back"),
    "linkergevel": gettext_noop("Left side"),
    "rechtergevel": gettext_noop("Right side"),
    "individueel": gettext_noop("For this home only"),
    "standaardaanbeveling": gettext_noop("Standard advice"),
    "primaireenergieverbruikpervierkantemeter": gettext_noop("Energy score"),
    "epeil": gettext_noop("E level"),
    "kpeil": gettext_noop("K level (insulation as a whole)"),
    "speil": gettext_noop("S level (shell of the home)"),
    "nettoenergiebehoefte": gettext_noop("Energy needed for heating"),
    "co2emissie": gettext_noop("CO₂ emission"),
    "gemiddeldeuwaardeschil": gettext_noop("Average heat loss of the shell"),
    "totaalprimaireenergieverbruik": gettext_noop("Energy use of the whole home"),
    "gemiddeldinstallatierendementvoorruimteverwarming": gettext_noop("Yield of the heating"),
}


_UNITS = {"kwh/jaar": gettext_noop("kWh/year"), "kg/jaar": gettext_noop("kg/year")}


def unit(text: str) -> str:
    """Return a unit of a certificate in the reader's words."""
    return _(_UNITS[text.casefold()]) if text.casefold() in _UNITS else text


def said(text: str) -> str:
    """Return a register's term in the reader's words; else the text itself, not in capitals."""
    term = _TERMS.get(text.casefold())
    if term is not None:
        return _(term)
    return text.capitalize() if text.isupper() and not any(letter.isdigit() for letter in text) else text

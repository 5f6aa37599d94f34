"""The registers' codes in words for citizens.

A code that is not listed keeps the words of the source (Dutch). Some codes mean different things in different
answers; those are known by the source's own words instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as known

from burgerprofiel.sources.connectors.magda.services.person_parts import Coded

SEX = {"1": known("Male"), "2": known("Female"), "0": known("Not known")}

CIVIL_STATE = {
    "10": known("Unmarried"),
    "20": known("Married"),
    "25": known("Marriage annulled"),
    "30": known("Widowed"),
    "40": known("Divorced"),
    "41": known("Divorced"),
    "51": known("Legally separated"),
    "60": known("Marriage dissolved in a special way"),
    "80": known("Registered partnership"),
    "90": known("Not determined"),
}

REGISTER = {
    "RR": known("National Register"),
    "KSZ": known("Crossroads Bank for Social Security"),
    "BIS": known("BIS register"),
    "02": known("Population register"),
    "2": known("Population register"),
    "1": known("Foreigners' register"),
    "3": known("Civil servants of the European Union"),
    "5": known("Waiting register"),
    "6": known("Waiting register for EU citizens"),
}

LANGUAGE = {
    "frans": known("French"),
    "nederlands": known("Dutch"),
    "duits": known("German"),
    "nederlands of duits": known("Dutch or German"),
}

DESCENT = {
    "kind": known("Child"),
    "wettig kind": known("Child"),
    "erkend kind": known("Recognised child"),
    "geadopteerd kind": known("Adopted child"),
    "adoptie": known("Adopted child"),
    "kind gewettigd door adoptie": known("Adopted child"),
    "herroeping adoptie": known("Adoption revoked"),
    "onbekende afstamming": known("Descent not known"),
    "niet erkend natuurlijk kind": known("Child not recognised"),
    "afstamming van vaderszijde door erkenning": known("Recognised by the father"),
}

STATUS = {
    "992": known("Struck off: moved abroad"),
    "99990": known("Deceased"),
    "99991": known("Struck off by the municipality"),
    "99992": known("Struck off by the municipality, abroad"),
    "99996": known("Declared missing"),
    "99997": known("Struck off: no right of residence any more"),
}

PROTECTION = {"111": known("Under an administration order")}
"""Statuses that protect somebody: an administrator acts with or for them."""

DOCUMENT = {
    "0000": known("Identity card of a Belgian"),
    "0012": known("Residence card B"),
    "0016": known("Renewed declaration of registration"),
    "0020": known("Identity card for foreigners"),
    "0021": known("Residence card for a relative of an EU citizen"),
    "0040": known("Residence card for EU citizens"),
    "0050": known("Identity card for Belgians abroad"),
    "0060": known("Identity document for children under 12"),
    "0070": known("Identity document for children under 12"),
    "0071": known("Electronic identity document for children under 12"),
}

NATIONALITY = {"150": known("Belgian"), "354": known("Moroccan"), "169": known("Ukrainian")}

LIVING = {"00": known("A private household"), "01": known("Care living: together with somebody who needs care")}

CONTACT = {"tijdelijk verblijf": known("Temporary stay"), "dvz": known("Immigration Office")}

PROOF = {
    "uittreksel uit de geboorteakte": known("Extract from the birth certificate"),
    "geboorteakte": known("Birth certificate"),
    "paspoort": known("Passport"),
    "zonder bewijsstuk": known("No document"),
}

COURT = {"01": known("Court of first instance"), "02": known("Court of appeal")}

TITLE = {"03": known("Duke or duchess")}

REFUGEE = {"2": known("Child or spouse of somebody who asked for asylum")}

COHABITATION_END = {"01": known("Marriage")}

REASON = {
    "020000": known("Asylum and protection"),
    "020100": known("Refugee"),
    "010200": known("Family reunification with a European or Swiss citizen"),
    "010203": known("As a child or grandchild"),
}

MANNER = {
    "1": known("Burial of the body"),
    "4": known("Cremation, ashes in the columbarium of the cemetery"),
    "5": known("Cremation, ashes scattered on the lawn of the cemetery"),
    "6": known("Cremation, ashes scattered in the Belgian territorial sea"),
}

RITE = {
    "1": known("Catholic ceremony"),
    "2": known("Protestant ceremony"),
    "6": known("Islamic ceremony"),
    "7": known("Humanist ceremony"),
    "8": known("Orthodox ceremony"),
}

CONTRACT = {"00": known("No contract with an undertaker"), "01": known("Contract with an undertaker")}

POSITION: Mapping[str, tuple[str, str, str]] = {
    "01": (known("Reference person"),) * 3,
    "02": (known("Husband"), known("Wife"), known("Husband or wife")),
    "03": (known("Son"), known("Daughter"), known("Son or daughter")),
    "05": (known("Grandson"), known("Granddaughter"), known("Grandchild")),
    "06": (known("Father"), known("Mother"), known("Father or mother")),
    "09": (known("Brother"), known("Sister"), known("Brother or sister")),
    "12": (known("Not related"),) * 3,
    "13": (known("Stepson"), known("Stepdaughter"), known("Stepchild")),
    "14": (known("Great-grandson"), known("Great-granddaughter"), known("Great-grandchild")),
    "15": (known("Uncle"), known("Aunt"), known("Uncle or aunt")),
    "20": (known("Lives in a home or community"),) * 3,
    "21": (known("Partner"),) * 3,
    "22": (known("Legal cohabitant"),) * 3,
}
"""The position towards the reference person: for a man, for a woman, when the sex is not known."""


def told(coded: Coded | None, table: Mapping[str, str]) -> str:
    """Return the words for a code: ours, else the source's, else the code; empty when there is nothing."""
    if coded is None:
        return ""
    msgid = table.get(coded.code) or table.get(coded.text.lower()) or table.get(coded.code.lstrip("0"))
    return _(msgid) if msgid else coded.text or coded.code


def told_position(position: Coded | None, sex: Coded | None) -> str:
    """Return the words for a position in the household, fitting the person's sex."""
    if position is None:
        return ""
    forms = POSITION.get(position.code)
    if forms is None:
        return position.text or position.code
    return _(forms[{"1": 0, "2": 1}.get(sex.code if sex else "", 2)])

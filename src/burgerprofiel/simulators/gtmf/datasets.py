"""The datasets it takes reports on: the register of addresses and buildings (GRAR), and one of persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
KINDS = ("Fout", "Onvolledigheid")


def _list(*codes: str) -> Json:
    return {"Codelijst": [{"Code": code, "Label": code} for code in codes]}


def _is(
    name: str, label: str, datatype: object = "String", *, required: bool = False, reportable: bool = False
) -> Json:
    return {"Id": name, "Label": label, "Verplicht": required, "Meldbaar": reportable, "Datatype": datatype}


@dataclass(frozen=True)
class Dataset:
    """One of them; `ovo` is who handles its reports, `most` how many objects a report may have."""

    id: str
    ovo: str
    handler: str
    most: int
    properties: tuple[Json, ...]


_CAUSES = ("Adres ontbreekt", "Adres bestaat niet", "Verkeerde straatnaam", "Verkeerd huisnummer", "Andere")
_THEMES = ("Adressen", "Straatnamen", "Gebouweenheden")
DATASETS = {
    each.id: each
    for each in (
        Dataset(
            "GRAR",
            "OVO002949",
            "Digitaal Vlaanderen, Gebouwen- en Adressenregister",
            1,
            (
                _is("Gegeven", "Gegeven", required=True),
                _is("HuidigeWaarde", "Huidige waarde", required=True),
                _is("OvoCode", "OVO-code van de bijhouder", required=True),
                _is("Thema", "Waarover gaat het?", _list(*_THEMES), required=True, reportable=True),
                _is("Oorzaak", "Wat is er aan de hand?", _list(*_CAUSES), required=True, reportable=True),
                _is("NieuweWaarde", "Wat is juist?", reportable=True),
            ),
        ),
        Dataset(
            "PERSOON",
            "OVO003322",
            "Dienst Bevolkingsgegevens",
            5,
            (
                _is("INSZ", "Rijksregisternummer", required=True),
                _is("Gegeven", "Gegeven", required=True),
                _is("HuidigeWaarde", "Huidige waarde", required=True),
                _is("Peildatum", "Datum van het gegeven", "Date"),
                _is("NieuweWaarde", "Wat is juist?", reportable=True),
                _is("JuistSinds", "Sinds wanneer is dat juist?", "Date", reportable=True),
            ),
        ),
    )
}


def flaws(sent: Json) -> list[str]:
    """Return what is wrong with a report that was sent, by the name of its field."""
    targets = sent.get("heeftDoelwitten")
    found = [name for name in ("MeldendeToepassing", "MeldendeOrganisatie") if not isinstance(sent.get(name), str)]
    if sent.get("Meldingstype") not in KINDS:
        found.append("Meldingstype")
    if not isinstance(targets, list) or not targets:
        return [*found, "heeftDoelwitten"]
    for target in targets:
        dataset = DATASETS.get(target.get("Dataset"))
        if dataset is None or len(targets) > dataset.most:
            found.append("heeftDoelwitten.Dataset")
            continue
        found += _of_target(dataset, {each.get("Id"): each for each in target.get("Eigenschappen", [])})
    return found


def _of_target(dataset: Dataset, given: dict[str, Json]) -> list[str]:
    known = {each["Id"]: each for each in dataset.properties}
    found = [f"{name} is geen eigenschap" for name in given if name not in known]
    for name, each in known.items():
        sent = given.get(name, {})
        value = sent.get("VoorgesteldeWaarde") if each["Meldbaar"] else sent.get("HuidigeWaarde")
        if each["Verplicht"] and not value:
            found.append(f"{name} is verplicht")
        if not each["Meldbaar"] and sent.get("VoorgesteldeWaarde"):
            found.append(f"{name} is niet meldbaar")
        if value and isinstance(each["Datatype"], dict):
            codes = [code["Code"] for code in each["Datatype"]["Codelijst"]]
            if value not in codes:
                found.append(f"{name} staat niet in de codelijst")
    return found

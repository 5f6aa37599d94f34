"""The person services for the cast: file, household, history, photo."""

from __future__ import annotations

from base64 import encodebytes
from pathlib import Path

from burgerprofiel.simulators.magda.cast import Person, household
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Reply, x
from burgerprofiel.simulators.magda.world import family_history, family_person
from burgerprofiel.simulators.magda.world.family_parts import Element, coded, name, place, residence, sex
from burgerprofiel.simulators.magda.world.family_person import position

_PHOTOS = Path(__file__).with_name("photos")
_SOAP = "http://magda.vlaanderen.be/persoon/soap"


def _household(person: Person) -> Reply:
    """Everybody at the address; nobody for the deceased and for those without a home."""
    if person.slug == "robin" or person.home is None or person.died:
        return NOTHING
    people = household(person)
    return Reply((x("Gezinsleden", *(_member(other, people[0]) for other in people)),))


def _member(person: Person, head: Person) -> Element:
    home = person.home
    since = max(person.born, home.since) if home else person.born
    return x(
        "Gezinslid",
        x("INSZ", person.ssin),
        name(person, since=person.born),
        sex(person),
        x("Geboortedatum", person.born),
        coded("Positie", *position(person, head)),
        x("Adressen", residence(home)) if home else None,
        coded("Bron", "KSZ", "KSZ") if person.slug == "oksana" else coded("Bron", "RR", "Rijksregister"),
        x("Beheerder", place(home.municipality), DatumBegin=home.since) if home else None,
        DatumBegin=since,
        DatumCreatie=since,
    )


def _photo(person: Person) -> Reply:
    """A drawn face, for some."""
    picture = _PHOTOS / f"{person.slug}.jpg"
    if not picture.exists():
        return NOTHING
    content = encodebytes(picture.read_bytes()).decode("ascii")
    return Reply((x("Pasfoto", x("INSZ", person.ssin), x("Foto", content, DatumModificatie="2021-10-04")),))


OFFERS: tuple[Offer, ...] = (
    Offer("Persoon", "GeefPersoon", "02.02.0000", f"{_SOAP}/geefpersoon/v02_02", family_person.write),
    Offer("Persoon", "GeefGezinssamenstelling", "02.02.0000", f"{_SOAP}/geefgezinssamenstelling/v02_02", _household),
    Offer(
        "Persoon",
        "GeefHistoriekPersoon",
        "02.02.0000",
        f"{_SOAP}/geefhistoriekpersoon/v02_02",
        family_history.write_person,
    ),
    Offer(
        "Persoon",
        "GeefHistoriekGezinssamenstelling",
        "02.02.0000",
        f"{_SOAP}/geefhistoriekgezinssamenstelling/v02_02",
        family_history.write_household,
    ),
    Offer(
        "Persoon",
        "GeefPasfoto",
        "02.00.0000",
        "http://webservice.geefpasfotodienst-02_00.persoon-02_00.vip.vlaanderen.be",
        _photo,
    ),
)

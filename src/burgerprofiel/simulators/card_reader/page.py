"""What somebody sees who opens the card reader's own address: what it is, which cards lie beside it."""

from html import escape

from burgerprofiel.simulators.card_reader.cards import PIN, Card
from burgerprofiel.simulators.card_reader.holders import Defect

_WORDS = {
    Defect.NONE: "werkt",
    Defect.EXPIRED: "verlopen",
    Defect.REVOKED: "geblokkeerd door de uitgever",
    Defect.FOREIGN: "van een uitgever die niemand vertrouwt",
    Defect.SILENT: "de uitgever antwoordt niet op de vraag of ze nog geldig is",
    Defect.OTHER_PIN: "heeft een andere pincode; na drie foute pogingen geblokkeerd",
}


def write(cards: list[Card]) -> str:
    """Return the page."""
    rows = "".join(
        f"<tr><th scope=row>{escape(card.holder.subject.given)} {escape(card.holder.subject.family)}</th>"
        f"<td>{_WORDS[card.holder.defect]}</td></tr>"
        for card in cards
    )
    return (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"><title>Kaartlezer (nagemaakt)</title>'
        "<style>body{font:1rem/1.6 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}"
        "th,td{text-align:left;padding:.3rem 1rem .3rem 0;font-weight:400}</style>"
        "<main><h1>Kaartlezer (nagemaakt)</h1><p>Dit is de nagemaakte kaartlezer van de demo. Hij opent vanzelf "
        f"wanneer u met de eID aanmeldt. Alle kaarten hebben pincode <b>{PIN}</b>, tenzij er iets anders staat.</p>"
        f"<table><caption>{len(cards)} kaarten</caption><tbody>{rows}</tbody></table></main></html>"
    )

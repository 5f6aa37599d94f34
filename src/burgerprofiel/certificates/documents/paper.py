"""A certificate as a document of one page or more: calm, tagged, made to last, with the same facts as data in it.

It says what it attests, of whom, what for, since when and until when it counts, how anybody checks it, and that a print
of it has no legal force: only the file with its seal counts (D3).
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.certificates import codes
from burgerprofiel.certificates.content import Content, Holder, Part, Table
from burgerprofiel.certificates.documents import data
from burgerprofiel.certificates.documents.embedding import embedded
from burgerprofiel.certificates.kinds import Kind
from burgerprofiel.certificates.purposes import PURPOSES
from burgerprofiel.kit import formats, typesetting
from burgerprofiel.kit.brand import tokens
from burgerprofiel.kit.typesetting import NotSetError
from burgerprofiel.sources.told import text

__all__ = ["NotSetError", "made", "reason"]

_TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"
Pairs = list[tuple[str, str]]


def made(kind: Kind, language: str, content: Content, code: str, issued_on: date) -> bytes:
    """Return the PDF, not sealed yet: to nobody it is shown so. Raises NotSetError when a letter cannot be drawn."""
    address = f"{settings.CONFIG.portal_origin}/controleren/{codes.pretty(code)}"
    with translation.override(language):
        paper = typesetting.lasting(_TEMPLATE, _told(kind, language, content, code, address, issued_on), issued_on)
        facts = data.made(kind, language, content, code, address, issued_on)
    return embedded(paper, facts, issued_on)


def reason(kind: Kind, language: str) -> str:
    """Return what the seal says it is for, in the language of the certificate."""
    with translation.override(language):
        return kind.title()


def _told(kind: Kind, language: str, content: Content, code: str, address: str, issued_on: date) -> dict[str, Any]:
    config = settings.CONFIG
    shades = tokens(config.brand_colour, config.brand_action, dark=False)
    return {
        "title": kind.title(),
        "language": language,
        "brand": config.brand_name,
        "product": config.brand_product,
        "mark": config.brand_name[:1].lower(),
        "colour": shades["--brand"],
        "brand_ink": shades["--brand-ink"],
        "statement": kind.statement(),
        "holder": {"name": content.holder.name, "rows": _holder(content.holder)},
        "parts": [_part(part) for part in content.parts],
        "about_title": _("About this certificate"),
        "about": _about(kind, content, issued_on),
        "code": codes.pretty(code),
        "address": address,
        "picture": picture(address),
        "picture_told": _("QR code that leads to the page on which this certificate is checked"),
        "check_title": _("Check this certificate"),
        "check": _(
            "Scan the code or open the address, and let us look at the file: you then see who sealed it, when, and "
            "whether anything changed since."
        ),
        "paper": _("Only this file with its electronic seal counts. A print of it has no legal force."),
        "paper_short": _("A print has no legal force."),
        "page": pgettext("certificate", "Page"),
    }


def _holder(holder: Holder) -> Pairs:
    rows = [(_("National number"), on_paper(holder.number))]
    return [*rows, (_("Born"), formats.day(holder.born))] if holder.born else rows


def on_paper(digits: str) -> str:
    """Return a national number as certificates of the National Register have it: `85.07.30 033-28`."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]} {digits[6:9]}-{digits[9:]}"


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Table):
        return {
            "kind": "table",
            "title": part.title,
            "columns": [{"label": column.label, "wide": column.wide, "fine": column.fine} for column in part.columns],
            "rows": [[text(value) or "–" for value in row] for row in part.rows],
        }
    rows = [(field.label, text(field.value)) for field in part.fields]
    return {"kind": "group", "title": part.title, "rows": rows}


def _about(kind: Kind, content: Content, issued_on: date) -> Pairs:
    until = kind.valid_until(issued_on)
    return [
        (pgettext("certificate", "Purpose"), PURPOSES[content.purpose]()),
        (_("Issued on"), formats.day(issued_on)),
        (
            pgettext("certificate", "Counts until"),
            formats.day(until) if until else pgettext("certificate", "Without end"),
        ),
        (pgettext("certificate", "Source"), f"{content.source}, {formats.moment(content.as_of)}"),
        (pgettext("certificate", "Issued by"), f"{settings.CONFIG.brand_name} ({settings.CONFIG.brand_product})"),
    ]


def picture(address: str) -> str:
    """Return the QR code of an address as SVG: level M, with the quiet zone that the standard asks for."""
    drawn = BytesIO()
    code = segno.make(address, error="m", boost_error=False, micro=False)
    code.save(drawn, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue().decode()

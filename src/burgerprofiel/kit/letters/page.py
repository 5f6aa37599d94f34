"""The same e-mail with a look: one column, quiet, in the brand's colour, light and dark.

Programs that show e-mail know little: tables for the layout, styles in each element, no picture and no script. Where
`prefers-color-scheme` is known (Apple Mail, Outlook on phones) the dark colours are ours; where it is not (Gmail), the
program turns the light ones round, and they stand that. Nothing is fetched from anywhere, so nobody learns who reads.
"""

from __future__ import annotations

import re
from html import escape

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from burgerprofiel.kit.brand import Brand
from burgerprofiel.kit.letters import common
from burgerprofiel.kit.letters.colours import Palette, dark_rules, palette
from burgerprofiel.kit.letters.sheet import Code, Facts, Heading, Item, Items, Link, Part, Sheet, Text

_FONT = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_HYPHENED = re.compile(r"(?<!\S)(?=\S{1,34}(?:\s|$))[\w./]{1,24}-[\w./-]{1,24}(?=[\s,:?!]|\.?$|\.\s)")
_MONTHS = "|".join(
    sorted({name for each in ("nl", "fr", "de", "en") for name in get_month_names(locale=each).values()})
)
_DAY = re.compile(rf"\b(\d{{1,2}}\.?) (?=(?:{_MONTHS})\b)")
_A_PIECE = 34
"""Characters that fit on a line of a phone."""
_TABLE = 'role="presentation" style="border-collapse:separate;border-spacing:0;width:100%"'


def written(sheet: Sheet, brand: Brand, code: str, language: str) -> str:
    """Return the whole page."""
    shades = palette(brand, dark=False)
    rows = "".join(
        (_band(brand, shades), _card(sheet, shades), _check(sheet, shades, code), _foot(sheet, brand, shades))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
        '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">\n'
        f"<title>{escape(common.ordinary(sheet.subject))}</title>\n<style>{dark_rules(brand)}</style>\n</head>\n"
        f'<body class="g" style="margin:0;padding:0;background-color:{shades.ground};-webkit-text-size-adjust:100%">\n'
        f'<table {_TABLE}><tr><td class="g" style="background-color:{shades.ground};padding:24px 12px">\n'
        '<!--[if mso]><table role="presentation" align="center" width="600"><tr><td><![endif]-->\n'
        f'<div role="article" aria-roledescription="email" lang="{escape(language)}" '
        f'style="max-width:600px;margin:0 auto;font-family:{_FONT};font-size:17px;line-height:1.5;'
        'overflow-wrap:anywhere">\n'
        f"<table {_TABLE}>\n{rows}</table>\n</div>\n<!--[if mso]></td></tr></table><![endif]-->\n"
        "</td></tr></table>\n</body>\n</html>\n"
    )


def _band(brand: Brand, shades: Palette) -> str:
    name = f'<span style="font-weight:400">{escape(brand.name)}</span>'
    return (
        f'<tr><td class="b" style="background-color:{shades.brand};color:{shades.brand_ink};padding:16px 28px;'
        f'border-radius:14px 14px 0 0;font-weight:700">{escape(brand.product)} · {name}</td></tr>\n'
    )


def _card(sheet: Sheet, shades: Palette) -> str:
    title = (
        '<h1 style="margin:0 0 20px;font-size:23px;line-height:1.25;font-weight:700;letter-spacing:-.01em;'
        'text-wrap:balance">'
        f"{_whole(sheet.title or sheet.subject)}</h1>\n"
    )
    inside = "".join((title, _words(common.greeting(sheet)), *(_part(part, shades) for part in sheet.parts)))
    return (
        f'<tr><td class="c" style="background-color:{shades.card};color:{shades.ink};padding:28px 28px 12px">\n'
        f"{inside}</td></tr>\n"
    )


def _words(words: str, more: str = "") -> str:
    return f'<p style="margin:0 0 16px{more}">{_whole(words)}</p>\n'


def _whole(words: str) -> str:
    """Keep short words with a hyphen, the address of a page, and a day with its month, on one line."""
    words = _DAY.sub(r"\1&#160;", escape(words))
    return _HYPHENED.sub(r'<span style="white-space:nowrap">\g<0></span>', words)


def _part(part: Part, shades: Palette) -> str:
    match part:
        case Text(words):
            return _words(words)
        case Heading(words):
            return (
                f'<h2 style="margin:24px 0 12px;font-size:18px;line-height:1.3;font-weight:700">{escape(words)}</h2>\n'
            )
        case Facts(rows):
            return _facts(rows, shades)
        case Items(items):
            return "".join(_item(item, shades) for item in items)
        case Code(digits):
            return _code(digits, shades)
        case Link(address):
            return _link(address, shades)


def _facts(rows: tuple[tuple[str, str], ...], shades: Palette) -> str:
    told = "".join(
        f'<p style="margin:0 0 6px"><span class="q" style="color:{shades.quiet}">{escape(name)}</span><br>'
        f"<strong>{escape(value)}</strong></p>"
        for name, value in rows
    )
    return _framed(told, shades)


def _item(item: Item, shades: Palette) -> str:
    quiet = f'class="q" style="margin:4px 0 0;font-size:15px;color:{shades.quiet}"'
    text = f'<p style="margin:4px 0 0">{_whole(item.text)}</p>' if item.text else ""
    small = f"<p {quiet}>{_pieces(item.small)}</p>" if item.small else ""
    return _framed(
        f'<p style="margin:0;text-wrap:balance"><strong>{_whole(item.title)}</strong></p>{text}{small}', shades
    )


def _pieces(small: str) -> str:
    """Break small print between its pieces, and not within a moment."""
    return " · ".join(
        f'<span style="white-space:nowrap">{escape(each)}</span>' if len(each) <= _A_PIECE else escape(each)
        for each in small.split(" · ")
    )


def _framed(inside: str, shades: Palette) -> str:
    return (
        f'<table {_TABLE}><tr><td class="f" style="border-left:4px solid {shades.brand};'
        f'background-color:{shades.soft};padding:14px 18px;border-radius:0 10px 10px 0">{inside}</td></tr></table>\n'
        '<div style="height:14px;line-height:14px;font-size:1px">&#160;</div>\n'
    )


def _code(digits: str, shades: Palette) -> str:
    return (
        f'<p class="k" style="margin:4px 0 20px;padding:14px 18px;border-radius:10px;background-color:{shades.soft};'
        "font-family:ui-monospace,Consolas,monospace;font-size:30px;line-height:1.2;letter-spacing:.14em;"
        f'font-weight:700;text-align:center">{escape(digits)}</p>\n'
    )


def _link(address: str, shades: Palette) -> str:
    return (
        f'<p style="margin:0 0 16px;word-break:break-all"><a class="a" style="color:{shades.brand}" '
        f'href="{escape(address)}">{escape(address)}</a></p>\n'
    )


def _check(sheet: Sheet, shades: Palette, code: str) -> str:
    told = "".join(_words(words, ";margin-bottom:8px") for words in common.how_to_check(sheet))
    return (
        f'<tr><td class="s" style="background-color:{shades.sunk};color:{shades.ink};padding:20px 28px;font-size:15px;'
        f'border-radius:0 0 14px 14px">\n<h2 style="margin:0 0 8px;font-size:16px;font-weight:700">'
        f"{escape(_('Is this e-mail real?'))}</h2>\n{told}"
        f'<p style="margin:0 0 8px">{escape(_("Code of this e-mail: %(code)s") % {"code": ""}).rstrip()} '
        f'<strong style="white-space:nowrap;font-family:ui-monospace,Consolas,monospace">{escape(code)}</strong></p>\n'
        f"{_words(common.never(), ';margin-bottom:0')}</td></tr>\n"
    )


def _foot(sheet: Sheet, brand: Brand, shades: Palette) -> str:
    told = "".join(f'<p style="margin:0 0 8px">{_whole(words)}</p>\n' for words in sheet.end)
    return (
        f'<tr><td class="n" style="color:{shades.quiet_out};padding:20px 28px;font-size:14px">\n{told}'
        f'<p style="margin:0">{escape(brand.product)} · {escape(brand.name)}</p></td></tr>\n'
    )

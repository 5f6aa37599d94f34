"""Somebody's own face: name, mark and two colours. A colour that is too pale to read is darkened until it passes.

Contrast follows WCAG 2.2 §1.4.3 (4.5 to 1 for text); H2 of the feature table. The rest of the look stays ours.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import cached_property
from html import escape

AA = 4.5
LIGHT = ("#ffffff", "#faf7f1")
"""The light grounds that brand colours stand on: card and paper."""
DARK = ("#17232a", "#10191e")
_INKS = ("#ffffff", "#101c22")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

Rgb = tuple[int, int, int]


def _rgb(colour: str) -> Rgb:
    """Read `#rrggbb`. Raises ValueError."""
    if not _HEX.fullmatch(colour):
        raise ValueError("A brand colour is written as #rrggbb.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _luminance(rgb: Rgb) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast between two colours, 1 to 21."""
    high, low = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` laid over `ground`."""
    return _hex(tuple(round(a * share + b * (1 - share)) for a, b in zip(_rgb(colour), _rgb(ground), strict=True)))  # type: ignore[arg-type]  # three parts in, three out


def _at(colour: str, lightness: float, dull: float) -> str:
    """The same hue at another lightness; never more vivid than `dull`."""
    hue, _lightness, vivid = rgb_to_hls(*(part / 255 for part in _rgb(colour)))
    red, green, blue = (round(part * 255) for part in hls_to_rgb(hue, lightness, min(vivid, dull)))
    return _hex((red, green, blue))


def _until_readable(colour: str, grounds: tuple[str, ...], *, lighter: bool) -> str:
    """Change the lightness in small steps until the colour reads on each ground and on its own soft tint."""
    _hue, start, _vivid = rgb_to_hls(*(part / 255 for part in _rgb(colour)))
    for step in range(101):
        share = step / 100
        tried = (
            colour
            if step == 0
            else _at(colour, start + ((1 if lighter else 0) - start) * share, 0.62 if lighter else 1)
        )
        soft = mixed(tried, grounds[0], 0.12)
        if all(contrast(tried, ground) >= AA for ground in (*grounds, soft)):
            return tried
    return "#ffffff" if lighter else "#000000"


def _ink(colour: str) -> str:
    """The text colour that reads best on `colour`."""
    return max(_INKS, key=lambda ink: contrast(ink, colour))


def tokens(colour: str, action: str, *, dark: bool) -> dict[str, str]:
    """The custom properties that a brand sets, for the light or the dark scheme."""
    grounds = DARK if dark else LIGHT
    brand, act = (_until_readable(each, grounds, lighter=dark) for each in (colour, action))
    return {
        "--brand": brand,
        "--brand-ink": _ink(brand),
        "--brand-soft": mixed(brand, grounds[0], 0.12),
        "--act": act,
        "--act-soft": mixed(act, grounds[0], 0.12),
    }


@dataclass(frozen=True)
class Brand:
    """What a municipality or an application chooses; everything else follows."""

    name: str
    product: str
    colour: str
    action: str
    css_path: str = "/merk.css"
    """Where the stylesheet below is served."""
    mark_path: str = "/merk.svg"

    @cached_property
    def css(self) -> str:
        """The stylesheet: a file of its own, since inline styles are forbidden."""
        light, dark = (
            "".join(f"{name}:{value};" for name, value in tokens(self.colour, self.action, dark=dark).items())
            for dark in (False, True)
        )
        return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"

    @cached_property
    def svg(self) -> str:
        """The mark: the first letter on the brand's colour, for who brings no logo."""
        shades = tokens(self.colour, self.action, dark=False)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
            f'<rect width="40" height="40" rx="11" fill="{shades["--brand"]}"/>'
            f'<text x="20" y="27" text-anchor="middle" font-family="Inter,system-ui,sans-serif" font-weight="700" '
            f'font-size="20" fill="{shades["--brand-ink"]}">{escape(self.name[:1].lower())}</text></svg>'
        )

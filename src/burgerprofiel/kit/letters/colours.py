"""The colours of an e-mail: every text has a contrast of 4.5 at least with its ground (WCAG 2.2 §1.4.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from burgerprofiel.kit.brand import Brand, mixed, tokens


class Palette(NamedTuple):
    """Colours, `#rrggbb`."""

    ground: str
    card: str
    sunk: str
    """Below the card: how to check."""
    ink: str
    quiet: str
    quiet_out: str
    """Small print, on the ground."""
    brand: str
    brand_ink: str
    soft: str
    """Of what is framed, on the card."""


@lru_cache(maxsize=256)
def palette(brand: Brand, *, dark: bool) -> Palette:
    """Return the colours for the light or the dark scheme."""
    own = tokens(brand.colour, brand.action, dark=dark)
    if dark:
        card, ink = "#17232a", "#eef2f3"
        soft = mixed(own["--brand"], card, 0.1)
        return Palette("#10191e", card, "#1d2b33", ink, "#b9c4c9", "#b9c4c9", own["--brand"], own["--brand-ink"], soft)
    card, ink = "#ffffff", "#14222a"
    soft = mixed(own["--brand"], card, 0.07)
    return Palette("#f5f1ea", card, "#f0ebe2", ink, "#4b5b65", "#4b5b65", own["--brand"], own["--brand-ink"], soft)


@lru_cache(maxsize=256)
def dark_rules(brand: Brand) -> str:
    """Return the rules for programs that know the dark scheme; `data-ogsc` is how Outlook says it."""
    dark = palette(brand, dark=True)
    rules = {
        ".g": f"background-color:{dark.ground}",
        ".b": f"background-color:{dark.brand};color:{dark.brand_ink}",
        ".c": f"background-color:{dark.card};color:{dark.ink}",
        ".s": f"background-color:{dark.sunk};color:{dark.ink}",
        ".f": f"background-color:{dark.soft};border-color:{dark.brand};color:{dark.ink}",
        ".k": f"background-color:{dark.soft};color:{dark.ink}",
        ".q": f"color:{dark.quiet}",
        ".n": f"color:{dark.quiet_out}",
        ".a": f"color:{dark.brand}",
    }
    told = {name: ";".join(f"{each} !important" for each in rule.split(";")) for name, rule in rules.items()}
    media = "".join(f"{name}{{{rule}}}" for name, rule in told.items())
    outlook = "".join(f"[data-ogsc] {name}{{{rule}}}" for name, rule in told.items())
    return f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{media}}}{outlook}"

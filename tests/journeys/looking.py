"""Looking at a page in each of the ways that people do: light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Look = Callable[[], None]
_WAYS = [("light", 1280), ("dark", 1280), ("dark", 390), ("light", 390)]
_WIDTHS = (320, 390, 1280)
TOO_WIDE = """() => {
  const room = document.scrollingElement.clientWidth, all = document.scrollingElement.scrollWidth;
  if (all <= room) return "";
  const moves = (it) => ["auto", "scroll"].includes(getComputedStyle(it).overflowX);
  const scrolls = (it) => it && (moves(it) || scrolls(it.parentElement));
  const wide = [...document.querySelectorAll("body *")].filter(
    (it) => it.getBoundingClientRect().right > room + 1 && !scrolls(it));
  return `${all} > ${room}: ` + wide.slice(0, 5).map((it) => `${it.tagName}.${it.className}#${it.id}`).join(", ");
}"""


def look_at(tab: Page, axe: Callable[[Page], list[str]]) -> None:
    """Look at the page that is open in every way, and fail with all that is wrong."""
    found = []
    for scheme, width in _WAYS:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        found += [f"{scheme} {width}: {finding}" for finding in axe(tab)]
    for width in _WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: too wide: {why}" for why in [tab.evaluate(TOO_WIDE)] if why]
    tab.set_viewport_size({"width": 1280, "height": 900})
    assert not found, "\n".join([tab.url, *found])

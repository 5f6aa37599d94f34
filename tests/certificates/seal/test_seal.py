"""A seal, made with the demo's key and services."""

from __future__ import annotations

from burgerprofiel.certificates.seal import actions


def test_a_sheet_is_sealed_for_the_long_term(simulators: str, sheet: bytes) -> None:
    sealed = actions.seal(sheet, reason="Uitgereikt door Zonnegem")
    assert sealed.pdf.startswith(sheet)
    assert sealed.level == "PAdES-B-LTA"
    assert len(sealed.pdf) - len(sheet) < 60_000

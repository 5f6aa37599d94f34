"""What a mandate can be for is what the portal has, and the portal asks the viewer which of it they may see (A11)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

import burgerprofiel
from burgerprofiel.access.pages import mandates as pages
from burgerprofiel.people.mandates import scopes
from burgerprofiel.portal.themes import all_themes

SOURCE = Path(burgerprofiel.__file__).parent
FOR_EVERYBODY = {"portal/pages/landing.py", "portal/themes.py", "site/warm.py", "sources/themes/__init__.py"}
"""Public pages and look-ups by name: they show nothing of anybody."""


def test_the_scopes_are_the_themes_in_their_order() -> None:
    assert tuple(theme.key for theme in all_themes()) == scopes.SCOPES


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_scope_is_called_as_its_theme(language: str) -> None:
    with translation.override(language):
        for theme in all_themes():
            if theme.key == "dossiers":  # the theme says "my", which a mandate does not
                continue
            assert scopes.title(theme.key) == theme.title()


def test_no_page_of_a_citizen_takes_all_themes_by_itself() -> None:
    users = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "all_themes" in path.read_text()}
    assert users <= FOR_EVERYBODY


def test_no_page_about_mandates_knows_for_whom_somebody_acts() -> None:
    for path in Path(pages.__file__).parent.glob("*.py"):
        assert "viewer" not in path.read_text(), f"{path.name}: mandates are given in one's own name only"

"""Facts of the register that stand beside something else are asked about as the very fact of their theme (B9)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from burgerprofiel.feedback import numbers
from tests.portal.profile.conftest import browser, citizen, register
from tests.portal.reading import body, one, tree

__all__ = ["browser", "register"]
pytestmark = pytest.mark.django_db
HOME = "/profiel"


def test_the_names_on_the_profile(browser: Callable[..., Client]) -> None:
    noor, wouter = browser(), browser("wouter")
    where = f"/klopt-dit/feit/family/{numbers.fact_id(citizen(), 'family', 'identity', 'name')}"
    for page in (HOME, f"{HOME}/roepnaam"):
        assert f'href="{where}"' in body(noor.get(page))
    seen = re.search(r'name="gezien" value="([0-9a-f]+)"', body(noor.get(where)))
    assert seen
    for client, status in ((wouter, 404), (noor, 303)):
        assert client.post(where, {"gezien": seen[1], "zeg": "klopt"}).status_code == status
    assert "U bevestigde dit op" in one(tree(noor.get(HOME)), "names")
    assert "U bevestigde dit op" not in one(tree(wouter.get(HOME)), "names")
    assert "U bevestigde dit op" in body(noor.get("/gegevens/family"))

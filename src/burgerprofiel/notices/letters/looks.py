"""Whose look an e-mail has: that of the body whose notice it is; of several bodies in one letter, the portal's own.

A body brings a name and a colour; the colour is darkened until it reads (`kit.brand`). The product stays ours, so that
people know the letter again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from burgerprofiel.kit.brand import Brand
from burgerprofiel.notices.letters.told import Told
from burgerprofiel.notices.queries import in_language


def of(told: Sequence[Told]) -> Brand | None:
    """Return the look for these, named in the language that is active; None: the portal's own."""
    looks = {(in_language(each.brand_name), each.colour) for each in told}
    if len(looks) > 1:
        return None
    ((name, colour),) = looks
    config = settings.CONFIG
    return Brand(name, config.brand_product, colour, config.brand_action) if name and colour else None

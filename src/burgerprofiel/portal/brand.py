"""The brand of this installation, from the configuration (H2)."""

from __future__ import annotations

from django.conf import settings

from burgerprofiel.kit.brand import Brand


def current() -> Brand:
    """Return it."""
    config = settings.CONFIG
    return Brand(config.brand_name, config.brand_product, config.brand_colour, config.brand_action)

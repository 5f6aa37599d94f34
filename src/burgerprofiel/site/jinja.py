"""The template environment: escaping on, texts translated, values formatted in one way."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from burgerprofiel.kit import formats
from burgerprofiel.portal import brand, values


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django passes its own options through
    """Build the environment that Django's Jinja2 backend uses."""
    env = Environment(  # noqa: S701 - it is on, one line below
        **{**options, "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals |= {
        "static": static,
        "url": lambda name, *args: reverse(name, args=args),
        "language": translation.get_language,
        "languages": settings.LANGUAGES,
        "portal_origin": settings.CONFIG.portal_origin,
        "access_origin": settings.CONFIG.access_origin,
        "demo": settings.CONFIG.demo,
        "brand": brand.current(),
    }
    env.filters |= {
        "day": formats.day,
        "moment": formats.moment,
        "money": formats.money,
        "number": formats.number,
        "span": formats.span,
        "value": values.html,
        "when": values.when,
    }
    return env

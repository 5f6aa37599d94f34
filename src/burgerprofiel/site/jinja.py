"""The template environment: escaping on, texts translated, values formatted in one way."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from burgerprofiel.access import client_brand
from burgerprofiel.dossiers.own import bell
from burgerprofiel.kit import formats
from burgerprofiel.mailbox import tiles
from burgerprofiel.notices.own import bell as notices_bell
from burgerprofiel.notices.own import stream
from burgerprofiel.people.mandates import scopes
from burgerprofiel.portal import brand, values
from burgerprofiel.portal.asking import parts as asking


@lru_cache(maxsize=8192)
def _told(language: str, message: str) -> str:
    """Catalogues do not change while we run: a sentence is looked up once per language."""
    with translation.override(language):
        return translation.gettext(message)


def _gettext(message: str) -> str:
    return _told(translation.get_language() or settings.LANGUAGE_CODE, message)


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django passes its own options through
    """Build the environment that Django's Jinja2 backend uses."""
    env = Environment(  # noqa: S701 - it is on, one line below
        **{**options, "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        _gettext,
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
        "desk_origin": settings.CONFIG.desk_origin,
        "demo": settings.CONFIG.demo,
        "icon": values.icon,
        "mandate_titles": lambda told: ", ".join(scopes.titles(told)),
        "brand": brand.current(),
        "client_brand": client_brand.of,
        "unread_mail": tiles.unread_for,
        "unseen_dossiers": bell.unseen_for,
        "notices_bell": notices_bell.bell_for,
        "bell_short": stream.short,
        "bell_words": stream.words,
        "beside_fact": asking.of_theme,
        "beside_permit": asking.of_permit,
        "beside_certificate": asking.of_certificate,
        "beside_certificates": asking.of_certificates,
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

"""The fields of a registration as people call them, and their values as people read them."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from burgerprofiel.access.clients.changes import REFUSED, WITHDRAWN
from burgerprofiel.access.clients.queries import APPROVED
from burgerprofiel.access.models import ClientChange
from burgerprofiel.access.pages.stages.choose_capacity import group_words
from burgerprofiel.organisations.groups import TargetGroup


def title(field: str) -> str:
    """What a field is about."""
    known = {
        "client_id": _("Name for programs (client_id)"),
        "name": _("Name, as citizens read it"),
        "redirect_uris": _("Return addresses"),
        "post_logout_redirect_uris": _("Return addresses after signing out"),
        "scopes": _("What it may know (scopes)"),
        "auth_method": _("How it proves itself"),
        "grant_types": _("How it gets tokens"),
        "jwks": _("Its public keys (JWK set)"),
        "third_party": _("Belongs to somebody else: the citizen is asked first"),
        "sector": _("Sector, in which citizens have one name"),
        "require_par": _("Its questions come pushed only (PAR)"),
        "pkce_optional": _("Too old for PKCE"),
        "dpop_bound": _("Its tokens are bound to its key (DPoP)"),
        "may_introspect": _("May ask about tokens (a resource server)"),
        "backchannel_logout_uri": _("Where it hears of signing out"),
        "target_groups": _("As what people sign in there"),
        "brand": _("How the sign-in pages look for it"),
        "trusted_exchangers": _("Applications that may exchange a token for one for this application"),
    }
    return known.get(field, field)


def group(code: str) -> str:
    """A target group: its code, and what it is called; any other text as it is."""
    known = {each.value: each for each in TargetGroup}
    return f"{code}: {group_words(known[code])}" if code in known else code


def lines_of(field: str, value: object) -> list[str]:
    """A field's value, line by line."""
    told = lines(value)
    return [group(code) for code in told] if field == "target_groups" else told


def lines(value: object) -> list[str]:
    """A value, line by line."""
    match value:
        case None:
            return []
        case bool():
            return [_("Yes")] if value else []
        case list():
            return [str(each) for each in value]
        case {"keys": list(keys)}:
            return [json.dumps(each, ensure_ascii=False) for each in keys]
        case dict():
            return [f"{name}: {each}" for name, each in value.items()]
        case _:
            return [str(value)]


def how_far(change: ClientChange) -> tuple[str, str]:
    """How far a change is: words, and the tone of its tag."""
    return {
        "": (_("Waits for a colleague"), "act"),
        APPROVED: (_("Approved"), "good"),
        REFUSED: (_("Refused"), "bad"),
        WITHDRAWN: (_("Withdrawn"), ""),
    }[change.decision]

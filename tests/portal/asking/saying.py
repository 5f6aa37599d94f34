"""Somebody in front of “Is this right?”, wherever that stands, and who hears of it."""

from __future__ import annotations

import re
from typing import Protocol

from django.test import Client

from burgerprofiel.feedback.models import Source, Way
from burgerprofiel.kit import remembered
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from tests.feedback.citizens import Citizen
from tests.portal.reading import body


class SignedIn(Protocol):
    """A browser of any test."""

    client: Client
    citizen_id: CitizenId


def says(who: SignedIn) -> Citizen:
    """Return what somebody can do with “Is this right?”."""
    return Citizen(who.client, who.citizen_id)


def asks(who: SignedIn, path: str) -> list[str]:
    """Return where a page asks whether a fact is right, in its order."""
    answer = who.client.get(path)
    assert answer.status_code == 200, path
    return re.findall(r'href="(/klopt-dit/feit/[^"]+)"', body(answer))


def hears(origin: str, *sections: str, key: str = "iemand", name: str = "Wie het weet") -> None:
    """Let somebody at the desk hear of the facts of an origin."""
    handler = register(TargetGroup.LOCAL_AUTHORITY, "0812345603", {"nl": "Gemeente Zonnegem"})
    Source.objects.create(
        key=key,
        origin=origin,
        sections=list(sections),
        name={"nl": name},
        way=Way.DESK,
        dataset=key,
        organisation_id=handler,
    )
    remembered.forget()

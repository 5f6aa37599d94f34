"""Organisations, applications and kinds of messages as the contract writes them; every text in nl, fr and de (A.4)."""

from __future__ import annotations

from collections.abc import Iterable

from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire.messages import kilobytes
from burgerprofiel.mailbox.senders.book import Book, Picture
from burgerprofiel.mailbox.senders.texts import filled

Told = dict[str, object]
_LANGUAGES = ("nl", "fr", "de")


def message_type(known: Book, key: str, surface: Surface) -> Told:  # noqa: ARG001 - as the others
    """Write a kind of message (`MessageType`)."""
    row = known.message_types[key]
    rights = [each for each in known.rights if each.message_type == key]
    return _said(
        messageTypeId=key,
        messageTypeName=filled(row.names),
        messageTypeDescription=filled(row.descriptions),
        validityPeriod={"validityPeriodNumber": row.validity_number, "validityPeriodUnit": row.validity_unit},
        senderOrganizationIds=_once(each.organisation for each in rights),
        senderApplicationIds=_once(each.application for each in rights),
    )


def application(known: Book, key: str, surface: Surface) -> Told:
    """Write a program that sends (`SenderApplication`)."""
    row = known.applications[key]
    rights = [each for each in known.rights if each.application == key]
    logos = [each for each in known.pictures if each.application == key]
    return _said(
        applicationId=key,
        applicationName=filled(row.names),
        applicationDescription=filled(row.descriptions),
        applicationLogos=[_image(each, f"senderApplications/{key}", surface) for each in logos],
        applicationUrl=_url(row.url),
        senderOrganizationIds=_once(each.organisation for each in rights),
        messageTypeIds=_once(each.message_type for each in rights),
        contactBusiness=row.contact_business,
        contactTechnical=row.contact_technical,
    )


def organisation(known: Book, key: str, surface: Surface) -> Told:
    """Write a body that sends (`SenderOrganization`)."""
    row = known.organisations[key]
    rights = [each for each in known.rights if each.organisation == key]
    logos = [each for each in known.pictures if each.organisation == key]
    return _said(
        organizationId=key,
        organizationShortName=filled(row.names),
        organizationLongName=filled(row.long_names),
        organizationLogos=[_image(each, f"senderOrganizations/{key}", surface) for each in logos],
        organizationUrl=_url(row.url),
        senderApplicationIds=_once(each.application for each in rights),
        messageTypeIds=_once(each.message_type for each in rights),
        contactBusiness=row.contact_business,
        contactTechnical=row.contact_technical,
    )


def _image(picture: Picture, owner: str, surface: Surface) -> Told:
    told: Told = {
        "imageId": str(picture.image_id),
        "size": kilobytes(picture.octets),
        "mediaType": picture.media_type,
        "contentHref": f"{surface.origin}/{surface.reference}/{owner}/images/{picture.image_id}/content",
    }
    return told | ({"language": picture.language} if picture.language in _LANGUAGES else {})


def _url(url: str) -> dict[str, str]:
    return dict.fromkeys(_LANGUAGES, url) if url else {}


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _said(**told: object) -> Told:
    """Leave out texts that are not there; lists stay, also when they are empty."""
    return {name: value for name, value in told.items() if value or isinstance(value, list)}

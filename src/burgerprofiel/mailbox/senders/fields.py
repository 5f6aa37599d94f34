"""What may be written about senders: each field has its rule, and each refusal is a sentence. By file or on screen.

A field that is left out has its usual value: writing the same twice gives the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, UNITS

LANGUAGES = ("nl", "fr", "de", "en")
LARGEST_FILE = 100_000_000
"""In bytes: no type of message may have larger ones."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,99}")
_VALIDITY = re.compile(r"([1-9][0-9]{0,3}) (day|month|year)s?")
_LONGEST = {"day": 3660, "month": 120, "year": 10}

Columns = dict[str, object]


class MistakeError(ValueError):
    """The message is a sentence for who wrote it."""


def organisation(table: Mapping[str, object]) -> tuple[str, Columns]:
    """Return an organisation's enterprise number and columns. Raises MistakeError."""
    switches = ("paper_stops", "mails_itself", "ended")
    _only(table, ("enterprise_number", "name", "long_name", "url", "contact_business", "contact_technical", *switches))
    return enterprise_number(table.get("enterprise_number"), "enterprise_number"), {
        "names": texts(table, "name", 200),
        "long_names": texts(table, "long_name", 400, needed=False),
        **_reachable(table),
        "paper_stops": switch(table, "paper_stops"),
        "mails_itself": switch(table, "mails_itself"),
        "active": not switch(table, "ended"),
    }


def application(table: Mapping[str, object]) -> tuple[str, Columns]:
    """Return an application's id and columns. Raises MistakeError."""
    _only(table, ("id", "name", "description", "url", "contact_business", "contact_technical", "ended"))
    return identifier(table, "id"), {
        "names": texts(table, "name", 200),
        "descriptions": texts(table, "description", 1000, needed=False),
        **_reachable(table),
        "active": not switch(table, "ended"),
    }


def message_type(table: Mapping[str, object]) -> tuple[str, Columns]:
    """Return the id and columns of a type of message. Raises MistakeError."""
    switches = ("announcement", "registered", "reply", "payment", "ended")
    _only(table, ("id", "name", "description", "validity", "media_types", "max_octets", "business_data", *switches))
    number, unit = _validity(table.get("validity", "1 year"))
    return identifier(table, "id"), {
        "names": texts(table, "name", 200),
        "descriptions": texts(table, "description", 1000, needed=False),
        "validity_number": number,
        "validity_unit": unit,
        "announcement": switch(table, "announcement"),
        "media_types": _media_types(table.get("media_types", [])),
        "max_octets": _octets(table.get("max_octets", 25_000_000)),
        "registered_allowed": switch(table, "registered"),
        "reply_allowed": switch(table, "reply"),
        "payment_allowed": switch(table, "payment"),
        "business_keys": _business_keys(table.get("business_data", {})),
        "active": not switch(table, "ended"),
    }


def right(table: Mapping[str, object]) -> tuple[str, str, str, tuple[str, ...], bool]:
    """Return organisation, application, type of message, kinds of boxes, and whether it stands. Raises MistakeError."""
    _only(table, ("organisation", "application", "message_type", "to", "ended"))
    kinds = table.get("to", [Kind.CITIZEN.value])
    if not isinstance(kinds, list) or not kinds or not set(map(str, kinds)) <= set(Kind.values):
        raise _about("to", _("a list is needed of one or more of: %(choices)s.") % {"choices": ", ".join(Kind.values)})
    return (
        enterprise_number(table.get("organisation"), "organisation"),
        identifier(table, "application"),
        identifier(table, "message_type"),
        tuple(dict.fromkeys(map(str, kinds))),
        not switch(table, "ended"),
    )


def client(table: Mapping[str, object]) -> tuple[str, Columns | None]:
    """Return a client's id and for whom it speaks; None: not any more. Raises MistakeError."""
    _only(table, ("client_id", "enterprise_number", "principals", "ended"))
    client_id = table.get("client_id")
    if not isinstance(client_id, str) or not re.fullmatch(r"[A-Za-z0-9._~-]{1,100}", client_id):
        raise _about("client_id", _("the name of a client of the sign-in service is needed."))
    principals = table.get("principals", [])
    if not isinstance(principals, list):
        raise _about("principals", _("a list is needed, between square brackets."))
    numbers = list(dict.fromkeys(enterprise_number(one, "principals") for one in principals))
    columns: Columns = {
        "enterprise_number": enterprise_number(table.get("enterprise_number"), "enterprise_number"),
        "on_behalf": bool(numbers),
        "principals": numbers,
    }
    return client_id, None if switch(table, "ended") else columns


def enterprise_number(value: object, field: str) -> str:
    """Return ten digits. Raises MistakeError."""
    try:
        return CbeNumber.parse(value if isinstance(value, str) else "").digits
    except ValueError as error:
        told = {"value": value if isinstance(value, str | int) else "…"}
        raise _about(field, _("“%(value)s” is not a valid enterprise number.") % told) from error


def identifier(table: Mapping[str, object], field: str) -> str:
    """Return the id of an application or a type of message. Raises MistakeError."""
    value = table.get(field)
    if not isinstance(value, str) or _ID.fullmatch(value) is None:
        raise _about(field, _("an id is needed of letters, digits and . _ -, at most 100."))
    return value


def texts(table: Mapping[str, object], field: str, longest: int, *, needed: bool = True) -> dict[str, str]:
    """Return a text in one or more languages, Dutch at least; nothing when it may be left out. Raises MistakeError."""
    given = table.get(field, {})
    if not isinstance(given, dict) or set(given) - set(LANGUAGES):
        raise _about(field, _("a table is needed with nl, and perhaps fr, de and en."))
    if not all(isinstance(text, str) for text in given.values()):
        raise _about(field, _("a text is needed in each language."))
    read = {language: given[language].strip() for language in LANGUAGES if given.get(language, "").strip()}
    if (needed or read) and "nl" not in read:
        raise _about(field, _("it is needed in Dutch at least."))
    if not all(len(text) <= longest and text.isprintable() for text in read.values()):
        raise _about(field, _("a text has at most %(most)s characters, on one line.") % {"most": longest})
    return read


def switch(table: Mapping[str, object], field: str) -> bool:
    """Return true or false; false when it is left out. Raises MistakeError."""
    value = table.get(field, False)
    if not isinstance(value, bool):
        raise _about(field, _("“%(value)s” is not true or false.") % {"value": value})
    return value


def _reachable(table: Mapping[str, object]) -> Columns:
    lines: Columns = {}
    for field in ("contact_business", "contact_technical"):
        value = table.get(field, "")
        if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
            raise _about(field, _("a text has at most %(most)s characters, on one line.") % {"most": 200})
        lines[field] = value.strip()
    return {"url": _address(table.get("url", "")), **lines}


def _address(value: object) -> str:
    refused = _about("url", _("“%(value)s” is not an https address.") % {"value": value})
    if not isinstance(value, str) or len(value) > 500 or not value.isprintable() or " " in value:
        raise refused
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise refused from error
    if value and (parts.scheme != "https" or not parts.hostname or parts.username is not None):
        raise refused
    return value


def _validity(value: object) -> tuple[int, str]:
    found = _VALIDITY.fullmatch(value) if isinstance(value, str) else None
    if found is None or not 1 <= int(found[1]) <= _LONGEST[found[2]]:
        told = _("a number and one of %(units)s, at most ten years: “1 year”, for instance.")
        raise _about("validity", told % {"units": ", ".join(UNITS)})
    return int(found[1]), found[2]


def _media_types(value: object) -> list[str]:
    if not isinstance(value, list):
        raise _about("media_types", _("a list is needed, between square brackets."))
    unknown = [str(one) for one in value if one not in MEDIA_TYPES]
    if unknown:
        told = {"value": unknown[0], "choices": ", ".join(MEDIA_TYPES)}
        raise _about("media_types", _("“%(value)s” is not one of %(choices)s.") % told)
    return list(dict.fromkeys(value))


def _octets(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST_FILE:
        raise _about("max_octets", _("a number of bytes is needed, at most %(most)s.") % {"most": LARGEST_FILE})
    return value


def _business_keys(value: object) -> dict[str, dict[str, dict[str, str]]]:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise _about("business_data", _("a table is needed for each key, with its name and description."))
    read = {}
    for key, table in value.items():
        if _KEY.fullmatch(key) is None:
            raise _about("business_data", _("“%(value)s” is not a key of letters, digits and . _ -.") % {"value": key})
        _only(table, ("name", "description"))
        read[key] = {
            "names": texts(table, "name", 200),
            "descriptions": texts(table, "description", 1000, needed=False),
        }
    return read


def _only(table: Mapping[str, object], known: tuple[str, ...]) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        told = _("“%(field)s” is not a field; these are: %(fields)s.")
        raise MistakeError(told % {"field": unknown[0], "fields": ", ".join(known)})


def _about(field: str, sentence: str) -> MistakeError:
    return MistakeError(f"{field}: {sentence}")

"""The forms: the same fields and the same rules as in a file (`mailbox.senders.fields`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.mailbox.senders.fields import LANGUAGES, MistakeError
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES

Shown = dict[str, str | list[str] | bool]
TEXTS = {"organisation": ("name", "long_name"), "application": ("name", "description")}
TEXTS["message_type"] = TEXTS["application"]
LINES = {
    "organisation": ("url", "contact_business", "contact_technical"),
    "message_type": ("max_megabytes", "business_data"),
}
LINES["application"] = LINES["organisation"]
SWITCHES = {"organisation": ("paper_stops", "mails_itself", "ended"), "application": ("ended",)}
SWITCHES["message_type"] = ("registered", "reply", "payment", "announcement", "ended")
_PLURAL = {"name": "names", "long_name": "long_names", "description": "descriptions"}
_MEGABYTE = 1_000_000


def empty(what: str) -> Shown:
    """A form for something new."""
    usual: dict[str, object] = {"active": True, "validity_number": 1, "validity_unit": "year", "max_octets": 25_000_000}
    return of(what, "", usual)


def of(what: str, key: str, columns: Mapping[str, object]) -> Shown:
    """Return how what holds fills the form."""
    shown: Shown = {"key": key}
    for field in TEXTS[what]:
        texts = columns.get(_PLURAL[field])
        told = texts if isinstance(texts, dict) else {}
        shown |= {f"{field}_{language}": str(told.get(language, "")) for language in LANGUAGES}
    if what != "message_type":
        shown |= {field: str(columns.get(field, "")) for field in LINES[what]}
        switches = {name: columns.get(name) is True for name in ("paper_stops", "mails_itself")}
        return shown | switches | {"ended": columns.get("active") is False}
    octets, types = columns.get("max_octets"), columns.get("media_types")
    shown |= {f"{name}": columns.get(f"{name}_allowed") is True for name in ("registered", "reply", "payment")}
    shown |= {"announcement": columns.get("announcement") is True, "ended": columns.get("active") is False}
    shown |= {"max_megabytes": f"{Decimal(octets if isinstance(octets, int) else 0) / _MEGABYTE:f}"}
    shown |= {"media_types": [str(each) for each in types] if isinstance(types, list) else []}
    shown |= {name: str(columns.get(name, "")) for name in ("validity_number", "validity_unit")}
    return shown | {"business_data": _keys_told(columns.get("business_keys"))}


def sent(what: str, post: QueryDict) -> Shown:
    """Return the form as it was sent."""
    names = [f"{field}_{language}" for field in TEXTS[what] for language in LANGUAGES]
    shown: Shown = {name: post.get(name, "").replace("\r", "").strip() for name in ("key", *names, *LINES[what])}
    shown |= {name: bool(post.get(name)) for name in SWITCHES[what]}
    if what == "message_type":
        shown |= {name: post.get(name, "") for name in ("validity_number", "validity_unit")}
        shown["media_types"] = [each for each in MEDIA_TYPES if each in post.getlist("media_types")]
    return shown


def table(what: str, shown: Shown, before: Mapping[str, object]) -> dict[str, object]:
    """Return what the form means, as a file would say it. Raises MistakeError. `before` keeps what no form shows."""
    key = "enterprise_number" if what == "organisation" else "id"
    read: dict[str, object] = {key: shown["key"]}
    for field in TEXTS[what]:
        read[field] = {each: shown[f"{field}_{each}"] for each in LANGUAGES if shown[f"{field}_{each}"]}
    read |= {name: shown[name] for name in SWITCHES[what]}
    if what != "message_type":
        return read | {name: shown[name] for name in LINES[what]}
    validity = f"{shown['validity_number']} {shown['validity_unit']}"
    data = _keys(str(shown["business_data"]), before.get("business_keys"))
    octets = _octets(str(shown["max_megabytes"]))
    return read | {
        "validity": validity,
        "media_types": shown["media_types"],
        "max_octets": octets,
        "business_data": data,
    }


def wrong(error: MistakeError) -> tuple[Wrong, ...]:
    """Return where a refusal belongs in the form, and its sentence."""
    name, _colon, sentence = str(error).partition(": ")
    places = {
        "enterprise_number": "key",
        "id": "key",
        "validity": "validity_number",
        "max_octets": "max_megabytes",
        **{field: f"{field}_nl" for field in _PLURAL},
    }
    return (Wrong(places.get(name, name), sentence[:1].upper() + sentence[1:]),)


def _octets(text: str) -> int:
    try:
        return int(min(Decimal(text.replace(",", ".")), Decimal(_MEGABYTE)) * _MEGABYTE)
    except (InvalidOperation, ValueError, OverflowError) as error:
        sentence = _("a number is needed: 25, for instance.")
        raise MistakeError(f"max_octets: {sentence}") from error


def _keys_told(value: object) -> str:
    tables = value if isinstance(value, dict) else {}
    told = []
    for key, each in tables.items():
        names = [str(each.get("names", {}).get(language, "")) for language in LANGUAGES]
        told.append(f"{key} = {' | '.join(names)}".rstrip(" |"))
    return "\n".join(told)


def _keys(text: str, before: object) -> dict[str, object]:
    """Lines `key = Dutch | French | German | English`; the explanations that were there stay. Raises MistakeError."""
    kept = before if isinstance(before, dict) else {}
    read: dict[str, object] = {}
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        key, equals, names = line.partition("=")
        told = [each.strip() for each in names.split("|")]
        if not equals or len(told) > len(LANGUAGES) or key.strip() in read:
            sentence = _("each line is: key = Dutch | French | German | English, and each key stands there once.")
            raise MistakeError(f"business_data: {sentence}")
        name = {language: each for language, each in zip(LANGUAGES, told, strict=False) if each}
        read[key.strip()] = {"name": name, "description": kept.get(key.strip(), {}).get("descriptions", {})}
    return read

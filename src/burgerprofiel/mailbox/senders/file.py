"""The file in which an operator writes who may send what. It is right as a whole, or nothing is done.

What does not stand in it stays as it is; `ended = true` ends what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from burgerprofiel.mailbox.models import MessageType, SenderApplication, SenderOrganisation
from burgerprofiel.mailbox.senders import actions, fields, pictures
from burgerprofiel.mailbox.senders.fields import LANGUAGES, Columns, MistakeError

TABLES = ("organisation", "application", "message_type", "right", "client")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_READERS = {
    "organisation": fields.organisation,
    "application": fields.application,
    "message_type": fields.message_type,
}
_MODELS = {"organisation": SenderOrganisation, "application": SenderApplication, "message_type": MessageType}


@dataclass
class Written:
    """What a file says, and what is wrong with it: a sentence per mistake."""

    things: dict[tuple[str, str], Columns] = field(default_factory=dict)
    """By kind and id: organisations, applications, types of messages."""
    logos: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    """By kind, id and language (empty: all)."""
    rights: dict[tuple[str, str, str, str], bool] = field(default_factory=dict)
    """Whether each stands."""
    clients: dict[str, Columns | None] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def read(content: Mapping[str, object], folder: Path) -> Written:
    """Return what the file says, pictures beside it in `folder`; nothing may be done while there are mistakes."""
    written = Written()
    for name in sorted(set(content) - set(TABLES)):
        known = ", ".join(f"[[{each}]]" for each in TABLES)
        written.mistakes.append(f"“{name}” has no place here: the file holds tables {known}.")
    for name in TABLES:
        tables = content.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            written.mistakes.append(f"“{name}” is written as [[{name}]] tables.")
            continue
        for number, table in enumerate(tables, 1):
            try:
                _take_in(written, name, dict(table), folder)
            except MistakeError as error:
                written.mistakes.append(f"{name.replace('_', ' ').capitalize()} {number}: {error}")
    written.mistakes += _mistakes_together(written)
    return written


def load(written: Written) -> Iterator[str]:
    """Do what the file says, within the running transaction; yields what that was."""
    for (what, key), columns in written.things.items():
        yield f"{what} {key}: {actions.put(what, key, columns)}"
    for (what, key, language), content in written.logos.items():
        owner = _MODELS[what]._default_manager.get(pk=key)
        assert isinstance(owner, SenderOrganisation | SenderApplication)  # noqa: S101 - _take_in reads no other
        yield f"logo of {key} {language or 'in all languages'}: {actions.show_logo(owner, content, language=language)}"
    for right, stands in written.rights.items():
        yield f"right {' '.join(right)}: {actions.allow(right) if stands else actions.disallow(right)}"
    for client_id, speaks in written.clients.items():
        done = actions.put("client", client_id, speaks) if speaks else actions.let_go(client_id)
        yield f"client {client_id}: {done}"


def _take_in(written: Written, name: str, table: dict[str, object], folder: Path) -> None:
    if name in _READERS:
        logo = table.pop("logo", {}) if name != "message_type" else {}
        key, columns = _READERS[name](table)
        _once(written.things, (name, key), columns, key)
        for language, file in _files(logo):
            written.logos[name, key, language] = _picture(folder / file)
    elif name == "right":
        organisation, application, message_type, kinds, stands = fields.right(table)
        for kind in kinds:
            right = (organisation, application, message_type, kind)
            _once(written.rights, right, stands, " ".join(right))
    else:
        client_id, speaks = fields.client(table)
        _once(written.clients, client_id, speaks, client_id)


def _once(known: dict[_Key, _Value], key: _Key, value: _Value, title: str) -> None:
    if key in known:
        raise MistakeError(f"{title} stands in the file more than once.")
    known[key] = value


def _files(logo: object) -> Iterator[tuple[str, str]]:
    """A file's name, or one for each language. Raises MistakeError."""
    named = {"": logo} if isinstance(logo, str) else logo
    if not isinstance(named, dict) or not set(named) <= {"", *LANGUAGES}:
        raise MistakeError("logo: the name of a picture is needed, or a table with one for nl, fr, de, en.")
    for language, file in named.items():
        if not isinstance(file, str) or not file or "\x00" in file:
            raise MistakeError("logo: the name of a picture is needed.")
        yield language, file


def _picture(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MistakeError(f"logo: {path} cannot be read.") from error
    try:
        pictures.media_type(content)
    except MistakeError as error:
        raise MistakeError(f"logo: {path}: {error}") from error
    return content


def _mistakes_together(written: Written) -> Iterator[str]:
    """What rights name must exist, here or loaded before."""
    named = {
        "organisation": {right[0] for right, stands in written.rights.items() if stands},
        "application": {right[1] for right, stands in written.rights.items() if stands},
        "message_type": {right[2] for right, stands in written.rights.items() if stands},
    }
    for what, keys in named.items():
        here = {key for kind, key in written.things if kind == what}
        loaded = set(_MODELS[what]._default_manager.filter(pk__in=keys - here).values_list("pk", flat=True))
        for key in sorted(keys - here - loaded):
            yield f"Rights: there is no {what.replace('_', ' ')} {key}, here or loaded before."

"""The file in which an operator writes organisations and who works there. It is right as a whole, or nothing is done.

People go by a name of the writer's choice: whose national number that is stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.organisations.groups import TargetGroup

LANGUAGES = ("nl", "fr", "de", "en")
_APPLICATION = re.compile(r"[a-z][a-z0-9_]{0,49}|")
_ROLE = re.compile(r"[^\W\d_][\w ]{0,49}")
_CONTEXT = re.compile(r"[\w ]{0,50}")
_PERSON = re.compile(r"[A-Za-z0-9_-]{1,100}")
_CODES = {
    TargetGroup.ASSOCIATION: (re.compile(r"V\d{4,12}"), "a V and four digits or more"),
    TargetGroup.FLEMISH_GOVERNMENT: (re.compile(r"OVO\d{6}"), "OVO and six digits"),
    TargetGroup.EDUCATION: (re.compile(r"\d{5,6}"), "five or six digits"),
}
_NIS = re.compile(r"\d{5}")


class _MistakeError(ValueError):
    """The message is a sentence for who wrote the file."""


Place = tuple[TargetGroup, str]
"""The group and code of an organisation."""


@dataclass(frozen=True)
class WrittenRole:
    """A role in the file; `ended` takes it away."""

    person: str
    organisation: Place
    application: str
    role: str
    context: str
    ended: bool


@dataclass
class Written:
    """What a file says, and what is wrong with it: a sentence per mistake."""

    organisations: dict[Place, dict[str, str]] = field(default_factory=dict)
    roles: list[WrittenRole] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def know(self, place: Place, names: dict[str, str]) -> None:
        """Take an organisation in, once."""
        if place in self.organisations:
            raise _MistakeError(f"{place[0].value} {place[1]} stands in the file more than once.")
        self.organisations[place] = names

    def add(self, role: WrittenRole) -> None:
        """Take a role in, once, given or ended."""
        if any(replace(each, ended=role.ended) == role for each in self.roles):
            raise _MistakeError("this role stands in the file more than once.")
        self.roles.append(role)


def read(content: Mapping[str, object]) -> Written:
    """Return what the file says; nothing may be done with it while there are mistakes."""
    written = Written()
    for name in sorted(set(content) - {"organisation", "role"}):
        written.mistakes.append(f"“{name}” has no place here: the file holds [[organisation]] and [[role]] tables.")
    for where, table in _tables(content, "organisation", written):
        try:
            written.know(*_organisation(table))
        except _MistakeError as error:
            written.mistakes.append(f"{where}: {error}")
    for where, table in _tables(content, "role", written):
        try:
            written.add(_role(table))
        except _MistakeError as error:
            written.mistakes.append(f"{where}: {error}")
    return written


def _tables(content: Mapping[str, object], name: str, written: Written) -> Iterator[tuple[str, dict[str, object]]]:
    tables = content.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        written.mistakes.append(f"“{name}” is written as [[{name}]] tables.")
        return
    for number, table in enumerate(tables, 1):
        yield f"{name.capitalize()} {number}", table


def _organisation(table: dict[str, object]) -> tuple[Place, dict[str, str]]:
    _only(table, ("group", "code", "name"))
    place, names = _place(table, "code"), table.get("name")
    if not isinstance(names, dict) or "nl" not in names or set(names) - set(LANGUAGES):
        raise _MistakeError("name is a table with nl, and perhaps fr, de and en.")
    if not all(
        isinstance(each, str) and 0 < len(each.strip()) <= 200 and each.isprintable() for each in names.values()
    ):
        raise _MistakeError("a name has 1 to 200 characters.")
    return place, {language: str(each).strip() for language, each in names.items()}


def _role(table: dict[str, object]) -> WrittenRole:
    _only(table, ("person", "group", "organisation", "application", "role", "context", "ended"))
    ended = table.get("ended", False)
    if not isinstance(ended, bool):
        raise _MistakeError("ended is true or false.")
    return WrittenRole(
        _text(table, "person", _PERSON, "a short name of letters, digits, _ and -"),
        _place(table, "organisation"),
        _text(table, "application", _APPLICATION, "an application's scope: small letters, digits and _", ""),
        _text(table, "role", _ROLE, "a role: letters, digits, _ and spaces, at most 50"),
        _text(table, "context", _CONTEXT, "a context: letters, digits, _ and spaces, at most 50", ""),
        ended,
    )


def _only(table: dict[str, object], fields: tuple[str, ...]) -> None:
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise _MistakeError(f"“{unknown[0]}” is not a field; these are: {', '.join(fields)}.")


def _text(
    table: dict[str, object], name: str, pattern: re.Pattern[str], meaning: str, default: str | None = None
) -> str:
    value = table.get(name, default)
    if value is None:
        raise _MistakeError(f"{name} is needed.")
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise _MistakeError(f"{name}: “{value}” is not {meaning}.")
    return value


def _place(table: dict[str, object], name: str) -> Place:
    groups = {group.value: group for group in TargetGroup if group.for_an_organisation}
    group, code = groups.get(str(table.get("group"))), table.get(name)
    if group is None:
        raise _MistakeError(f"group: “{table.get('group')}” is not one of {', '.join(groups)}.")
    if not isinstance(code, str):
        raise _MistakeError(f"{name} is needed: the organisation's code, between quotes.")
    return group, _code(group, code, name)


def _code(group: TargetGroup, code: str, name: str) -> str:
    """The code as ACM writes it (contracts/mbp.md §5.4). Raises _MistakeError."""
    pattern, meaning = _CODES.get(group, (None, ""))
    if group is TargetGroup.LOCAL_AUTHORITY and _NIS.fullmatch(code):
        return code
    if pattern is not None and pattern.fullmatch(code):
        return code
    if pattern is None or group is TargetGroup.ASSOCIATION:
        try:
            return CbeNumber.parse(code).digits
        except ValueError as error:
            also = {TargetGroup.LOCAL_AUTHORITY: " or NIS code", TargetGroup.ASSOCIATION: f" or V code ({meaning})"}
            raise _MistakeError(f"{name}: “{code}” is not a valid enterprise number{also.get(group, '')}.") from error
    raise _MistakeError(f"{name}: “{code}” is not {meaning}.")

"""Every door of the registry stands in the published files, with its scopes and what it may answer; and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from burgerprofiel.mailbox.registry import openapi
from tests.mailbox import programs
from tests.mailbox.programs import Program

BASES = {"v2": programs.V2, "v3": programs.V3, "ours": programs.OURS}
METHODS = ("get", "put", "post", "patch", "delete")


@cache
def document(name: str) -> Any:
    return yaml.safe_load(openapi.FILES[name].content)


def _written() -> dict[tuple[str, str], Any]:
    """Every operation of every file, by method and address without the names of its parts."""
    found = {}
    for name in openapi.FILES:
        base = document(name)["servers"][0]["url"].rstrip("/")
        for path, operations in document(name)["paths"].items():
            for method in set(operations) & set(METHODS):
                found[method.upper(), re.sub(r"\{[^}]*\}", "{}", base + path)] = operations[method]
    return found


def _walk(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


def _doors() -> dict[tuple[str, str], tuple[str, ...]]:
    """Every door that asks a token: its scopes by method and address."""
    found = {}
    for address, entry in _walk(get_resolver("burgerprofiel.site.urls.registry")):
        for method, view in vars(entry.callback).get("doors", {}).items():
            if method != "HEAD":
                found[method, re.sub(r"<[^>]*>", "{}", address)] = view.scopes
    return found


def test_every_door_is_written_down_and_nothing_is_that_is_not_there() -> None:
    public = {("GET", f"{programs.OURS}/keys")}
    assert set(_written()) - public == set(_doors())


def test_each_operation_names_the_scopes_of_its_door() -> None:
    written = _written()
    for operation, scopes in _doors().items():
        (said,) = written[operation]["security"]
        assert set(said["token"]) == set(scopes), operation


def test_each_operation_says_how_it_refuses() -> None:
    for where, operation in _written().items():
        wanted = {"default"} | ({"401", "403"} if operation["security"] else set())
        wanted |= {"404"} if "{}" in where[1] else set()
        wanted |= {"413", "415"} if "requestBody" in operation else set()
        assert wanted <= set(operation["responses"]), where


@pytest.mark.parametrize("name", openapi.FILES)
def test_a_file_refers_to_nothing_that_it_does_not_hold_and_holds_nothing_in_vain(name: str) -> None:
    written = document(name)
    text = openapi.FILES[name].content.decode()
    referred = set(re.findall(r"#/components/(\w+)/(\w+)", text))
    held = {(kind, key) for kind in ("schemas", "responses") for key in written["components"].get(kind, {})}
    assert referred <= held
    assert held - referred <= {("schemas", "MessageStatusQuery")}
    operations = [operation["operationId"] for path in written["paths"].values() for operation in path.values()]
    assert len(operations) == len(set(operations))


@pytest.mark.parametrize("name", openapi.FILES)
def test_everybody_may_fetch_a_file(db: None, name: str) -> None:
    answer = Program("").get(f"{BASES[name]}/doc/openapi.yaml")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/yaml")
    assert yaml.safe_load(answer.content)["openapi"] == "3.1.0"
    assert Program("").get(f"{BASES[name]}/doc/openapi.yaml", **{"If-None-Match": answer.headers["ETag"]}).status == 304

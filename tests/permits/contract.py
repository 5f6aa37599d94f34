"""What the published file says: every answer that a test of ours gets is held against it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema_rs
import yaml

from burgerprofiel.permits.pushing import published


@cache
def document() -> Any:
    """Return the file."""
    return yaml.safe_load(published.content())


def check(method: str, path: str, status: int, media_type: str, told: object) -> None:
    """Hold an answer against what is written of its operation."""
    operation = next((found for found in _operations(method, path.partition("?")[0])), None)
    if operation is None:
        return
    said = operation["responses"].get(str(status)) or operation["responses"]["default"]
    said = document()["components"]["responses"][said["$ref"].rpartition("/")[2]]
    schema = said["content"][media_type.partition(";")[0]]["schema"]
    whole = {**schema, "components": document()["components"]}
    problems = [each.message for each in jsonschema_rs.iter_errors(whole, told)]
    assert not problems, (problems, told)


def _operations(method: str, path: str) -> Any:
    for known, operations in document()["paths"].items():
        if method.lower() in operations and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path):
            yield operations[method.lower()]

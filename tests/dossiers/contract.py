"""What the published file says: every answer that a test of ours gets is held against it."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import yaml

from burgerprofiel.dossiers.intake import published


@cache
def document() -> Any:
    """Return the file."""
    return yaml.safe_load(published.content())


def check(method: str, path: str, status: int, media_type: str, told: object) -> None:
    """Hold an answer against what is written of its operation."""
    operation = document()["paths"].get(path.partition("?")[0], {}).get(method.lower())
    if operation is None:
        return
    said = operation["responses"].get(str(status)) or operation["responses"]["default"]
    if "$ref" in said:
        said = document()["components"]["responses"][said["$ref"].rpartition("/")[2]]
    schema = said["content"][media_type.partition(";")[0]]["schema"]
    whole = {**schema, "components": document()["components"]}
    problems = [each.message for each in jsonschema_rs.iter_errors(whole, told)]
    assert not problems, (problems, told)

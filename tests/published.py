"""What our published files say of an operation: every answer that a test gets at the doors is held against it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import jsonschema_rs
import yaml

from burgerprofiel.kit.openapi import Published


class Contract:
    """One published file, as tests use it."""

    def __init__(self, file: Published) -> None:
        self._file = file

    @cached_property
    def document(self) -> Any:
        """Return what it says."""
        return yaml.safe_load(self._file.content)

    def operation(self, method: str, path: str) -> Any:
        """Return what is written of an operation; None: nothing."""
        for known, operations in self.document["paths"].items():
            if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", known), path.partition("?")[0]):
                return operations.get(method.lower())
        return None

    def check(self, method: str, path: str, status: int, media_type: str, told: object) -> None:
        """Hold an answer against what is written; an address or a method that is written nowhere is not there."""
        written = self.operation(method, path)
        if written is None:
            assert status in (404, 405) or path.endswith("/doc/openapi.yaml"), f"{method} {path} is written nowhere"
            return
        said = written["responses"].get(str(status)) or written["responses"].get("default")
        assert said, f"{method} {path} does not say that it answers {status}"
        if "$ref" in said:
            said = self.document["components"]["responses"][said["$ref"].rpartition("/")[2]]
        if "content" not in said:
            assert told is None
            return
        schema = said["content"][media_type.partition(";")[0]]["schema"]
        whole = {**schema, "components": self.document["components"]}
        problems = [each.message for each in jsonschema_rs.iter_errors(whole, told)]
        assert not problems, (problems, told)

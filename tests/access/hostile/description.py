"""An OpenAPI description of every address of signing in, made from the resolver: for schemathesis to attack by."""

from __future__ import annotations

import re
from typing import Any

from tests.access.hostile.routes import OAUTH, Route, routes

_FORM = "application/x-www-form-urlencoded"
_OAUTH_DOORS = "/op/v1/"


def description(host: str) -> dict[str, Any]:
    """Return it for one host."""
    paths = {_address(route): _operations(route) for route in routes() if route.host == host}
    return {"openapi": "3.1.0", "info": {"title": "Signing in", "version": "1"}, "paths": paths}


def _address(route: Route) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.address)


def _variables(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", _address(route))
    return [{"name": name, "in": "path", "required": True, "schema": _TEXT} for name in names]


_TEXT = {"type": "string", "maxLength": 200}


def _operations(route: Route) -> dict[str, Any]:
    names = (*route.fields, *(OAUTH if route.address.startswith(_OAUTH_DOORS) else ()))
    asked = [{"name": name, "in": "query", "schema": _TEXT} for name in dict.fromkeys((*names, "taal"))]
    answers = {"default": {"description": "A page, or what is wrong"}}
    form = {"type": "object", "properties": dict.fromkeys(names, _TEXT), "additionalProperties": _TEXT}
    bodies = {_FORM: {"schema": form}, "multipart/form-data": {"schema": form}}
    if route.bodies:
        bodies["application/json"] = {"schema": {"anyOf": list(route.bodies)}}
    shared = _variables(route)
    return {
        "get": {"parameters": [*shared, *asked], "responses": answers},
        "post": {"parameters": shared, "requestBody": {"content": bodies}, "responses": answers},
    }

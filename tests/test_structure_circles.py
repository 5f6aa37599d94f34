"""No module knows another that knows it, by whatever way round: each can be read after those that it stands upon."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import burgerprofiel

_ROOT = Path(burgerprofiel.__file__).parent
_PACKAGE = _ROOT.parent


def _modules() -> dict[str, Path]:
    named = {".".join(file.relative_to(_PACKAGE).with_suffix("").parts): file for file in _ROOT.rglob("*.py")}
    return {name.removesuffix(".__init__"): file for name, file in named.items()}


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All that runs: what is imported for its types alone is known to type checkers only."""
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _nodes(child)


def _known(file: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    for node in _nodes(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                inside = f"{node.module}.{each.name}"
                if found := next((name for name in (inside, node.module) if name in modules), None):
                    yield found
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in modules)


def _graph() -> dict[str, set[str]]:
    modules = _modules()
    return {name: set(_known(file, modules)) - {name} for name, file in modules.items()}


def test_no_module_knows_one_that_knows_it() -> None:
    try:
        TopologicalSorter(_graph()).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise AssertionError(f"a circle: {circle}") from None


def test_imports_within_functions_count() -> None:
    """Else a circle could hide where it is only met at run time."""
    graph = _graph()
    assert "burgerprofiel.site.config" in graph["burgerprofiel.site.settings"]
    hidden = ast.parse("def late():\n    from burgerprofiel.kit import clock\n")
    assert any(isinstance(node, ast.ImportFrom) for node in _nodes(hidden))

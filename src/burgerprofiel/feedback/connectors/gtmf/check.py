"""Whether a system can be used as the operator's file says: asked as it will be used, about nobody."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from burgerprofiel.feedback import dataset
from burgerprofiel.feedback.connectors.gtmf import calls, client
from burgerprofiel.feedback.models import Kind, Way
from burgerprofiel.feedback.sources import file
from burgerprofiel.feedback.sources.queries import Source


def findings(source: Source) -> list[str]:
    """Return what does not fit, a sentence each; nothing when all does."""
    try:
        told = client.properties(source)
        kinds = client.kinds(source)
    except calls.CallError as error:
        return [str(error)]
    lacking = [f"It must be sent {each}, and “fill” does not say what that is." for each in _lacking(source, told)]
    unknown = [f"It knows no type of report “{each.value}”." for each in Kind if each.value not in kinds]
    return lacking + unknown


def _lacking(source: Source, told: tuple[dataset.Property, ...]) -> list[str]:
    return dataset.not_filled(told, source.fill)


def of_file(path: Path) -> Iterator[str]:
    """Yield what is wrong with each system that a file names, or that all is well."""
    tables, _mistakes = file.read(tomllib.loads(path.read_text()))
    for table in tables:
        if table.way == "gtmf" and not table.ended:
            found = findings(_source(table))
            yield from (f"{table.key}: {sentence}" for sentence in found or ["all is well."])


def _source(table: file.Table) -> Source:
    return Source(
        key=table.key,
        origin=table.origin,
        sections=tuple(table.sections),
        names={},
        way=Way.GTMF,
        dataset=table.dataset,
        url=table.url,
        token_url=table.token_url,
        client_id=table.client_id,
        secret_file=table.secret_file,
        scope=table.scope,
        reporter=table.reporter,
        organisation_id=None,
        fill=table.fill,
        properties=(),
        active=True,
    )

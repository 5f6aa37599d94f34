"""How the trail names the source that was asked (B10): who holds the data, as it stands under every fact."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from burgerprofiel.audit.trail import Step
from burgerprofiel.sources import origins
from burgerprofiel.sources.connectors.magda import services
from burgerprofiel.sources.service import Origin, Service


@cache
def _origins() -> dict[str, Origin]:
    """Who holds what each service gives, by the service's name."""
    modules = [import_module(f"{services.__name__}.{each.name}") for each in iter_modules(services.__path__)]
    told = [value for module in modules for value in vars(module).values() if isinstance(value, Service)]
    return {each.name: each.origin for each in told}


def asked(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the source of each answer, by the event's number. No SQL statement."""
    named = {step.seq: str(step.details.get("service", "")).partition(":")[0] for step in steps}
    return {seq: {"source": origins.name(_origins()[name])} for seq, name in named.items() if name in _origins()}

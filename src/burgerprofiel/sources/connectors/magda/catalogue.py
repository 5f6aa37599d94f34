"""Every MAGDA service that the product asks: the modules of `services/` that declare a `SERVICE`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from burgerprofiel.sources.connectors.magda import services
from burgerprofiel.sources.service import Service


@cache
def catalogue() -> dict[str, Service[Any]]:
    """Return the services by name."""
    modules = (import_module(f"{services.__name__}.{found.name}") for found in iter_modules(services.__path__))
    found = [module.SERVICE for module in modules if hasattr(module, "SERVICE")]
    return {service.name: service for service in sorted(found, key=lambda service: service.name)}

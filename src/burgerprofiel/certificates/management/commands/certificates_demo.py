"""Put what local authorities hold for the demo's people where they would put it. Safe to run again."""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates.provided import actions
from burgerprofiel.certificates.provided.actions import Given
from burgerprofiel.certificates.provided.queries import NoSuchCertificateError, one
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.typesetting import lasting
from burgerprofiel.people import queries as people

Entry = Mapping[str, Any]


class Command(BaseCommand):
    """`./manage certificates_demo FILE.toml`."""

    help = "Puts certificates of local authorities with the people of the demo, unless they are there already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        content = tomllib.loads(options["file"].read_text())
        template = options["file"].parent / content["template"]
        for entry in content["certificate"]:
            for language in entry["title"]:
                _put(entry, language, template)


def _put(entry: Entry, language: str, template: Path) -> None:
    ssin = Ssin(entry["ssin"])
    given = Given(
        organisation=entry["organisation"],
        reference=entry["reference"],
        language=language,
        kind="attest",
        product=entry["product"],
        title=entry["title"][language],
        issued_on=entry["issued_on"],
        valid_from=None,
        valid_until=None,
    )
    if _is_there(ssin, given):
        return
    told = {
        "language": language,
        "title": given.title,
        "name": entry["name"],
        "issuer": entry["issuer"],
        "lines": entry["lines"][language],
        "day": f"{given.issued_on:%d.%m.%Y}",
    }
    trace = Trace(actor=entry["client"], client_id=entry["client"])
    actions.put(ssin, given, lasting(template, told, given.issued_on), trace)


def _is_there(ssin: Ssin, given: Given) -> bool:
    citizen_id = people.citizen_with(ssin)
    if citizen_id is None:
        return False
    try:
        one(citizen_id, given.id, given.language)
    except NoSuchCertificateError:
        return False
    return True

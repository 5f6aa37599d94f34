"""`./manage conformance`: hold a registry or a portal of somebody else against the eBox contracts."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from django.core.management.base import BaseCommand, CommandError, CommandParser

from burgerprofiel.conformance import portal, provider
from burgerprofiel.conformance.checking import Outcome, Result
from burgerprofiel.conformance.portal.stand_in import listening

_NOBODY_READS = 141
"""The status of a program whose reader went away (128 + SIGPIPE)."""
_MARK = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.NOT_SEEN: "·"}


class Command(BaseCommand):
    """Prints a line per sentence; ends with 1 when one does not hold."""

    help = "Hold a registry (provider) or a portal (hip) against the eBox contracts (docs/conformance-ebox.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what each kind needs."""
        kinds = parser.add_subparsers(dest="kind", required=True)
        registry = kinds.add_parser("provider", help="a message registry: URL is its address up to /ebox/messages")
        registry.add_argument("url")
        registry.add_argument("--token-file", required=True, help="file with an access token for one box; - reads it")
        registry.add_argument("--v2", action="store_true", help="its v2.1 surface")
        registry.add_argument("--may-change", action="store_true", help="open and hide messages of that box too")
        hip = kinds.add_parser("hip", help="a portal: URL is its page with the mailbox")
        hip.add_argument("url")
        hip.add_argument("--cookie-file", required=True, help="file with the Cookie header of a signed-in test citizen")
        hip.add_argument("--listen", default="127.0.0.1:8099", help="where our stand-in registry listens (host:port)")
        hip.add_argument("--name", default="Proefdienst", help="what the portal calls that registry on its page")
        for each in (registry, hip):
            each.add_argument("--json", action="store_true", help="one JSON object per line")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        """Do the checks and print them as they are done; who reads no further (`| head`) ends them without a fuss."""
        try:
            self._print(options)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_NOBODY_READS)

    def _print(self, options: dict[str, Any]) -> None:
        found = _provider(options) if options["kind"] == "provider" else _hip(options)
        counts: Counter[Outcome] = Counter()
        for result in found:
            counts[result.outcome] += 1
            self.stdout.write(_as_json(result) if options["json"] else _as_text(result))
        if not options["json"]:
            self.stdout.write(", ".join(f"{counts[each]} {each.value}" for each in Outcome))
        if counts[Outcome.FAILED]:
            sys.exit(1)


def _provider(options: dict[str, Any]) -> Iterator[Result]:
    registry = provider.Registry(options["url"], _secret(options["token_file"]), v2=options["v2"])
    try:
        status = registry.ask("GET", "/ebox/messages").status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CommandError(f"Nobody answers at {options['url']} ({error or type(error).__name__}).") from error
    if status in (401, 403):
        raise CommandError(f"The registry does not accept the token ({status}): nothing can be seen with it.")
    return provider.BOOK.run(registry, may_change=options["may_change"])


def _hip(options: dict[str, Any]) -> Iterator[Result]:
    host, _colon, port = options["listen"].rpartition(":")
    if not host or not port.isdigit():
        raise CommandError("--listen is written as host:port.")
    cookies = _secret(options["cookie_file"])
    with listening(host, int(port)) as registry:
        yield from portal.BOOK.run(portal.Portal(options["url"], cookies, registry, options["name"]))


def _secret(file: str) -> str:
    """Return what stands in a file: never an argument, which everybody on the machine could read."""
    try:
        return (sys.stdin.read() if file == "-" else Path(file).read_text()).strip()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _as_text(result: Result) -> str:
    more = f"\n    {result.detail}" if result.detail else ""
    return f"{_MARK[result.outcome]} {result.name}: {result.sentence} ({result.source}){more}"


def _as_json(result: Result) -> str:
    told = {"name": result.name, "outcome": result.outcome.value, "sentence": result.sentence, "source": result.source}
    return json.dumps(told | ({"detail": result.detail} if result.detail else {}), ensure_ascii=False)

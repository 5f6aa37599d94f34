"""`./manage notices_letters --to DIR`: every e-mail and text that the system can send, to be looked at by the team."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from burgerprofiel.kit.post import letter, septets
from burgerprofiel.site.gallery.letters import Shown, all_of

_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
"""What was never sent has no code that says that it was."""


class Command(BaseCommand):
    """Writes them in four languages, and a page that shows them."""

    help = "Write every e-mail (.eml, .html, .txt) and text (.txt) that the system can send, with invented facts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", required=True, type=Path, metavar="DIR", help="a folder; what is there is replaced")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        """Write them."""
        folder: Path = options["to"]
        try:
            written = [each for language, _name in settings.LANGUAGES for each in _write(folder / language, language)]
            (folder / "index.html").write_text(_index(written), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Nothing can be written to {folder}: {error.strerror}.") from error
        self.stdout.write(f"{len(written)} letters and texts: open {folder / 'index.html'}")


def _write(folder: Path, language: str) -> Iterator[tuple[str, Shown]]:
    folder.mkdir(parents=True, exist_ok=True)
    with translation.override(language):
        for shown in all_of(language):
            for ending, content in _files(shown):
                (folder / f"{shown.name}.{ending}").write_bytes(content)
            yield language, shown


def _files(shown: Shown) -> Iterator[tuple[str, bytes]]:
    message = shown.message
    yield "txt", _plain(message.text).encode()
    if not shown.is_text:
        yield "html", _plain(message.html).encode()
        whole = letter.made(message, settings.CONFIG.mail_sender, settings.CONFIG.brand_product)
        yield "eml", _CODE.sub("XXXX-XXXX-XXXX-XXXX", whole.as_bytes().decode("ascii")).encode()


def _plain(text: str) -> str:
    return _CODE.sub("••••-••••-••••-••••", text)


def _index(written: list[tuple[str, Shown]]) -> str:
    rows = "".join(_row(language, shown) for language, shown in written)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Letters</title>'
        "<style>body{font:16px/1.5 system-ui;margin:2rem}td{padding:.2rem 1rem;vertical-align:top}</style></head>"
        f"<body><h1>Letters and texts</h1><table>{rows}</table></body></html>\n"
    )


def _row(language: str, shown: Shown) -> str:
    name = f"{language}/{shown.name}"
    if shown.is_text:
        size = septets.length(shown.message.text)
        said = f"{escape(shown.message.text)} <small>({size.alphabet}, {size.units}, {size.segments} ×)</small>"
        return f"<tr><td>{escape(name)}</td><td>{said}</td></tr>"
    links = " ".join(f'<a href="{escape(name)}.{ending}">{ending}</a>' for ending in ("html", "txt", "eml"))
    return f"<tr><td>{escape(name)}</td><td>{escape(shown.message.subject)} {links}</td></tr>"

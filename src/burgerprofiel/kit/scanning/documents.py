"""Documents of office programs: of the kind they say, and without macros or templates that are fetched when one opens.

Those of today are zip files, so all that holds of `zips` holds of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import zips

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "spreadsheetml.sheet.main+xml",
}
"""The content type of the main part (ECMA-376 part 2)."""
_OLD = {
    "application/msword": ("WordDocument",),
    "application/vnd.ms-excel": ("Workbook", "Book"),
    "application/vnd.ms-powerpoint": ("PowerPoint Document",),
}
"""The name of the stream with the document (MS-DOC, MS-XLS, MS-PPT)."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR")
_FETCHED = ("attachedtemplate", "oleobject", "/frame", "subdocument")
"""Relations with something that is fetched when the document opens; a link that one clicks on is none of them."""


def check(content: bytes, media_type: str) -> None:
    """Refuse a document that is not what it says, or that acts. Raises RefusedFileError."""
    if media_type in _OLD:
        _old(content, _OLD[media_type])
    elif media_type in _OFFICE:
        _office(_files(content), _OFFICE[media_type])
    elif media_type.startswith(OPEN_DOCUMENT):
        _open_document(_files(content), media_type)
    else:
        raise RefusedFileError("INVALID_INPUT", f"Files of the type {media_type} are not taken.")


def _files(content: bytes) -> dict[str, bytes]:
    """Return every name in it, with what is read here of the few that say what the document is."""
    return {name: start if _telling(name) else b"" for name, start in zips.entries(content)}


def _telling(name: str) -> bool:
    return name in ("[Content_Types].xml", "mimetype") or name.lower().endswith(".rels")


def _office(files: dict[str, bytes], main: str) -> None:
    kinds = [told.get("ContentType", "") for told in _elements(files.get("[Content_Types].xml", b""))]
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise _macros()
    if any("vbaproject" in name.lower() for name in files):
        raise _macros()
    if not any(kind.endswith(main) for kind in kinds):
        raise _other()
    for name, start in files.items():
        if name.lower().endswith(".rels") and any(_fetched(told) for told in _elements(start)):
            raise RefusedFileError("ACTIVE_CONTENT", "This document fetches a part of itself from elsewhere.")


def _fetched(told: dict[str, str]) -> bool:
    kind = told.get("Type", "").lower()
    return told.get("TargetMode", "").lower() == "external" and any(each in kind for each in _FETCHED)


def _elements(content: bytes) -> Iterator[dict[str, str]]:
    """The attributes of every element. Raises RefusedFileError for what is no XML, or was not read to its end."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _other() from error
    for element in root.iter():
        yield {str(name): str(value) for name, value in element.attrib.items()}


def _open_document(files: dict[str, bytes], media_type: str) -> None:
    if files.get("mimetype") != media_type.encode():
        raise _other()
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in files):
        raise _macros()


def _old(content: bytes, streams: tuple[str, ...]) -> None:
    if not content.startswith(_COMPOUND) or not any(_stream(name) in content for name in streams):
        raise _other()
    if any(_stream(name) in content for name in _MACROS):
        raise _macros()


def _stream(name: str) -> bytes:
    """A stream's name as the directory holds it: UTF-16, with the zero at its end (MS-CFB §2.6.1)."""
    return f"{name}\0".encode("utf-16-le")


def _other() -> RefusedFileError:
    return RefusedFileError("TYPE_DOES_NOT_MATCH", "This file is not the kind of document that it says it is.")


def _macros() -> RefusedFileError:
    return RefusedFileError("ACTIVE_CONTENT", "This document holds macros: send it without, or as PDF.")

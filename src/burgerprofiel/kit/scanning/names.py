"""Names of files: no path, no sign that nobody sees, nothing that a computer would run when somebody opens it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from burgerprofiel.kit.refused_file import RefusedFileError

_ENDINGS = (
    "ade adp apk app application appx bat chm cmd com cpl dll dmg exe gadget hta img inf ins iso isp jar js jse lib lnk"
    " mde msc msi msix msp mst nsh pif ps1 ps1xml ps2 psc1 reg scf scr sct sh svg svgz swf sys url vb vbe vbs vhd vhdx"
    " vxd wsc wsf wsh xll xhtml xht shtml mht mhtml docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm"
)
PROGRAMS = frozenset(_ENDINGS.split())
"""Endings of what runs, or of documents with macros."""


def check(file_name: str) -> None:
    """Refuse a name that could do harm. Raises RefusedFileError; how long it may be is the contract's."""
    if not plain(file_name):
        told = "A file's name holds no path (/ \\ ..) and no invisible signs."
        raise RefusedFileError("INVALID_INPUT", told)
    if runs(file_name):
        told = f"Files that end in .{file_name.rstrip('. ').rpartition('.')[2].lower()} are not taken: they can run."
        raise RefusedFileError("ACTIVE_CONTENT", told)


def plain(file_name: str) -> bool:
    """Whether it is a name and nothing more."""
    if not file_name.strip() or file_name in (".", "..") or "/" in file_name or "\\" in file_name:
        return False
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in file_name)


def runs(file_name: str) -> bool:
    """Whether a computer would run it; dots and spaces at the end mean nothing to some of them."""
    return PurePosixPath(file_name.rstrip(". ")).suffix.lower().lstrip(".") in PROGRAMS

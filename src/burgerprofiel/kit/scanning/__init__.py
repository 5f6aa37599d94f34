"""What may come in as a file: what it says it is, nothing that acts by itself, nothing that a scanner knows as bad.

    check(pieces, media_type, file_name, policy)

Nothing is unpacked to disk and nothing is rendered: files are only read. What came in is never shown within a page of
ours, except PDF and pictures in a frame without rights (docs/decisions/0025).
"""

from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning.contents import check
from burgerprofiel.kit.scanning.refused import ScannerDownError

__all__ = ["RefusedFileError", "ScannerDownError", "check"]

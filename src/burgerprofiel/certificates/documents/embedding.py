"""The facts of a certificate lie in its PDF as JSON, so that a program need not read the page.

PDF/A-2 refuses attachments that are no PDF/A themselves. So the JSON lies where PDF keeps a program's own data: in the
page-piece dictionary of the document (ISO 32000-1 §14.5), beside the page and covered by the seal. The document stays
one revision: the catalogue is written anew before the seal, nothing is added behind it.
"""

from __future__ import annotations

import zlib
from datetime import date
from io import BytesIO

from burgerprofiel.certificates.documents.packing import pack

NAME = b"MBP_Certificate"


class NoDataError(ValueError):
    """This PDF holds no data of a certificate."""


def embedded(pdf: bytes, data: bytes, day: date) -> bytes:
    """Return the typesetter's PDF, packed closer, with the data in it. Raises ValueError (`pack`)."""
    stream = zlib.compress(data, 9)
    content = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(stream), stream)
    entry = b"/PieceInfo<</%s<</LastModified(D:%s000000Z)/Private %%d 0 R>>>>" % (NAME, f"{day:%Y%m%d}".encode())
    return pack(pdf, content, entry)


def data_of(pdf: bytes) -> bytes:
    """Return the JSON that a certificate of ours holds, sealed or not. Raises NoDataError.

    For documents that are known to be ours: a stranger's is looked at in a process of its own.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        root = PdfFileReader(BytesIO(pdf), strict=False).root
        return bytes(root["/PieceInfo"]["/" + NAME.decode()]["/Private"].data)
    except (PdfError, KeyError, ValueError, AttributeError) as error:
        raise NoDataError from error

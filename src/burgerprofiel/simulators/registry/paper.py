"""A letter as a PDF of one page, made by hand: enough for a browser to show and for a citizen to read."""

from __future__ import annotations

from collections.abc import Sequence


def letter(title: str, lines: Sequence[str]) -> bytes:
    """Return the PDF."""
    text = [f"BT /F1 16 Tf 60 770 Td ({_escaped(title)}) Tj ET"]
    text += [f"BT /F1 11 Tf 60 {730 - 18 * row} Td ({_escaped(line)}) Tj ET" for row, line in enumerate(lines)]
    stream = "\n".join(text).encode("cp1252", "replace")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        font,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(made),
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

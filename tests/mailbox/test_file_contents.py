"""What a file is and does is read from the file itself: what lies, acts, hides or grows beyond measure is refused."""

from __future__ import annotations

import io
import os
import stat
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import pdf
from burgerprofiel.kit.scanning import RefusedFileError, check, zips
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, Policy

PDF, ZIP, HTML, XML = "application/pdf", "application/zip", "text/html", "text/xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT, DOC = "application/vnd.oasis.opendocument.text", "application/msword"
LETTER = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'></head>"


def policy(*media_types: str, most: int = 25_000_000) -> Policy:
    """What a type of message allows."""
    return Policy(
        "brief", 1, "year", False, frozenset(media_types or MEDIA_TYPES), most, False, False, False, frozenset()
    )


def code(content: bytes, media_type: str, name: str = "brief", **limits: int) -> str:
    """With which code the file is refused; empty: it comes in."""
    pieces = (content[at : at + 1000] for at in range(0, len(content), 1000))
    try:
        check(pieces, media_type, name, policy(**limits))
    except RefusedFileError as refused:
        assert str(refused).endswith((".", ")"))
        return refused.code
    return ""


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def objects(content: bytes, filter_name: bytes = b"/FlateDecode") -> bytes:
    """A PDF with a compressed object stream."""
    head = b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >>\n" % (filter_name, len(content))
    return LETTER + head + b"stream\n" + content + b"\nendstream\nendobj\n"


def docx(**more: bytes) -> bytes:
    """A document of Word."""
    kinds = (
        b'<Types><Override ContentType="application/%s.main+xml"/></Types>' % DOCX.removeprefix("application/").encode()
    )
    return packed({"[Content_Types].xml": kinds, "word/document.xml": b"<w/>"} | more)


def odt(**more: bytes) -> bytes:
    """A text of LibreOffice."""
    return packed({"mimetype": ODT.encode(), "content.xml": b"<o/>"} | more)


def doc(*streams: str) -> bytes:
    """A document of old Word, as far as anybody looks."""
    names = b"".join(f"{name}\0".encode("utf-16-le") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def test_files_that_are_what_they_say_come_in() -> None:
    for content, media_type in [
        (LETTER, PDF),
        (objects(zlib.compress(b"1 0 << /Type /Page >>")), PDF),
        (packed({"a/brief.pdf": LETTER, "lijst.csv": b"a;b"}), ZIP),
        (packed({"binnen.zip": packed({"brief.pdf": LETTER})}), ZIP),
        (docx(), DOCX),
        (odt(), ODT),
        (doc("WordDocument"), DOC),
        ("Geachte café-uitbater".encode(), "text/plain"),
        ("naam;plaats\r\nJosé;Zonnegem".encode("windows-1252"), "text/csv"),
        ("\ufeffGeachte".encode("utf-16"), "text/plain"),
        (PAGE + b"<p style='color: red'>Dag <a href='https://zonnegem.example'>Zonnegem</a></p>", HTML),
        (PAGE + b"<img src='data:image/png;base64,AA=='><a href='#onder'>onder</a>", HTML),
        (b"<?xml version='1.0'?><brief><onderwerp>Dag</onderwerp></brief>", XML),
    ]:
        assert code(content, media_type) == "", (media_type, content[:60])


@pytest.mark.parametrize("media_type", [each for each in MEDIA_TYPES if each not in ("text/plain", "text/csv", HTML)])
def test_a_file_that_is_something_else_than_it_says_is_refused(media_type: str) -> None:
    assert code(b"Dit is gewone tekst.", media_type) == "TYPE_DOES_NOT_MATCH"


def test_a_pdf_that_is_html_is_refused_and_so_is_text_that_is_a_pdf() -> None:
    assert code(b"<html><script>alert(1)</script></html>", PDF) == "TYPE_DOES_NOT_MATCH"
    assert code(LETTER, "text/plain") == "TYPE_DOES_NOT_MATCH"
    assert code(b"MZ\x90\x00\x03", "text/plain") == "TYPE_DOES_NOT_MATCH"
    assert code(b"no element at all", HTML) == "TYPE_DOES_NOT_MATCH"
    assert code(docx(), ODT) == "TYPE_DOES_NOT_MATCH"
    assert code(odt(), DOCX) == "TYPE_DOES_NOT_MATCH"


def test_only_what_the_type_of_message_allows_comes_in_and_not_more_of_it() -> None:
    with pytest.raises(RefusedFileError, match="text/plain is not allowed"):
        check([b"tekst"], "text/plain", "a.txt", policy(PDF))
    assert code(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml") == "INVALID_INPUT"
    assert code(b"", "text/plain") == "INVALID_INPUT"
    with pytest.raises(RefusedFileError, match="at most 10 bytes") as refused:
        check(iter([b"12345"] * 3), "text/plain", "a.txt", policy(most=10))
    assert (refused.value.code, refused.value.limit) == ("TOO_LARGE", 10)


@pytest.mark.parametrize(
    "name", ["../brief.pdf", "a/b.pdf", "C:\\brief.pdf", "..", "", " ", "a\x00.pdf", "a\u202efdp.exe", "a\n.pdf"]
)
def test_a_name_is_no_path_and_hides_nothing(name: str) -> None:
    assert code(LETTER, PDF, name) == "INVALID_INPUT"


@pytest.mark.parametrize(
    "name", ["brief.pdf.exe", "brief.EXE", "brief.js", "brief.svg", "brief.docm", "brief.lnk.", "b.scr "]
)
def test_a_name_of_what_a_computer_would_run_is_refused(name: str) -> None:
    assert code(LETTER, PDF, name) == "ACTIVE_CONTENT"


@pytest.mark.parametrize(
    "act",
    [
        b"/S /JavaScript /JS (app.alert(1))",
        b"/S/#4aavaScript/JS(app.alert(1))",
        b"/Names << /J#61v#61Script 5 0 R >>",
        b"/S /Launch /F (cmd.exe)",
        b"/XFA 7 0 R",
    ],
)
def test_a_pdf_that_acts_is_refused_also_when_it_hides_that(act: bytes) -> None:
    assert code(LETTER + b"4 0 obj\n<< " + act + b" >>\nendobj\n", PDF) == "ACTIVE_CONTENT"
    assert code(objects(zlib.compress(b"1 0 << " + act + b" >>")), PDF) == "ACTIVE_CONTENT"
    assert code(objects(b"1 0 << " + act + b" >>", b"null").replace(b"/Filter null ", b""), PDF) == "ACTIVE_CONTENT"


def test_a_pdf_in_which_nobody_can_look_is_refused() -> None:
    assert code(LETTER.replace(b"/Root", b"/Encrypt 9 0 R /Root"), PDF) == "ENCRYPTED"
    assert code(objects(b"not compressed at all"), PDF) == "UNREADABLE"
    assert code(objects(b"abc", b"/LZWDecode"), PDF) == "UNREADABLE"


def test_a_pdf_bomb_is_not_unpacked_to_its_end() -> None:
    bomb = objects(zlib.compress(bytes(pdf.UNPACKED + 1), 9))
    assert code(bomb, PDF) == "ARCHIVE_TOO_LARGE"


@pytest.mark.parametrize("stream", [b"/Filter/FlateDecode\nstream\n" + zlib.compress(b"1"), b"\nstream\n1"])
def test_a_pdf_of_many_streams_is_looked_through_in_a_moment(stream: bytes) -> None:
    content = LETTER + b"obj/ObjStm%s\n" % stream * 160_000
    began = time.process_time()
    pdf.check(content)
    assert time.process_time() - began < 12, "seconds; a copy of the rest for every stream takes minutes"


def test_names_that_only_begin_alike_are_no_acts() -> None:
    assert code(LETTER + b"<< /Launcher 1 /JavaScripts 2 /EncryptMetadata true >>", PDF) == ""


@pytest.mark.parametrize(
    "act",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<img title='>' onerror=alert(1)>",
        "<a href='javascript:alert(1)'>klik</a>",
        "<a href='java\tscript:alert(1)'>klik</a>",
        "<a href='&#106;avascript:alert(1)'>klik</a>",
        "<a href='data:text/html,<b>'>klik</a>",
        "<iframe src='https://x.example'></iframe>",
        "<form action='https://x.example'><input name=pin></form>",
        "<img src='https://x.example/gelezen.png'>",
        "<img src='//x.example/gelezen.png'>",
        "<img srcset='https://x.example/1.png 1x'>",
        "<link rel=stylesheet href='https://x.example/a.css'>",
        "<meta http-equiv=refresh content='0;url=https://x.example'>",
        "<p style='background: url(https://x.example/a.png)'>",
        "<style>@import 'https://x.example/a.css';</style>",
        "<svg><a/></svg>",
        "<!--><script>alert(1)</script>-->",
        "<style><a title='</style><img src=x onerror=alert(1)>'></style>",
        "<object data='x.swf'></object>",
        "<base href='https://x.example/'>",
    ],
)
def test_html_that_acts_or_fetches_is_refused(act: str) -> None:
    assert code(PAGE + act.encode(), HTML) == "ACTIVE_CONTENT"
    assert code((PAGE.decode() + act).encode("utf-16"), HTML) == "ACTIVE_CONTENT"


@pytest.mark.parametrize(
    "document",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>",
        "<a><html xmlns='http://www.w3.org/1999/xhtml'/></a>",
        "<?xml-stylesheet href='a.xsl'?><a/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
    ],
)
def test_xml_that_a_browser_would_run_or_that_grows_is_refused(document: str) -> None:
    assert code(document.encode(), XML) == "ACTIVE_CONTENT"


def test_html_without_end_is_refused_quickly() -> None:
    assert code(b"<a" * 2_000_000, HTML) in ("", "ACTIVE_CONTENT")
    assert code(b"<" + b"a" * 5_000_001, HTML) == "TOO_LARGE"


def test_macros_are_refused_in_every_kind_of_document() -> None:
    assert code(docx(**{"word/vbaProject.bin": b"x"}), DOCX) == "ACTIVE_CONTENT"
    assert code(odt(**{"Basic/Standard/Module1.xml": b"x"}), ODT) == "ACTIVE_CONTENT"
    assert code(doc("WordDocument", "_VBA_PROJECT"), DOC) == "ACTIVE_CONTENT"
    hidden = b'<Types><Override ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>'
    assert code(docx(**{"[Content_Types].xml": hidden}), DOCX) == "ACTIVE_CONTENT"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (
            '<Relationship Type="x/attachedTemplate" Target="https://x.example/a" TargetMode="External"/>',
            "ACTIVE_CONTENT",
        ),
        ('<Relationship TargetMode="Ext&#101;rnal" Type="x/oleObject" Target="x"/>', "ACTIVE_CONTENT"),
        ('<Relationship Type="x/hyperlink" Target="https://x.example/" TargetMode="External"/>', ""),
        ('<Relationship Type="x/oleObject" Target="embeddings/1.bin"/>', ""),
        ("<Relationship", "TYPE_DOES_NOT_MATCH"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_fetches_a_part_of_itself_is_refused(relation: str, expected: str, encoding: str) -> None:
    relations = f"<Relationships>{relation}</Relationships>".encode(encoding)
    assert code(docx(**{"word/_rels/settings.xml.rels": relations}), DOCX) == expected


def test_a_zip_that_grows_beyond_measure_is_refused() -> None:
    assert code(packed({"nul": bytes(zips.SMALL + 1)}), ZIP) == "ARCHIVE_TOO_LARGE"
    assert code(packed({"binnen.zip": packed({"nul": bytes(zips.SMALL + 1)})}), ZIP) == "ARCHIVE_TOO_LARGE"
    assert code(packed({f"{number}.txt": b"" for number in range(zips.ENTRIES + 1)}), ZIP) == "ARCHIVE_TOO_LARGE"


def test_a_large_archive_within_an_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "INNER", 10_000)
    assert code(packed({"binnen.zip": packed({"a": os.urandom(11_000)})}), ZIP) == "ARCHIVE_TOO_LARGE"
    assert code(packed({"binnen.zip": packed({"a": os.urandom(9_000)})}), ZIP) == ""


def test_a_bomb_costs_little_memory() -> None:
    bomb = packed({"nul": bytes(150_000_000)})
    tracemalloc.start()
    assert code(bomb, ZIP) == "ARCHIVE_TOO_LARGE"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_archives_in_archives_in_archives_are_refused() -> None:
    inner = packed({"c.zip": packed({"d.txt": b"d"})})
    assert code(packed({"b.zip": inner}), ZIP) == "ARCHIVE_UNSAFE"


def test_files_that_share_their_bytes_are_a_bomb() -> None:
    content = bytearray(packed({"a.txt": b"a" * 100, "b.txt": b"b" * 100}, zipfile.ZIP_STORED))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    assert code(bytes(content), ZIP) == "ARCHIVE_TOO_LARGE"


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b.txt", "C:/a.txt", "a\\b.txt", "a\u202e.txt"])
def test_a_zip_with_names_that_lead_out_of_it_is_refused(name: str) -> None:
    assert code(packed({name: b"a"}), ZIP) == "ARCHIVE_UNSAFE"


def test_links_programs_and_encryption_in_a_zip_are_refused() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert code(made.getvalue(), ZIP) == "ARCHIVE_UNSAFE"
    assert code(packed({"virus.exe": b"MZ"}), ZIP) == "ACTIVE_CONTENT"
    locked = bytearray(packed({"a.txt": b"a"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    assert code(bytes(locked), ZIP) == "ENCRYPTED"
    assert code(packed({"a.txt": b"a" * 100}, zipfile.ZIP_LZMA), ZIP) == "UNREADABLE"


def test_a_broken_zip_is_refused() -> None:
    whole = packed({"a.txt": os.urandom(5000)})
    assert code(whole[:-30], ZIP) == "UNREADABLE"
    broken = bytearray(whole)
    broken[100] ^= 0xFF
    assert code(bytes(broken), ZIP) == "UNREADABLE"


@given(
    st.sampled_from(MEDIA_TYPES), st.sampled_from([b"", LETTER, docx(), odt(), doc("WordDocument"), PAGE]), st.binary()
)
def test_whatever_is_sent_comes_in_or_is_refused_with_a_sentence(media_type: str, start: bytes, rest: bytes) -> None:
    assert code(start + rest, media_type) in {
        "",
        "INVALID_INPUT",
        "TYPE_DOES_NOT_MATCH",
        "ACTIVE_CONTENT",
        "UNREADABLE",
        "ENCRYPTED",
        "ARCHIVE_UNSAFE",
        "ARCHIVE_TOO_LARGE",
    }


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_zip_with_one_wrong_byte_breaks_nothing(place: int, change: int) -> None:
    content = bytearray(packed({"a.txt": b"abc" * 50, "b/c.pdf": LETTER}))
    content[place % len(content)] ^= change
    code(bytes(content), ZIP)

"""What a viewer shows must be what was sealed, also where a viewer and our reader would not agree on the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from burgerprofiel.certificates.seal import actions, trust
from burgerprofiel.certificates.verifying import judging
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Examined, Outcome, outcome
from burgerprofiel.kit import clock
from burgerprofiel.simulators.card_reader.authority import Pair
from tests.certificates import tampered
from tests.certificates.seal.conftest import house, paper
from tests.certificates.verifying.test_verdicts import examined

_LAST = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def _other_page(sealed: bytes, at: int) -> tuple[bytes, int]:
    """A revision that shows another page, to lie at this place; and where its cross-references are."""
    catalog = re.findall(rb"/Root (\d+) 0 R", sealed)[-1]
    last = _LAST.search(sealed)
    assert last
    page = b"<</Type/Pages/Kids[9001 0 R]/Count 1>>", b"<</Type/Page/Parent 9000 0 R/MediaBox[0 0 595 842]>>"
    objects = {int(catalog): b"<</Type/Catalog/Pages 9000 0 R>>", 9000: page[0], 9001: page[1]}
    written, places = b"\n", {}
    for number, content in objects.items():
        places[number] = at + len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = at + len(written)
    written += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % each for each in places.items())
    written += b"trailer\n<</Size 9002/Root %s 0 R/Prev %s>>\n" % (catalog, last[1])
    return written, table


def _without_an_end(sealed: bytes) -> bytes:
    """Viewers look for the last `startxref`, our reader for the last `%%EOF`."""
    written, table = _other_page(sealed, len(sealed))
    return sealed + written + b"startxref\n%d\n" % table


def _with_an_end_that_is_indented(sealed: bytes) -> bytes:
    written, table = _other_page(sealed, len(sealed))
    return sealed + written + b"startxref\n%d\n %%%%EOF\n" % table


def _with_objects_that_nobody_refers_to(sealed: bytes) -> bytes:
    """A viewer that mends a file takes every object that it finds; this one asks to be mended."""
    written, _table = _other_page(sealed, len(sealed))
    objects = written[: written.index(b"xref\n")]
    last = _LAST.search(sealed)
    assert last
    number = last[1].decode()
    return sealed + objects + f"startxref\n{number[:-1]}_{number[-1]}\n%%EOF\n".encode()


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "without an end": _without_an_end,
    "with an end that is indented": _with_an_end_that_is_indented,
    "with objects that nobody refers to": _with_objects_that_nobody_refers_to,
    "words behind the end": lambda sealed: sealed + b"% nothing to see here\n",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_viewer_may_find_behind_the_end_is_told(made: dict[str, bytes], name: str) -> None:
    assert examined(HIDDEN[name](made["sealed"])) is not Outcome.SEALED


def _judged(content: bytes) -> Examined:
    return judging.examine(BytesIO(content), Question(clock.now(), tuple(trust.anchors()), 0, 0, 0))


def test_a_time_stamp_from_before_the_seal_is_none_over_it(simulators: str) -> None:
    stamped = tampered.stamped_with(IncrementalPdfFileWriter(BytesIO(paper())), _place(0))
    (seal,) = _judged(tampered.cut_to_the_seal(actions.seal(stamped, reason="Zonnegem").pdf)).seals
    assert seal.level != "PAdES B-LTA"


def _certificate_for_another_purpose(purpose: str) -> Pair:
    authority, now = house().authority, clock.now()
    begins, ends = now - timedelta(days=9), now + timedelta(days=9)
    return authority.time_stamps(begins, ends) if purpose == "time stamps" else authority.responder(begins, ends)


@pytest.mark.parametrize("purpose", ["time stamps", "telling what was revoked"])
def test_a_certificate_of_our_authority_that_is_for_something_else_seals_nothing(simulators: str, purpose: str) -> None:
    sealed = tampered.sealed_by(paper(), _certificate_for_another_purpose(purpose))
    assert outcome(_judged(sealed), None, clock.now().date()) is not Outcome.SEALED


def test_who_seals_after_a_seal_that_allows_nothing_more_is_told_as_added(
    simulators: str, made: dict[str, bytes]
) -> None:
    now = clock.now()
    other = house().authority.seal("Een ander e-Seal", now - timedelta(days=9), now + timedelta(days=9))
    assert examined(tampered.sealed_by(made["sealed"], other, lock=False)) is Outcome.ADDED


def test_a_further_time_stamp_changes_nothing(made: dict[str, bytes]) -> None:
    assert examined(tampered.stamped_with(_writer(made), _place(0))) is Outcome.SEALED


def test_a_time_stamp_may_not_lie_over_the_page(made: dict[str, bytes]) -> None:
    """Its place is written in numbers that stand elsewhere, so that it seems to have none."""
    writer = _writer(made)
    place = generic.ArrayObject(writer.add_object(each) for each in _place(842))
    assert examined(tampered.stamped_with(writer, place)) is Outcome.ADDED


def test_a_title_that_was_changed_after_the_seal_is_told(made: dict[str, bytes]) -> None:
    """A viewer shows it above the page; a seal that allows nothing more does not allow that either."""
    writer = _writer(made)
    title = generic.DictionaryObject({pdf_name("/Title"): generic.TextStringObject("Eigendomsbewijs")})
    writer.set_info(writer.add_object(title))
    assert examined(tampered.stamped_with(writer, _place(0))) is Outcome.ADDED


def test_facts_about_the_document_that_were_changed_after_the_seal_are_told(made: dict[str, bytes]) -> None:
    writer = _writer(made)
    metadata = writer.root["/Metadata"]
    metadata._data = metadata.data.replace(b"woonst", b"bezits")
    metadata._encoded_data = None
    writer.update_container(metadata)
    assert examined(tampered.stamped_with(writer, _place(0))) is Outcome.ADDED


class _Silent(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Leave the metadata as they are."""


def _writer(made: dict[str, bytes]) -> IncrementalPdfFileWriter:
    return _Silent(BytesIO(made["sealed"]))


def _place(size: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, (0, 0, size, size)))

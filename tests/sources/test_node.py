"""Numbers in an answer: what no source means costs that answer, and never the page or the machine."""

from __future__ import annotations

import time
from decimal import Decimal

import msgspec
import pytest
from lxml import etree

from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node, UnreadableError


def said(text: str) -> Node:
    """An answer with one number."""
    element = etree.Element("Inhoud")
    etree.SubElement(element, "Getal").text = text
    return Node(element)


@pytest.mark.parametrize(
    ("text", "meant"), [("12,50", "12.50"), ("-3", "-3"), ("1234567890123.45", "1234567890123.45")]
)
def test_an_ordinary_number_is_read(text: str, meant: str) -> None:
    assert said(text).decimal("Getal") == Decimal(meant)


@pytest.mark.parametrize(
    "text", ["1e900000", "1e9999999999", "-1e300", "1e-900000", "NaN", "sNaN", "Infinity", "9" * 5000]
)
def test_a_number_that_nobody_means_is_unreadable_at_once(text: str) -> None:
    began = time.monotonic()
    for read in (Node.decimal, Node.euros, Node.integer):
        with pytest.raises(UnreadableError):
            read(said(text), "Getal")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("text", ["1e900000", "1e-900000", "NaN", "sNaN", "Infinity", "9" * 5000, str(2**70)])
def test_a_lenient_reader_leaves_it_out(text: str) -> None:
    for read in (lenient.number, lenient.euros, lenient.count):
        assert read(said(text), "Getal") is None


@pytest.mark.parametrize("text", [str(2**63), str(-(2**70)), "9" * 30])
def test_a_whole_number_is_one_that_can_be_kept(text: str) -> None:
    with pytest.raises(UnreadableError):
        said(text).integer("Getal")
    msgspec.msgpack.encode(said(str(10**17)).integer("Getal"))

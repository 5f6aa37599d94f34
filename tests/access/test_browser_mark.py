"""The mark of a browser is one that we gave: what else it sends in that place is nobody's, and never given back."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from burgerprofiel.access import browser, tokens
from tests.access.surfing import ACCESS


@pytest.mark.parametrize("sent", ["", "x", "a" * 44, "A" + "b" * 9000, "é" * 43, "a" * 42 + ";", "a" * 42 + "\x00"])
def test_what_is_no_mark_of_ours_is_replaced(provider: None, sent: str) -> None:
    client = Client(headers={"host": ACCESS.partition("//")[2]})
    client.cookies[browser.cookie_name()] = sent
    answer = client.get("/op/aanmelden?naar=%2Fop%2Fsleutels")
    given = answer.cookies[browser.cookie_name()].value
    assert given != sent
    assert len(given) == len(tokens.new())


def test_a_mark_of_ours_stays() -> None:
    mark = tokens.new()
    request = RequestFactory().get("/", headers={"cookie": f"{browser.cookie_name()}={mark}"})
    assert browser.mark_of(request) == mark

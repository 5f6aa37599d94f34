"""Whatever stands in a publication, the answer is a clear one: it is published, or what is wrong is told. Never 500."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mailbox import letters, multipart, programs, stores
from tests.mailbox.multipart import metadata, pdf, v3
from tests.mailbox.test_publish_door import BILL, V3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection", "folder")]
folder = stores.folder
WHOLE = v3(
    attachments=[{**multipart.MAIN, "attachmentTitle": {"nl": "De brief"}, "isAttachmentSigned": True}],
    bodyContent={"nl": "Zie de bijlage."},
    isBodyMainContent=False,
    businessDataList=[{"key": "dossier", "values": [{"nl": "P-1"}], "name": {"nl": "Dossier"}}],
    forTheAttentionOf={"ssin": letters.ARNE, "label": "Dienst"},
    isReplyAuthorized=True,
    isRegisteredMail=False,
    paymentData=BILL,
    expirationDate="2030-01-01T00:00:00Z",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([at] if at else []), *(place for key, each in inner for place in places(each, (*at, key)))]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from(places(WHOLE)), what=JSON)
def test_any_value_at_any_place_is_answered(where: tuple[Any, ...], what: Any) -> None:
    letters.sender(payment_allowed=True)
    municipality = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    told = deepcopy(WHOLE)
    inner = told
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = what
    answer = municipality.ask("POST", V3, multipart.body(pdf(), metadata(told)), content_type=multipart.FORM)
    assert answer.status in (201, 400), answer


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, 1200), st.integers(0, 30))
def test_any_bytes_in_the_body_are_answered(noise: bytes, at: int, gone: int) -> None:
    letters.sender(payment_allowed=True)
    municipality = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    body = multipart.body(metadata(WHOLE), pdf())
    broken = body[:at] + noise + body[at + gone :]
    assert municipality.ask("POST", V3, broken, content_type=multipart.FORM).status in (201, 400)


def test_the_whole_message_is_published() -> None:
    letters.sender(payment_allowed=True)
    municipality = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    answer = municipality.ask("POST", V3, multipart.body(pdf(), metadata(WHOLE)), content_type=multipart.FORM)
    assert answer.status == 201, answer

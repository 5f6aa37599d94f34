"""Whatever is sent to the desk's forms, by whoever works there: no fault, and nobody's application or role changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from burgerprofiel.access import faces
from burgerprofiel.access.models import Client
from burgerprofiel.organisations import queries
from tests.desk.staff import Colleague, town
from tests.desk.test_doors import NOWHERE, ROUTES

ADDRESSES = sorted({re.sub("<str:[a-z_]+>", "x", re.sub("<uuid:[a-z_]+>", NOWHERE, path)) for _kind, path in ROUTES})
FIELDS = (
    "why",
    "reference",
    "document",
    "document_number",
    "number",
    "given_name",
    "family_name",
    "email",
    "email_again",
    "language",
    "replaces",
    "letter",
    "besluit",
    "gezien",
    "role",
    "held",
    "client_id",
    "name",
    "redirect_uris",
    "scopes",
    "auth_method",
    "grant_types",
    "jwks",
    "sector",
    "brand_name",
    "reason",
)
LIKELY = st.sampled_from(
    [
        "nieuwkomer",
        "brief-kwijt",
        "passport",
        "85631441236",
        "a@example.org",
        "nl",
        NOWHERE,
        "goedkeuren",
        "weigeren",
        "private_key_jwt",
        "none",
        "https://x.example/",
        "openid",
        '{"keys": [{}]}',
        "Burgemeester",
    ]
)
forms = st.dictionaries(st.sampled_from(FIELDS), st.one_of(LIKELY, st.text(max_size=60)), max_size=12)
queries_sent = st.dictionaries(st.sampled_from(["voor", "gedaan", "terug", "taal"]), st.text(max_size=40), max_size=3)


def world() -> tuple[int, int]:
    """What must not change by nonsense."""
    return Client.objects.count(), len(queries.people_of(town(), faces.APPLICATION))


@pytest.mark.django_db
@effort(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(ADDRESSES), form=forms, sent=queries_sent)
def test_no_form_breaks_the_desk(sofie: Colleague, address: str, form: dict[str, str], sent: dict[str, str]) -> None:
    before = world()
    assert sofie.client.post(address, form, headers={"origin": faces.desk().origin}).status_code < 500
    assert sofie.client.get(address, sent).status_code < 500
    assert world() == before

"""Whatever is typed in the forms of the coded keys, the answer is a page, and nobody is signed in or changed."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from burgerprofiel.access import limits
from burgerprofiel.access.models import DigitalKey, SignIn, UserName
from tests.access.coded import known
from tests.access.surfing import ACCESS, Browser

FIELDS = ("user-name", "password", "present", "code", "to", "label", "offered", "verder")
PATHS = ("app", "sms", "sms/code", "e-mail", "e-mail/code")
nonsense = st.text(max_size=60) | st.sampled_from(
    ["\x00", "é" * 300, "noor.v", "0470123456", "//evil.example", "/op/x\r\ny"]
)
forms = st.dictionaries(st.sampled_from(FIELDS), nonsense)


@pytest.fixture
def careless(provider: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client that is asked for no token, and that no limit stops."""
    for name in ("USER_NAME", "ADDRESS"):
        monkeypatch.setattr(limits, name, limits.Limit(name, 10**6))
    return Client(headers={"host": ACCESS.partition("//")[2]})


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), forms)
def test_nonsense_signs_nobody_in(careless: Client, path: str, form: dict[str, str]) -> None:
    answer = careless.post(f"/op/aanmelden/{path}", form)
    assert answer.status_code in (303, 403)
    assert answer.headers.get("Location", "/op/").startswith("/op/")
    assert settings.SIGN_IN_COOKIE not in answer.cookies
    assert not SignIn.objects.exists()


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*(f"nieuw/{path}" for path in PATHS), "nieuw/wachtwoord"]), forms)
def test_nonsense_adds_no_key(careless: Client, path: str, form: dict[str, str]) -> None:
    browser = known(Browser())
    careless.cookies.update(browser.client(ACCESS).cookies)
    answer = careless.post(f"/op/sleutels/{path}", form)
    assert answer.status_code in (303, 400)
    assert answer.headers.get("Location", "/op/").startswith("/op/")
    assert not DigitalKey.objects.exists()
    assert not UserName.objects.exists()


@pytest.mark.parametrize("path", ["eid", "passkey/tonen"])
def test_a_form_where_our_script_sends_json_is_refused_not_a_fault(careless: Client, path: str) -> None:
    """Reading the form's token reads the body: what comes after must live with that."""
    strict = Client(enforce_csrf_checks=True, headers={"host": ACCESS.partition("//")[2], "origin": ACCESS})
    strict.get("/op/aanmelden/app")
    token = strict.cookies[settings.CSRF_COOKIE_NAME].value
    answer = strict.post(f"/op/aanmelden/{path}", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"

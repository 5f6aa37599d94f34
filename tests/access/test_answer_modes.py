"""The answer comes back as the application asked: in the query, in the fragment, or as a form."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.access.surfing import ACCESS
from tests.access.test_provider import BACK, OP, Application, application

__all__ = ["application"]


@pytest.mark.parametrize("back", [BACK, f"{BACK}?taal=nl"])
def test_in_the_fragment(application: Application, back: str) -> None:
    application.answer()
    where = application.ask(response_mode="fragment", redirect_uri=back)["Location"]
    assert where.startswith(f"{back}#")
    told = parse_qs(urlsplit(where).fragment)
    assert (set(told), told["state"], told["iss"]) == ({"code", "state", "iss"}, ["s-123"], [OP])


@pytest.mark.parametrize("back", [BACK, f"{BACK}?taal=nl"])
def test_as_a_form_that_may_go_to_the_application_alone(application: Application, back: str) -> None:
    application.answer()
    page = application.ask(response_mode="form_post", redirect_uri=back)
    content = page.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', content))
    assert f'action="{html.escape(back)}"' in content
    assert (page.status_code, fields["state"], html.unescape(fields["iss"])) == (200, "s-123", OP)
    assert len(fields["code"]) > 40
    assert "<button" in content
    rules = dict(rule.strip().partition(" ")[::2] for rule in page["Content-Security-Policy"].split(";"))
    assert rules["form-action"].split()[-1] == "https://site.example"
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_a_state_that_looks_like_markup_stays_text(application: Application) -> None:
    application.answer()
    page = application.ask(response_mode="form_post", state='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(("mode", "sign"), [("query", "?"), ("fragment", "#")])
def test_errors_come_in_the_same_way(application: Application, mode: str, sign: str) -> None:
    where = application.ask(response_mode=mode, prompt="none")["Location"]
    assert where.startswith(f"{BACK}{sign}error=login_required")


def test_cancelling_answers_in_a_form_too(application: Application) -> None:
    question = urlencode(application.question(response_mode="form_post"))
    page = application.surfer.get(f"{OP}/aanmelden/annuleren?{question}")
    assert 'name="error" value="access_denied"' in page.content.decode()


def test_forms_on_the_way_may_end_at_the_application_that_asked(application: Application) -> None:
    def allowed(**changes: str | None) -> str:
        way = urlencode({"verder": f"/op/v1/auth?{urlencode(application.question(**changes))}"})
        page = application.surfer.get(f"{ACCESS}/op/aanmelden?{way}&{urlencode(application.question())}")
        return str(page["Content-Security-Policy"].rpartition("form-action")[2])

    assert allowed().endswith(" https://site.example")
    assert "evil" not in allowed(redirect_uri="https://evil.example/")
    assert "site.example" not in allowed(client_id="nobody")

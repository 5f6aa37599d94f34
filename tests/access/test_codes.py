"""Codes by SMS and e-mail: sent if all was right, told apart by nobody, good once, for ten minutes, in one browser."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message as Letter
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access import tasks
from burgerprofiel.access.keys import codes, store
from burgerprofiel.access.models import DigitalKey, OneTimeCode, SignIn
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, http
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, NotSentError, mail, sms, where
from burgerprofiel.people.actions import meet
from burgerprofiel.site.launch import ports
from tests.access import coded
from tests.access.coded import NOOR, PASSWORD, choose, known
from tests.access.surfing import ACCESS, Browser
from tests.access.test_races import RUNNERS, at_once
from tests.access.test_sign_in import tags

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SMS, MAIL = f"{ACCESS}/op/aanmelden/sms", f"{ACCESS}/op/aanmelden/e-mail"
ADD_SMS, ADD_MAIL = f"{ACCESS}/op/sleutels/nieuw/sms", f"{ACCESS}/op/sleutels/nieuw/e-mail"


class Gateway:
    """The SMS gateway, and the worker that sends at once."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.jobs: list[dict[str, str]] = []
        self.status = 202

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status)

    def run(self, **job: str) -> None:
        self.jobs.append(job)
        tasks.send_code(**job)

    @property
    def texts(self) -> list[dict[str, str]]:
        return [json.loads(request.content) for request in self.requests]

    @property
    def code(self) -> str:
        """The code in the last text."""
        return self.texts[-1]["text"][:6]


@pytest.fixture
def gateway(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    gateway = Gateway()
    transport = httpx.MockTransport(gateway.answer)
    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=transport))
    monkeypatch.setattr(tasks.send_code, "defer", gateway.run)
    return gateway


def with_phone(browser: Browser, gateway: Gateway, number: str = "0470 12 34 56") -> None:
    """Be Noor with a phone; afterwards nobody is signed in, and the browser is a fresh one."""
    known(browser)
    choose(browser)
    assert coded.send(browser, ADD_SMS, to=number).status_code == 303
    assert coded.send(browser, f"{ADD_SMS}/code", code=gateway.code).status_code == 303
    browser.client(ACCESS).cookies.clear()


def ask(browser: Browser, name: str = "noor.v", password: str = PASSWORD, way: str = "") -> Any:
    """Send user name and password."""
    return coded.send(browser, SMS, way, user_name=name, password=password)


def show(browser: Browser, code: str, way: str = "") -> Any:
    """Send the code."""
    return coded.send(browser, f"{SMS}/code", way, code=code)


def test_a_phone_is_kept_once_its_code_is_shown(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    row = DigitalKey.objects.get()
    assert (row.kind, row.label) == ("csamsms", "•••• 56")
    assert store.secret_of(row) == b"+32470123456"
    assert gateway.texts[0]["to"] == "+32470123456"
    assert tags()[-1] == "access.key.added"
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(c)::text, '') FROM access_onetimecode c")
        assert "470123456" not in cursor.fetchone()[0]


def test_the_text_says_the_code_first_and_holds_no_link(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    text = gateway.texts[-1]["text"]
    assert re.fullmatch(
        r"\d{6} is uw code voor Mijn Burgerprofiel\. Ze geldt tien minuten\. "
        r"Vroeg u ze niet\? Doe dan niets, en geef ze aan niemand\.",
        text,
    )
    assert NOOR.rrn not in text
    request = gateway.requests[-1]
    assert request.headers["authorization"].startswith("Bearer ")
    assert request.headers["idempotency-key"] == gateway.texts[-1]["id"]


def test_signing_in_with_a_code_all_the_way(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    answer = ask(surfer, way="/op/sleutels?a=b")
    assert answer["Location"] == "/op/aanmelden/sms/code?verder=%2Fop%2Fsleutels%3Fa%3Db"
    done = show(surfer, gateway.code, "/op/sleutels?a=b")
    assert (done.status_code, done["Location"]) == (303, "/op/sleutels?a=b")
    assert SignIn.objects.latest("id").proofs[-1][0] == "csamsms"
    assert settings.SIGN_IN_COOKIE in done.cookies


def test_no_code_goes_to_the_phone_of_who_died_and_nobody_sees_that(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    right, sent = ask(surfer), len(gateway.texts)
    restrict(meet(NOOR.ssin), Restricted.DECEASED, Trace(actor="system"))
    OneTimeCode.objects.all().delete()
    answer = ask(surfer)
    assert (answer.status_code, answer["Location"]) == (right.status_code, right["Location"])
    assert len(gateway.texts) == sent


@pytest.mark.parametrize("wrong", [{"name": "nobody.at.all"}, {"password": "not the password"}, {"name": ""}])
def test_nobody_sees_whether_a_code_was_sent(surfer: Browser, gateway: Gateway, wrong: dict[str, str]) -> None:
    with_phone(surfer, gateway)
    sent, right = len(gateway.texts), ask(surfer)
    first = surfer.get(ACCESS + right["Location"]).content
    other = Browser()
    answer = ask(other, **wrong)
    assert (answer.status_code, answer["Location"]) == (right.status_code, right["Location"])
    token = rb'name="csrfmiddlewaretoken" value="[^"]*"'
    assert re.sub(token, b"", other.get(ACCESS + answer["Location"]).content) == re.sub(token, b"", first)
    assert len(gateway.texts) == sent + 1
    assert len(gateway.jobs) == sent + 2
    assert show(other, gateway.code).status_code == 403


def test_a_code_works_once(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    assert [show(surfer, gateway.code).status_code for _try in range(2)] == [303, 403]


def test_a_code_is_over_after_ten_minutes(surfer: Browser, gateway: Gateway) -> None:
    with clock.frozen_at(NOW):
        with_phone(surfer, gateway)
        ask(surfer)
    with clock.frozen_at(NOW + 10 * MINUTE):
        assert show(surfer, gateway.code).status_code == 403
        tasks.send_code(**gateway.jobs[-1])
    assert len(gateway.texts) == 2


def test_a_code_works_in_the_browser_that_asked_and_in_no_other(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    assert show(Browser(), gateway.code).status_code == 403
    assert show(surfer, gateway.code).status_code == 303


def test_five_wrong_tries_end_a_code(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    wrong = f"{(int(gateway.code) + 1) % 10**6:06d}"
    assert [show(surfer, wrong).status_code for _try in range(5)] == [403] * 5
    assert show(surfer, gateway.code).status_code == 403


def test_a_wrong_code_is_in_the_trail_of_whom_it_was_about(
    surfer: Browser, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(tasks.note_refusal, "defer", lambda **job: noted.append(job["citizen"]))
    with_phone(surfer, gateway)
    ask(surfer)
    show(surfer, "x")
    show(Browser(), "x")
    assert [who for who in noted if who] == [str(meet(NOOR.ssin))], "and where there is no code to try, nothing was"


@pytest.mark.parametrize("name", ["noor.v", "nobody.at.all"])
@pytest.mark.parametrize("password", [PASSWORD, "not the password"])
def test_asking_for_a_code_costs_the_same_whatever_is_right(
    surfer: Browser, gateway: Gateway, monkeypatch: pytest.MonkeyPatch, name: str, password: str
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(tasks.note_refusal, "defer", lambda **job: noted.append(job["key"]))
    with_phone(surfer, gateway)
    jobs = len(gateway.jobs)
    ask(Browser(), name, password)
    assert (noted, len(gateway.jobs)) == (["csamsms"], jobs + 1)


def test_only_the_last_code_counts_and_the_fifth_question_is_the_last(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    before = gateway.code
    ask(surfer)
    assert show(surfer, before).status_code == 403
    assert [ask(surfer).status_code for _try in range(4)] == [303] * 3 + [429]


def test_a_successful_sign_in_gives_its_try_back(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    for _time in range(7):
        assert ask(surfer).status_code == 303
        assert show(surfer, gateway.code).status_code == 303


def test_a_phone_that_was_taken_away_signs_nobody_in(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    DigitalKey.objects.all().delete()
    assert show(surfer, gateway.code).status_code == 403


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\x00", "é" * 12, "\ud800", "9" * 5000])
def test_what_is_no_code_is_refused(surfer: Browser, gateway: Gateway, code: str) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    assert show(surfer, code.encode("utf-8", "replace").decode()).status_code == 403


def test_without_having_asked_there_is_nothing_to_show(surfer: Browser, gateway: Gateway) -> None:
    assert show(surfer, "123456").status_code == 403
    choose(known(surfer))
    assert surfer.get(f"{ADD_SMS}/code")["Location"].startswith("/op/sleutels/nieuw/sms?")


def test_one_citizen_cannot_keep_a_phone_with_anothers_code(surfer: Browser, gateway: Gateway) -> None:
    choose(known(surfer))
    coded.send(surfer, ADD_SMS, to="0470123456")
    choose(known(surfer, coded.EMMA), "emma.p")
    assert surfer.get(f"{ADD_SMS}/code").status_code == 303
    assert not DigitalKey.objects.exists()


@pytest.mark.parametrize(
    "number", ["", "12", "02 123 45 67", "0470 12 34 5", "+32 2 123 45 67", "0470é123456", "١" * 10]
)
def test_what_is_no_mobile_number_is_refused_beside_its_field(surfer: Browser, gateway: Gateway, number: str) -> None:
    choose(known(surfer))
    answer = coded.send(surfer, ADD_SMS, to=number)
    assert answer.status_code == 400
    assert "Dit is geen gsm-nummer" in answer.content.decode()
    assert not gateway.texts


@pytest.mark.parametrize("typed", ["0470/12.34.56", "+32 470 12 34 56", "0032470123456", "(0470) 12-34-56"])
def test_a_number_is_read_as_people_write_it(typed: str) -> None:
    assert where.number(typed) == "+32470123456"


@given(st.text(max_size=40))
def test_whatever_is_typed_a_number_and_an_address_are_whole_or_empty(typed: str) -> None:
    assert where.number(typed) == "" or re.fullmatch(r"\+[1-9]\d{7,14}", where.number(typed))
    address = where.address(typed + "@example.be")
    assert not re.search(r"[\s,;<>\r\n\x00]", address)


def test_asking_for_texts_to_any_number_has_an_end(surfer: Browser, gateway: Gateway) -> None:
    choose(known(surfer))
    answers = [coded.send(surfer, ADD_SMS, to=f"047012345{n}").status_code for n in range(6)]
    assert answers == [303] * 5 + [429]


@pytest.mark.parametrize(("status", "again"), [(500, True), (503, True), (429, True), (400, False), (401, False)])
def test_the_gateways_no_is_for_now_or_for_ever(surfer: Browser, gateway: Gateway, status: int, again: bool) -> None:
    gateway.status = status
    with pytest.raises(NotSentError) as refused:
        sms.send(Message("1", "+32470123456", "", "x"))
    assert refused.value.again is again
    assert "470123456" not in str(refused.value)
    assert "470123456" not in repr(Message("1", "+32470123456", "", "x"))


def test_a_second_delivery_tells_the_same_code_under_the_same_name(surfer: Browser, gateway: Gateway) -> None:
    with_phone(surfer, gateway)
    ask(surfer)
    tasks.send_code(**gateway.jobs[-1])
    assert gateway.texts[-1] == gateway.texts[-2]
    assert gateway.code not in json.dumps(gateway.jobs)


class Post:
    """A mail server that is not ours."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        from email import message_from_bytes, policy

        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK" if "refused" not in envelope.rcpt_tos[0] else "550 no such mailbox"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A port of our own, where the mail server is looked for."""
    port = ports.choose(0)
    config = dataclasses.replace(settings.CONFIG, smtp_url=f"smtp://post.localhost:{port}")
    monkeypatch.setattr(settings, "CONFIG", config)
    return port


@pytest.fixture
def post(port: int) -> Iterator[Post]:
    """A mail server that listens there."""
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler
    controller.stop()


def words_of(letter: Any) -> str:
    """The text of a letter, which comes before its page."""
    assert letter.get_content_type() == "multipart/alternative"
    return str(letter.get_body(("plain",)).get_content())


def test_a_code_by_e_mail_says_it_first_holds_no_link_and_signs_in(
    surfer: Browser, gateway: Gateway, post: Post
) -> None:
    choose(known(surfer))
    assert coded.send(surfer, ADD_MAIL, to="noor@example.be").status_code == 303
    letter: Any = post.letters[-1]
    assert (letter["To"], letter["Auto-Submitted"]) == ("noor@example.be", "auto-generated")
    assert letter["Subject"] == "Uw code voor Mijn Burgerprofiel"
    body = words_of(letter)
    assert body.startswith(f"{body[:6]} is uw code voor Mijn Burgerprofiel")
    assert "http" not in body
    assert NOOR.rrn not in letter.as_string()
    assert coded.send(surfer, f"{ADD_MAIL}/code", code=body[:6]).status_code == 303
    assert DigitalKey.objects.get().label == "n•••@example.be"
    surfer.client(ACCESS).cookies.clear()
    coded.send(surfer, MAIL, user_name="noor.v", password=PASSWORD)
    last: Any = post.letters[-1]
    assert coded.send(surfer, f"{MAIL}/code", code=words_of(last)[:6]).status_code == 303
    assert SignIn.objects.latest("id").proofs[-1][0] == "csammail"


@pytest.mark.parametrize("address", ["", "noor", "noor@", "noor@be", "noor@example.be\nBcc: x@y.be", "a b@example.be"])
def test_what_is_no_address_is_refused(surfer: Browser, gateway: Gateway, address: str) -> None:
    choose(known(surfer))
    answer = coded.send(surfer, ADD_MAIL, to=address)
    assert answer.status_code == 400
    assert "Dit is geen e-mailadres" in answer.content.decode()


def test_a_mailbox_that_does_not_exist_is_not_tried_again(post: Post) -> None:
    with pytest.raises(NotSentError) as refused:
        mail.send(Message("1", "refused@example.be", "x", "x"))
    assert not refused.value.again


def test_a_mail_server_that_is_away_is_tried_again(port: int) -> None:
    with pytest.raises(NotSentError) as away:
        mail.send(Message("1", "noor@example.be", "x", "x"))
    assert away.value.again


@pytest.mark.django_db(transaction=True)
def test_the_same_code_at_the_same_moment_is_used_once(provider: None) -> None:
    citizen_id: CitizenId = meet(NOOR.ssin)
    codes._new(citizen_id, Key.csamsms, "browser", codes.SIGN_IN, uuid7(), b"[]")
    code = codes.digits(OneTimeCode.objects.get().id)
    used = at_once(lambda: codes.use("browser", codes.SIGN_IN, Key.csamsms, code) is not None)
    assert sorted(used) == [False] * (RUNNERS - 1) + [True]

"""Who owns a key hears by e-mail what happens to it, and locks everything with one click from the letter (A8)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.access import actions, lock_link, tasks, visits, warnings
from burgerprofiel.access.activation.details import Details, seal
from burgerprofiel.access.keys import password, store
from burgerprofiel.access.letters import warning
from burgerprofiel.access.models import Registration, Restriction, Session, SignIn, Visit, WarningLetter
from burgerprofiel.access.restrictions import Restricted, lift
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import NotSentError
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.card_reader.cards import Box
from burgerprofiel.site.launch import ports
from tests.access import coded
from tests.access.coded import NOOR, PASSWORD, known
from tests.access.surfing import ACCESS, Browser, card
from tests.access.test_sign_in import tags

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ADDRESS, OTHER = "noor.vandenbos@example.be", "noor@werk.example"
PAGE = f"{ACCESS}/op/slot/e-mail"
TRACE = Trace(actor="test")
LINK = re.compile(rf"{re.escape(PAGE)}\?link=([\w=-]+)")


class Post:
    """A mail server that speaks SMTP, and what it took."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("2"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return self.answer

    @property
    def subjects(self) -> list[str]:
        """What the letters are about."""
        return [str(letter["Subject"]) for letter in self.letters]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The mail server that the configuration names."""
    port, post = ports.choose(0), Post()
    config = dataclasses.replace(settings.CONFIG, smtp_url=f"smtp://post.localhost:{port}")
    monkeypatch.setattr(settings, "CONFIG", config)
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield post
    controller.stop()


def work() -> None:
    """Do what the worker would: send the letters that wait."""
    for job in ProcrastinateJob.objects.filter(task_name=tasks.send_warning.name).order_by("id"):
        tasks.send_warning(**job.args)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def text_of(letter: EmailMessage) -> str:
    """The words of a letter."""
    assert letter.get_content_type() == "multipart/alternative"
    plain = letter.get_body(("plain",))
    assert plain
    return str(plain.get_content()).replace("\r\n", "\n")


def link_in(letter: EmailMessage) -> str:
    """The secret part of the one link in a letter."""
    found = re.findall(r"https?://\S+", text_of(letter))
    assert len(found) == 1
    link = LINK.fullmatch(found[0])
    assert link
    return link[1]


def with_mailbox(*addresses: str) -> CitizenId:
    """Noor with a user name, a password and these mailboxes; what was written about that is gone."""
    citizen_id = meet(NOOR.ssin)
    password.choose(citizen_id, NOOR, "noor.v", PASSWORD, TRACE)
    for address in addresses or (ADDRESS,):
        store.add(citizen_id, NOOR, Key.csammail, "n•••@example.be", address.encode(), TRACE)
    WarningLetter.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return citizen_id


@pytest.fixture
def noor(surfer: Browser, post: Post) -> CitizenId:
    """Noor, who has a mailbox."""
    return with_mailbox()


def a_letter(citizen_id: CitizenId, post: Post) -> EmailMessage:
    """Any letter of theirs."""
    warnings.warn(citizen_id, News.KEY_ADDED, Key.passkey)
    work()
    return post.letters[-1]


def press(browser: Browser, link: str) -> Any:
    """Open the page of the link and press its button."""
    content = browser.get(f"{PAGE}?link={link}").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', content.partition("<main")[2])
    return browser.submit(PAGE, {"link": link, "csrfmiddlewaretoken": token[1] if token else ""})


def insist(link: str) -> int:
    """Send the form of a link whose page has none (any more); returns the status."""
    client = Client(headers={"host": ACCESS.partition("//")[2]})
    return client.post("/op/slot/e-mail", {"link": link}).status_code


def locked(citizen_id: CitizenId) -> bool:
    """Whether the citizen's keys are on lock."""
    return Restriction.objects.filter(citizen_id=citizen_id, kind="locked").exists()


def test_a_letter_says_what_happened_when_with_which_key_and_device(
    surfer: Browser, box: Box, noor: CitizenId, post: Post
) -> None:
    with clock.frozen_at(NOW):
        known(surfer)
        surfer.client(ACCESS).defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        coded.add_app(surfer)
        work()
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == (ADDRESS, "Er is een digitale sleutel toegevoegd")
    assert letter["Auto-Submitted"] == "auto-generated"
    text = text_of(letter)
    assert text.startswith("Dag Noor,\n\n")
    assert "Sleutel: App op uw telefoon\nWanneer: 22 november 2026, 10.00 uur\nToestel: Firefox, Linux\n" in text
    assert "Fairphone" not in text, "what somebody typed as a name of a key is not ours to send"
    assert NOOR.rrn not in letter.as_string()
    assert "Vandenbos" not in text
    assert link_in(letter)


@pytest.mark.parametrize(
    ("act", "subject", "key"),
    [
        (
            lambda noor: password.choose(noor, NOOR, "noor.v", PASSWORD + "!", TRACE),
            "Uw wachtwoord is gewijzigd",
            "gebruikersnaam en wachtwoord",
        ),
        (
            lambda noor: store.add(noor, NOOR, Key.csamsms, "•••• 56", b"+32470123456", TRACE),
            "Er is een digitale sleutel toegevoegd",
            "Code via sms (•••• 56)",
        ),
        (
            lambda noor: password.remove(noor, TRACE),
            "Er is een digitale sleutel weggehaald",
            "gebruikersnaam en wachtwoord, en de sleutels met een code die ze nodig hebben",
        ),
    ],
)
def test_each_change_of_a_key_is_told_in_one_letter(
    noor: CitizenId, post: Post, act: Any, subject: str, key: str
) -> None:
    act(noor)
    work()
    assert post.subjects == [subject]
    assert f"Sleutel: {key} Wanneer:" in " ".join(text_of(post.letters[0]).split())


def test_who_has_no_mailbox_hears_nothing_and_the_keys_page_says_what_would_help(surfer: Browser, post: Post) -> None:
    known(surfer)
    coded.choose(surfer)
    assert not WarningLetter.objects.exists()
    page = surfer.get(f"{ACCESS}/op/sleutels").content.decode()
    assert "We kennen geen e-mailadres van u" in page
    with_mailbox()
    page = surfer.get(f"{ACCESS}/op/sleutels").content.decode()
    assert "n•••@example.be" in page.partition('id="warned"')[2]
    assert ADDRESS not in page


def test_a_mailbox_that_is_taken_away_is_told_so_with_the_others(surfer: Browser, post: Post) -> None:
    noor = with_mailbox(ADDRESS, OTHER)
    store.remove(noor, store.mine(noor, Key.csammail)[0].id, TRACE)
    work()
    assert {letter["To"] for letter in post.letters} == {ADDRESS, OTHER}
    assert len({link_in(letter) for letter in post.letters}) == 2
    store.add(noor, NOOR, Key.passkey, "x", b"x", TRACE)
    work()
    assert [letter["To"] for letter in post.letters[2:]] == [OTHER]


def test_the_address_that_a_counter_wrote_to_counts_once_its_link_was_used(noor: CitizenId, post: Post) -> None:
    row = Registration(citizen_id=noor, organisation_id=UUID(int=1), registered_by=UUID(int=2), document="passport")
    known = Details("Noor", "Vandenbos", NOOR.rrn, "EH123456", OTHER, b"link")
    row.sealed, row.link_hash, row.code_hash = seal(noor, row.id, known), b"l" * 32, b"c" * 32
    row.created_at = row.expires_at = clock.now()
    row.save()
    assert warnings.addresses(noor) == (ADDRESS,)
    row.used_at = clock.now()
    row.save()
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    work()
    assert {letter["To"] for letter in post.letters} == {ADDRESS, OTHER}


def test_an_act_that_did_not_happen_is_not_told(noor: CitizenId) -> None:
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        store.add(noor, NOOR, Key.passkey, "x", b"x", TRACE)
        raise RuntimeError
    assert not WarningLetter.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_new_device_is_told_and_neither_the_first_nor_a_known_one(
    surfer: Browser, box: Box, noor: CitizenId, post: Post
) -> None:
    assert surfer.sign_in(box, card(box)).status_code == 302
    SignIn.objects.all().delete()
    Session.objects.all().delete()
    assert surfer.sign_in(box, card(box)).status_code == 302
    work()
    assert post.letters == []
    assert Browser().sign_in(box, card(box)).status_code == 302
    work()
    assert post.subjects == ["Aangemeld op een nieuw toestel"]
    assert "Sleutel: eID en kaartlezer\n" in text_of(post.letters[0])


def test_it_is_written_in_the_language_that_they_read_and_not_in_the_strangers(
    surfer: Browser, box: Box, noor: CitizenId, post: Post
) -> None:
    surfer.client(ACCESS).cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    surfer.sign_in(box, card(box))
    stranger = Browser()
    stranger.client(ACCESS).cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    stranger.sign_in(box, card(box))
    work()
    assert post.subjects == ["Connexion sur un nouvel appareil"]
    assert text_of(post.letters[0]).startswith("Bonjour Noor,")


@pytest.mark.parametrize("news", News)
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_letter_reads_in_every_language(
    noor: CitizenId, post: Post, monkeypatch: pytest.MonkeyPatch, news: News, language: str
) -> None:
    monkeypatch.setattr(visits, "language_of", lambda _citizen: language)
    warnings.warn(noor, news, Key.csampassword)
    work()
    text = text_of(post.letters[0])
    greeting = {"nl": "Dag Noor,", "fr": "Bonjour Noor,", "de": "Guten Tag Noor,", "en": "Dear Noor,"}
    assert text.startswith(greeting[language])
    assert "%(" not in text
    assert link_in(post.letters[0])
    if language != "en":
        assert not re.search(r"\b(the|was|key|signed|device|password)\b", text.replace(PAGE, ""))


def test_nothing_of_it_is_readable_where_it_waits(noor: CitizenId, post: Post) -> None:
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    row = WarningLetter.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(w)::text, '') FROM access_warning_letter w")
        kept = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(row_to_json(j)::text, '') FROM procrastinate_jobs j")
        waits = cursor.fetchone()[0]
    link = lock_link.text_of(row.id)
    for secret in ("example.be", "Noor", link, link[22:]):
        assert secret not in kept + waits
    assert "•••" in repr(warnings.told(row))


def test_letters_and_codes_wait_behind_nothing_that_is_done_in_bulk(noor: CitizenId) -> None:
    tasks.remove_what_has_ended.defer(timestamp=0)
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    tasks.send_code.defer(row=UUID(int=1).hex, language="nl")
    ahead = ProcrastinateJob.objects.order_by("-priority", "id").values_list("task_name", flat=True)
    assert list(ahead) == [each.name for each in (tasks.send_warning, tasks.send_code, tasks.remove_what_has_ended)]


def test_a_letter_is_sent_once_however_often_the_job_runs(noor: CitizenId, post: Post) -> None:
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    row = WarningLetter.objects.get()
    for _time in range(3):
        tasks.send_warning(row=row.id.hex)
    assert len(post.letters) == 1
    assert post.letters[0]["Message-ID"].startswith(f"<{row.id.hex}@")


def test_a_mail_server_that_is_down_is_asked_again_and_one_that_refuses_is_not(noor: CitizenId, post: Post) -> None:
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    row = WarningLetter.objects.get()
    post.answer = "451 later"
    with pytest.raises(NotSentError):
        warning.send(row.id)
    post.answer = "250 OK"
    warning.send(row.id)
    assert len(post.letters) == 1
    warnings.warn(noor, News.KEY_ADDED, Key.passkey)
    post.answer = "550 no such mailbox"
    work()
    assert WarningLetter.objects.filter(sent_at=None).count() == 0


def test_noise_fills_no_mailbox_and_hides_nothing_else(noor: CitizenId, post: Post) -> None:
    with clock.frozen_at(NOW):
        for minute in range(12):
            with clock.frozen_at(NOW + timedelta(minutes=minute)):
                warnings.warn(noor, News.NEW_DEVICE, Key.eid)
        warnings.warn(noor, News.KEY_REMOVED, Key.passkey)
        work()
    assert post.subjects == ["Aangemeld op een nieuw toestel"] * 5 + ["Er is een digitale sleutel weggehaald"]
    enough = ["schrijven we er een tijd niet over" in text_of(letter) for letter in post.letters]
    assert enough == [False] * 4 + [True, False]
    for hour in range(1, 12):
        for minute in range(10):
            with clock.frozen_at(NOW + timedelta(hours=hour, minutes=minute)):
                warnings.warn(noor, News.NEW_DEVICE, Key.eid)
    assert WarningLetter.objects.filter(news="new_device").count() == 20


def test_one_click_locks_all_and_ends_everything_without_signing_in(
    surfer: Browser, box: Box, noor: CitizenId, post: Post
) -> None:
    surfer.sign_in(box, card(box))
    letter = a_letter(noor, post)
    browser, link = Browser(), link_in(letter)
    page = browser.get(f"{PAGE}?link={link}")
    assert page.status_code == 200
    assert "Zet alles op slot" in page.content.decode()
    assert "Noor" not in page.content.decode()
    done = press(browser, link)
    assert (done.status_code, done["Location"]) == (303, f"/op/slot/e-mail?link={link}")
    told = browser.get(ACCESS + done["Location"]).content.decode()
    assert "Uw digitale sleutels zijn op slot" in told
    assert "Zo opent u ze weer" in told
    assert locked(noor)
    assert not SignIn.objects.filter(citizen_id=noor).exists()
    assert tags()[-2:] == ["access.citizen.signed_out", "access.restriction.set"]
    assert surfer.get(f"{ACCESS}/op/sleutels").status_code == 302
    assert settings.SIGN_IN_COOKIE not in browser.client(ACCESS).cookies


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_server_that_looks_at_the_link_changes_nothing(noor: CitizenId, post: Post, method: str) -> None:
    link = link_in(a_letter(noor, post))
    client = Client(headers={"host": ACCESS.partition("//")[2], "user-agent": "MailScanner"})
    for _look in range(3):
        getattr(client, method)("/op/slot/e-mail", {"link": link} if method != "options" else None)
    assert not locked(noor)
    assert WarningLetter.objects.get().ended_at is None
    assert press(Browser(), link).status_code == 303
    assert locked(noor)


def test_a_form_of_another_site_does_not_lock(noor: CitizenId, post: Post) -> None:
    link = link_in(a_letter(noor, post))
    client = Client(enforce_csrf_checks=True, headers={"host": ACCESS.partition("//")[2]})
    answer = client.post("/op/slot/e-mail", {"link": link}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not locked(noor)


def test_after_the_keys_are_opened_the_letters_of_before_lock_no_more(noor: CitizenId, post: Post) -> None:
    links = [link_in(a_letter(noor, post)) for _letter in range(2)]
    press(Browser(), links[0])
    assert "op slot" in Browser().get(f"{PAGE}?link={links[1]}").content.decode()
    lift(noor, Restricted.LOCKED, TRACE)
    for link in links:
        assert "Deze link werkt niet meer" in Browser().get(f"{PAGE}?link={link}").content.decode()
        assert insist(link) == 303
    assert not locked(noor)
    assert press(Browser(), link_in(a_letter(noor, post))).status_code == 303
    assert locked(noor)


def test_a_link_lasts_seven_days(noor: CitizenId, post: Post) -> None:
    with clock.frozen_at(NOW):
        link = link_in(a_letter(noor, post))
    with clock.frozen_at(NOW + timedelta(days=7)):
        assert insist(link) == 303
        assert not locked(noor)
        warnings.forget_old()
        assert not WarningLetter.objects.exists()


def test_a_link_of_one_citizen_locks_nobody_else(noor: CitizenId, post: Post) -> None:
    emma = meet(coded.EMMA.ssin)
    actions.sign_in(coded.EMMA, (visits_proof(),), TRACE)
    press(Browser(), link_in(a_letter(noor, post)))
    assert locked(noor)
    assert not locked(emma)
    assert SignIn.objects.filter(citizen_id=emma).exists()


def visits_proof() -> Any:
    """A card that was just shown."""
    from burgerprofiel.access.viewer import Proof

    return Proof(Key.eid, clock.now())


def changed(link: str) -> st.SearchStrategy[str]:
    """The link with one character another, cut, doubled, or of another letter's name."""
    other = lock_link.text_of(UUID(int=7))
    return st.one_of(
        st.integers(0, len(link) - 1).map(lambda at: link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]),
        st.integers(0, len(link) - 1).map(lambda at: link[:at]),
        st.sampled_from([link * 2, link + "=", f" {link}", link[:22] + other[22:], other[:22] + link[22:], other]),
        st.text(max_size=90),
    )


@effort(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_link_that_we_did_not_write_locks_nobody(noor: CitizenId, post: Post, data: st.DataObject) -> None:
    row = WarningLetter.objects.first()
    if row is None:
        warnings.warn(noor, News.KEY_ADDED, Key.passkey)
        row = WarningLetter.objects.get()
    link = data.draw(changed(lock_link.text_of(row.id)))
    client = Client(headers={"host": ACCESS.partition("//")[2]})
    assert client.get("/op/slot/e-mail", {"link": link}).status_code == 400
    assert client.post("/op/slot/e-mail", {"link": link}).status_code == 303
    assert not locked(noor)


def test_the_address_in_the_letter_is_that_of_the_page() -> None:
    assert resolve(warning.PAGE, "burgerprofiel.site.urls.access").url_name == "op-lock-link"


def test_visits_keep_the_language(surfer: Browser, box: Box) -> None:
    surfer.client(ACCESS).cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    surfer.sign_in(box, card(box))
    assert Visit.objects.get().language == "de"

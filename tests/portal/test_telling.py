"""How a citizen wants to be told: one page, strict about what it takes, honest about what it means (E2, C5)."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access import consents
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.consents import Access
from burgerprofiel.access.provider.details import NONE, Details
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.kinds import KINDS, Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import actions, queries, ways
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted, when
from burgerprofiel.notices.preferences.ways import Way
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from tests.dossiers import reading
from tests.dossiers.reading import Browser
from tests.dossiers.told import NOOR, WOUTER

pytestmark = pytest.mark.django_db
PAGE = "/profiel/meldingen"
TRACE = Trace(actor="citizen")


def citizen(number: str = NOOR) -> CitizenId:
    return meet(Ssin(number))


@pytest.fixture
def noor() -> Browser:
    """Noor, who proved an address and a number."""
    browser = reading.browser()
    take_over(citizen(), Kind.EMAIL, "noor@voorbeeld.example", clock.now(), TRACE)
    take_over(citizen(), Kind.PHONE, "+32470123456", clock.now(), TRACE)
    return browser


def may_tell(who: CitizenId, client_id: str) -> None:
    """Let another portal tell this citizen of new mail."""
    details = Details(frozenset({"show", "notify"}), clock.today() + timedelta(days=30))
    consents.give(who, client_id, ["openid"], TRACE, details)


def wanted(number: str = NOOR) -> Wanted:
    who = citizen(number)
    return queries.wanted_of([who]).get(who, NOTHING_CHOSEN)


def test_who_chose_nothing_is_told_at_once(noor: Browser) -> None:
    told = noor.text(PAGE)
    assert "noor@voorbeeld.example" in told
    assert "0470 12 34 56" in told
    assert ways.of(wanted()) is Way.AT_ONCE


def test_one_way_is_picked_and_holds_for_all_that_may_be_chosen(noor: Browser) -> None:
    answer = noor.send(PAGE, doe="wijze", wijze="dagelijks")
    assert answer.status_code == 303
    assert ways.of(wanted()) is Way.DAILY
    assert wanted().choice(Group.SAFETY, Channel.EMAIL) is How.NOW
    assert 'value="dagelijks" checked' in noor.html(PAGE)


def test_going_back_to_the_recommended_way_leaves_no_row(noor: Browser) -> None:
    for way in ("dagelijks", "meteen"):
        noor.send(PAGE, doe="wijze", wijze=way)
    assert wanted() == NOTHING_CHOSEN


def test_a_double_click_is_one_choice_in_the_trail(noor: Browser) -> None:
    before = len(events_of(citizen()).events)
    fields = {"doe": "eigen", "dossiers-email": "digest"}
    for _click in range(2):
        noor.send(PAGE, **fields)
    assert len(events_of(citizen()).events) - before == 1


def test_who_switches_off_the_last_news_of_mail_first_reads_what_that_means(noor: Browser) -> None:
    answer = noor.send(PAGE, doe="wijze", wijze="zelf")
    assert answer.status_code == 200
    assert "gelden nog altijd als bezorgd" in reading.plain(answer.content.decode())
    assert wanted() == NOTHING_CHOSEN
    assert noor.send(PAGE, doe="wijze", wijze="zelf", begrepen="ja").status_code == 303
    assert ways.of(wanted()) is Way.MYSELF
    assert "Niemand verwittigt u van nieuwe post" in noor.text(PAGE)


def test_mail_by_text_instead_needs_no_warning(noor: Browser) -> None:
    answer = noor.send(PAGE, doe="eigen", **{"mail-email": "never", "mail-sms": "now"})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "sent",
    [
        {"doe": "wijze", "wijze": "altijd"},
        {"doe": "eigen", "mail-email": "hourly"},
        {"doe": "eigen", "mail-sms": "digest"},
        {"doe": "eigen", "dossiers-email": "digest", "mail-email": "?"},
        {"doe": "tijden", "rust": "ja", "van": "25:00", "tot": "07:00", "overzicht": "18:00"},
        {"doe": "tijden", "overzicht": "half zeven"},
        {"doe": "portaal", "portaal": "somebody-else"},
        {"doe": "alles"},
        {},
    ],
)
def test_what_the_page_cannot_say_is_refused_and_changes_nothing(noor: Browser, sent: dict[str, str]) -> None:
    answer = noor.send(PAGE, **sent)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert wanted() == NOTHING_CHOSEN


def test_the_safety_of_keys_cannot_be_switched_off_by_any_form(noor: Browser) -> None:
    noor.send(PAGE, doe="eigen", **{"safety-email": "never"})
    assert wanted().choice(Group.SAFETY, Channel.EMAIL) is How.NOW
    with pytest.raises(actions.NotToBeSwitchedOffError):
        actions.choose(citizen(), {(Group.SAFETY, Channel.EMAIL): How.NEVER}, TRACE)


def test_quiet_hours_and_the_hour_of_the_daily_mail_are_kept(noor: Browser) -> None:
    noor.send(PAGE, doe="tijden", rust="ja", van="21:00", tot="08:00", overzicht="17:00")
    assert (wanted().quiet, wanted().digest_at) == ((time(21), time(8)), time(17))
    noor.send(PAGE, doe="tijden", van="21:00", tot="08:00", overzicht="17:00")
    assert wanted().quiet is None


def test_who_gave_no_address_is_asked_for_one_first() -> None:
    told = reading.browser(WOUTER).text(PAGE)
    assert "Wij kunnen u nog niet bereiken" in told
    assert "Hoe wilt u het vernemen" not in told


def test_nobody_reaches_the_choices_of_another(noor: Browser) -> None:
    noor.send(PAGE, doe="wijze", wijze="dagelijks")
    wouter = reading.browser(WOUTER)
    assert "noor@voorbeeld.example" not in wouter.text(PAGE)
    assert wanted(WOUTER) == NOTHING_CHOSEN
    wouter.send(PAGE, doe="wijze", wijze="meteen")
    assert ways.of(wanted()) is Way.DAILY


def test_another_portal_that_may_tell_takes_over_the_news_of_mail(
    noor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = clock.today()
    one = Access(
        "other", "Mijn andere mailbox", (), Details(frozenset({"show", "notify"}), soon), None, None, asks=True
    )
    silent = Access("reader", "Alleen lezen", (), Details(frozenset({"show"}), soon), None, None, asks=True)
    plain = Access("site", "Een site", (), NONE, None, None, asks=False)
    monkeypatch.setattr(consents, "mine", lambda _citizen: [one, silent, plain])
    may_tell(citizen(), "other")
    told = noor.text(PAGE)
    assert "Mijn andere mailbox" in told
    assert "Alleen lezen" not in told
    assert noor.send(PAGE, doe="portaal", portaal="reader").status_code == 400
    assert noor.send(PAGE, doe="portaal", portaal="other").status_code == 303
    now = clock.now()
    assert when(KINDS["mail.new"], Channel.EMAIL, wanted(), now) is None
    assert when(KINDS["mail.registered"], Channel.EMAIL, wanted(), now) is not None
    assert when(KINDS["dossiers.changed"], Channel.EMAIL, wanted(), now) is not None
    consents.withdraw(citizen(), ["other"], TRACE)
    assert when(KINDS["mail.new"], Channel.EMAIL, wanted(), now) is not None, "that portal may tell no more: we do"


@given(st.dictionaries(st.tuples(st.sampled_from(ways.CHANGEABLE), st.sampled_from(Channel)), st.sampled_from(How)))
def test_a_way_is_named_only_when_it_is_what_holds(how: dict[tuple[Group, Channel], How]) -> None:
    held = Wanted(how)
    way = ways.of(held)
    assert all(held.choice(*each) is choice for each, choice in ways.choices(way).items())
    for each in (Way.AT_ONCE, Way.DAILY, Way.MYSELF):
        assert ways.of(Wanted(dict(ways.choices(each)))) is each


def test_who_is_here_for_an_organisation_sees_and_changes_none_of_their_own() -> None:
    browser = reading.browser(capacity=Capacity(group="GOV", organisation=str(uuid4())))
    assert browser.client.get(PAGE).status_code == 403
    assert browser.client.post(PAGE, {"doe": "wijze", "wijze": "zelf"}).status_code == 403
    for path in ("/toestel", "/toestel/weg"):
        assert browser.client.post(PAGE + path, {}).status_code == 403
    assert wanted() == NOTHING_CHOSEN

"""The link in a mail ends e-mail of one group with one click, and can do nothing else (RFC 8058, E2)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.models import Preference
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import actions, unsubscribe
from burgerprofiel.notices.preferences.unsubscribe import Meant

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen")


@pytest.fixture
def stranger() -> Client:
    """A mail program or server: no session, no token of a form."""
    return Client(enforce_csrf_checks=True)


def at(citizen_id: CitizenId, *groups: Group, daily: bool = False) -> str:
    """The link."""
    return unsubscribe.address(Meant(citizen_id, groups, daily))


def daily(citizen_id: CitizenId) -> str:
    """The link of a letter with three groups."""
    return at(citizen_id, Group.MAIL, Group.DOSSIERS, Group.ANNOUNCEMENTS, daily=True)


def chose(citizen_id: CitizenId, **how: How) -> None:
    """Somebody chose for e-mail, by group."""
    with transaction.atomic():
        actions.choose(citizen_id, {(Group(group), Channel.EMAIL): each for group, each in how.items()}, TRACE)


def way_back(told: str) -> str:
    """What the page gives to take a click back; empty: nothing."""
    found = re.search(r'name="back" value="([^"]+)"', told)
    return found[1] if found else ""


def chosen(citizen_id: CitizenId) -> list[tuple[str, str, str]]:
    """What differs from the default."""
    return list(Preference.objects.filter(citizen_id=citizen_id).values_list("group", "channel", "how"))


def open_it(client: Client, link: str, method: str = "get", **said: str) -> tuple[int, str]:
    """Open a link as it stands in a mail, or POST there."""
    where = urlsplit(link)
    at, headers = f"{where.path}?{where.query}", {"host": settings.CONFIG.portal_host}
    if method == "get":
        answer = client.get(at, headers=headers)
    else:
        body = urlencode(said or {"List-Unsubscribe": "One-Click"})
        answer = client.post(at, body, "application/x-www-form-urlencoded", headers=headers)
    return answer.status_code, answer.content.decode()


def test_a_mail_program_ends_them_with_one_click_and_only_those(stranger: Client, noor: CitizenId) -> None:
    assert open_it(stranger, at(noor, Group.DOSSIERS), "post")[0] == 200
    assert chosen(noor) == [(Group.DOSSIERS, Channel.EMAIL, How.NEVER)]
    assert "notices.preference.changed" in [event.tag for event in events_of(noor).events]


def test_twice_is_once(stranger: Client, noor: CitizenId) -> None:
    for _time in range(2):
        assert open_it(stranger, at(noor, Group.DOSSIERS), "post")[0] == 200
    assert len(events_of(noor).events) == 1


def test_looking_at_the_link_changes_nothing(stranger: Client, noor: CitizenId) -> None:
    status, told = open_it(stranger, at(noor, Group.MAIL))
    assert (status, chosen(noor)) == (200, [])
    assert "gelden nog altijd als bezorgd" in told


def test_what_concerns_the_safety_of_keys_has_no_such_link(stranger: Client, noor: CitizenId) -> None:
    assert open_it(stranger, at(noor, Group.SAFETY), "post")[0] == 404
    assert chosen(noor) == []


@pytest.mark.parametrize("spoil", ["", "a", "é", "x" * 500, "====", "%00"])
def test_a_link_that_we_did_not_write_does_nothing(stranger: Client, noor: CitizenId, spoil: str) -> None:
    assert open_it(stranger, f"/meldingen/uitschrijven?link={spoil}", "post")[0] == 404
    assert chosen(noor) == []


def test_one_changed_letter_anywhere_makes_it_worthless(noor: CitizenId) -> None:
    link = unsubscribe.written(Meant(noor, (Group.MAIL,)))
    for place in range(len(link) - 1):
        other = "A" if link[place] != "A" else "B"
        assert unsubscribe.read(link[:place] + other + link[place + 1 :]) is None


def test_the_link_says_nothing_to_who_reads_it(noor: CitizenId) -> None:
    (link,) = parse_qs(urlsplit(at(noor, Group.MAIL)).query)["link"]
    assert str(noor) not in link
    assert noor.hex not in link
    meant = Meant(noor, (Group.MAIL,))
    assert link != unsubscribe.written(meant), "two links of one citizen cannot be told to be of one"
    assert unsubscribe.read(link) == meant
    assert unsubscribe.read(unsubscribe.written(Meant(noor, tuple(Group), daily=True))) == (noor, tuple(Group), True)


def test_a_link_of_a_group_that_is_gone_ends_the_others_and_breaks_nothing(noor: CitizenId) -> None:
    of_old = unsubscribe._sealed(noor, "daily:mail,of_before,dossiers", unsubscribe._PLACE)
    assert unsubscribe.read(of_old) == (noor, (Group.MAIL, Group.DOSSIERS), True)
    assert unsubscribe.read(unsubscribe._sealed(noor, "of_before", unsubscribe._PLACE)) is None


def test_a_daily_letter_ends_for_what_it_was_about_and_for_nothing_else(stranger: Client, noor: CitizenId) -> None:
    chose(noor, mail=How.DIGEST, dossiers=How.DIGEST, services=How.DIGEST)
    status, told = open_it(stranger, daily(noor))
    assert (status, "Deze dagelijkse e-mail stoppen?" in told) == (200, True)
    status, told = open_it(stranger, daily(noor), "post")
    assert status == 200
    assert set(chosen(noor)) == {
        *((group, "email", "never") for group in ("mail", "dossiers", "announcements")),
        ("services", "email", "digest"),
    }
    for ended in ("Uw mailbox", "Uw dossiers", "Aankondigingen voor iedereen"):
        assert ended in told, "the page says what ended"
    assert "Nieuws van andere diensten" not in told


def test_who_chose_since_to_hear_at_once_keeps_that(stranger: Client, noor: CitizenId) -> None:
    chose(noor, mail=How.DIGEST, announcements=How.NOW)
    open_it(stranger, daily(noor), "post")
    assert set(chosen(noor)) == {("mail", "email", "never"), ("announcements", "email", "now")}
    chose(noor, mail=How.NOW)
    status, told = open_it(stranger, daily(noor), "post")
    assert (status, "Er is niets gewijzigd" in told, way_back(told)) == (200, True, "")
    assert chosen(noor) == [("announcements", "email", "now")]


@pytest.mark.parametrize("how", [How.NOW, How.DIGEST])
def test_one_click_takes_it_back_to_what_it_was(stranger: Client, noor: CitizenId, how: How) -> None:
    chose(noor, dossiers=how)
    before = chosen(noor)
    link = at(noor, Group.DOSSIERS)
    _status, told = open_it(stranger, link, "post")
    assert chosen(noor) == [("dossiers", "email", "never")]
    status, again = open_it(stranger, link, "post", back=way_back(told))
    assert (status, "U krijgt deze e-mails opnieuw" in again) == (200, True)
    assert chosen(noor) == before
    assert open_it(stranger, link, "post", back=way_back(told))[0] == 404, "once"
    assert [event.tag for event in events_of(noor).events][:2] == ["notices.preference.changed"] * 2


def test_a_daily_letter_is_taken_back_as_far_as_nothing_was_chosen_since(stranger: Client, noor: CitizenId) -> None:
    chose(noor, mail=How.DIGEST, dossiers=How.DIGEST)
    _status, told = open_it(stranger, daily(noor), "post")
    chose(noor, mail=How.NOW)
    assert open_it(stranger, daily(noor), "post", back=way_back(told))[0] == 200
    assert chosen(noor) == [("dossiers", "email", "digest")]


def test_nobody_takes_back_what_somebody_else_ended_or_what_is_long_ago(
    stranger: Client, noor: CitizenId, jozef: CitizenId
) -> None:
    link, his = at(noor, Group.MAIL), at(jozef, Group.MAIL)
    _status, told = open_it(stranger, link, "post")
    _status, his_told = open_it(stranger, his, "post")
    for token in (way_back(his_told), "x", urlsplit(link).query.partition("=")[2], way_back(told)[:-2] + "AA"):
        assert open_it(stranger, link, "post", back=token)[0] == 404
    with clock.frozen_at(clock.now() + unsubscribe.LASTS + timedelta(seconds=2)):
        assert open_it(stranger, link, "post", back=way_back(told))[0] == 404
    assert chosen(noor) == chosen(jozef) == [("mail", "email", "never")]

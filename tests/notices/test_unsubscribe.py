"""The link in a mail ends e-mail of one group with one click, and can do nothing else (RFC 8058, E2)."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.models import Preference
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import unsubscribe

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    """A mail program or server: no session, no token of a form."""
    return Client(enforce_csrf_checks=True)


def at(citizen_id: CitizenId, group: Group) -> str:
    """The link."""
    return unsubscribe.address(citizen_id, group)


def chosen(citizen_id: CitizenId) -> list[tuple[str, str, str]]:
    """What differs from the default."""
    return list(Preference.objects.filter(citizen_id=citizen_id).values_list("group", "channel", "how"))


def open_it(client: Client, link: str, method: str = "get") -> tuple[int, str]:
    """Open a link as it stands in a mail."""
    where = urlsplit(link)
    at, headers = f"{where.path}?{where.query}", {"host": settings.CONFIG.portal_host}
    if method == "get":
        answer = client.get(at, headers=headers)
    else:
        answer = client.post(at, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded", headers=headers)
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
    link = unsubscribe.written(noor, Group.MAIL)
    for place in range(len(link) - 1):
        other = "A" if link[place] != "A" else "B"
        assert unsubscribe.read(link[:place] + other + link[place + 1 :]) is None


def test_the_link_says_nothing_to_who_reads_it(noor: CitizenId) -> None:
    (link,) = parse_qs(urlsplit(unsubscribe.address(noor, Group.MAIL)).query)["link"]
    assert str(noor) not in link
    assert noor.hex not in link
    assert link != unsubscribe.written(noor, Group.MAIL), "two links of one citizen cannot be told to be of one"
    assert unsubscribe.read(link) == (noor, Group.MAIL)

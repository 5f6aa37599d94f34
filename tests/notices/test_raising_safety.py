"""What happens to keys, and that a profile will go, is raised by who hears it of the floors below (A8, E3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation

from burgerprofiel.access import tasks, warnings
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.notices import queries
from burgerprofiel.notices.hearing import keys
from burgerprofiel.notices.models import Notice, Waiting
from burgerprofiel.notices.queries import Read
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import unused
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over

pytestmark = pytest.mark.django_db
EMAIL, OTHER = "noor@example.be", "noor@werk.example"


@pytest.fixture
def noor(noor: CitizenId) -> CitizenId:
    """Noor, who gave an address and a number."""
    for kind, value in ((Kind.EMAIL, EMAIL), (Kind.PHONE, "+32470123456")):
        take_over(noor, kind, value, clock.now(), Trace(actor="citizen"))
    return noor


def happens(citizen_id: CitizenId, news: News, key: Key = Key.csamsms, counter: str = "") -> None:
    """Something happens to a key."""
    with transaction.atomic():
        warnings.warn(citizen_id, news, key, counter=counter)


def told(citizen_id: CitizenId, language: str = "nl") -> list[Read]:
    """What they were told."""
    with translation.override(language):
        return queries.opened(citizen_id, list(Notice.objects.filter(citizen_id=citizen_id).order_by("id")))


def channels(citizen_id: CitizenId) -> set[str]:
    """By which it goes out."""
    return set(Waiting.objects.filter(citizen_id=citizen_id).values_list("channel", flat=True))


@pytest.mark.parametrize("news", list(News))
def test_each_is_told_in_the_bell_and_by_e_mail_in_every_language(noor: CitizenId, news: News) -> None:
    happens(noor, news, counter="Zonnegem" if news is News.AT_COUNTER else "")
    heads = set()
    for language in ("nl", "fr", "de", "en"):
        (read,) = told(noor, language)
        assert "%(" not in read.words.title + read.words.text
        heads.add(read.words.title)
    assert len(heads) == 4
    assert "email" in channels(noor)


def test_who_switched_all_off_hears_it_all_the_same_and_at_night(noor: CitizenId) -> None:
    from burgerprofiel.notices.kinds import KINDS
    from burgerprofiel.notices.notice import Channel

    mine = [kind for key, kind in KINDS.items() if key.startswith("safety.")]
    assert {kind.key for kind in mine} >= {f"safety.{each.value}" for each in News}
    assert all(kind.skips_quiet and Channel.EMAIL in kind.must for kind in mine)


def test_an_address_to_which_access_writes_with_the_link_that_locks_gets_no_second_letter(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warnings.mail, "offered", lambda: True)
    monkeypatch.setattr(warnings, "addresses", lambda _who: (EMAIL.upper(),))
    monkeypatch.setattr(tasks.send_warning, "defer", lambda **_job: None)
    monkeypatch.setattr(warnings.visits, "language_of", lambda _who: "nl")
    happens(noor, News.KEY_ADDED)
    assert len(told(noor)) == 1
    assert "email" not in channels(noor)
    monkeypatch.setattr(warnings, "addresses", lambda _who: (OTHER,))
    happens(noor, News.KEY_REMOVED)
    assert "email" in channels(noor)


def test_whoever_makes_noise_fills_no_mailbox(noor: CitizenId) -> None:
    for _time in range(keys.MOST + 3):
        happens(noor, News.NEW_DEVICE)
    assert len(told(noor)) == keys.MOST + 3, "the bell misses nothing"
    assert Waiting.objects.filter(citizen_id=noor, channel="email").count() == keys.MOST


def test_nobody_else_hears_it(noor: CitizenId, jozef: CitizenId) -> None:
    happens(noor, News.PASSWORD_CHANGED)
    assert not told(jozef)


def test_a_profile_that_nobody_uses_is_told_on_every_channel_before_it_goes(noor: CitizenId) -> None:
    Profile.objects.filter(citizen_id=noor).update(seen_on=clock.today() - timedelta(days=715))
    unused.go_round()
    unused.go_round()
    (read,) = told(noor)
    assert read.words.title == "Uw profiel wordt over een maand verwijderd"
    assert (read.path, read.active) == ("/profiel", True)
    assert {"email", "sms"} <= channels(noor)

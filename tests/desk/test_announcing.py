"""Announcements at the desk: written by one, released by another, followed, and stopped (C17, E1)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.audit.queries import events_of
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices import tasks
from burgerprofiel.notices.announcements import actions, clearing, draft, recipients, writing
from burgerprofiel.notices.models import Announcement, Notice, Preference, Proposal, Stop, Waiting
from burgerprofiel.notices.own import lines
from burgerprofiel.people.actions import meet
from tests.desk.reading import hidden, told
from tests.desk.staff import BRAM, HOST, NOOR, ORIGIN, SOFIE, TRACE, Colleague, at_work, the_site, town
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import reached, server
from tests.notices.outbox.posting import Server

__all__ = ["server"]
pytestmark = pytest.mark.django_db
LIST, NEW = "/aankondigingen", "/aankondigingen/nieuw"
WORDS = {f"{code}-{part}": f"{part} in {code}" for code in writing.LANGUAGES for part in ("title", "text")}
FORM = {
    "reference": "2026-energie",
    "page": "/dossiers",
    "address": "",
    "expires": "",
    "audience": "everybody",
    **WORDS,
}
JOZEF = Ssin("52620915336")


@pytest.fixture
def sofie() -> Colleague:
    """Who writes."""
    return at_work(SOFIE, DeskRole.ANNOUNCING, at=the_site())


@pytest.fixture
def bram() -> Colleague:
    """Who releases."""
    return at_work(BRAM, DeskRole.ANNOUNCING, at=the_site())


def write(who: Colleague, path: str = NEW, *, step: str = "nakijken", **changed: str) -> HttpResponse:
    """Open the form, fill it in, and send it."""
    return who.post(path, **hidden(who.get(path)), **FORM | changed, stap=step)


def act(who: Colleague, step: str, *, seen: HttpResponse | None = None, **more: str) -> HttpResponse:
    """Do something with the one proposal, as it is on screen."""
    page = seen or who.get(here())
    return who.post(f"{here()}/stap", **hidden(page), stap=step, **more)


def here() -> str:
    """Where the one proposal is."""
    return f"{LIST}/{Proposal.objects.get().id}"


def by_an_operator(reference: str, *whom: CitizenId) -> UUID:
    """What `./manage notices_announce` makes."""
    said = {"title": "Van de operator", "text": "Tekst"}
    return actions.make(draft.read({"reference": reference, **dict.fromkeys(writing.LANGUAGES, said)}), whom, TRACE)


def waiting_jobs() -> list[str]:
    """What was asked of the worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'notices.%' AND status = 'todo'")
        return [row[0] for row in cursor.fetchall()]


def tags(whose: CitizenId) -> list[str]:
    """What a trail says was done."""
    return [each.tag for each in events_of(whose).events]


def where(page: HttpResponse) -> str:
    """Where it leads, without what was done."""
    assert page.status_code == 303, told(page)
    return page["Location"].partition("?")[0]


def released(sofie: Colleague, bram: Colleague, **changed: str) -> str:
    """Where an announcement is followed that both agreed on."""
    where(write(sofie, **changed))
    where(act(sofie, "voorleggen"))
    return where(act(bram, "vrijgeven"))


def test_one_writes_another_releases_and_everybody_is_told(
    sofie: Colleague, bram: Colleague, django_capture_on_commit_callbacks: object
) -> None:
    noor = meet(NOOR.ssin)
    assert where(write(sofie)) == here()
    assert "about 0 people" in told(sofie.get(here()))
    assert where(act(sofie, "voorleggen")) == here()
    assert "To everybody: 3 people." in told(bram.get(here()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        followed = where(act(bram, "vrijgeven"))
    assert waiting_jobs() == ["notices.announce"]
    assert not Notice.objects.exists(), "nobody is told in the request"
    assert "0 of 3" in told(bram.get(followed))
    tasks.announce(0)
    assert {row.citizen_id for row in Notice.objects.all()} == {noor, sofie.id, bram.id}
    assert "3 of 3" in told(bram.get(followed))
    assert bytes(Proposal.objects.get().whom) == b""


def test_nobody_releases_what_they_wrote_or_proposed_and_the_database_says_so_too(
    sofie: Colleague, bram: Colleague
) -> None:
    write(sofie)
    act(sofie, "voorleggen")
    refused = act(sofie, "vrijgeven")
    assert refused.status_code == 403
    assert "so a colleague releases it" in told(refused)
    assert not Announcement.objects.exists()
    for column in ("written_by", "proposed_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            other = {"written_by", "proposed_by"}.difference({column}).pop()
            Proposal.objects.update(
                **{column: sofie.id, other: bram.id},
                state="released",
                decided_by=sofie.id,
                announcement=UUID(int=1),
            )


def test_who_changed_the_words_last_does_not_release_them_either(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    write(bram, f"{here()}/wijzigen", **{"nl-title": "Anders"})
    act(sofie, "voorleggen")
    assert act(bram, "vrijgeven").status_code == 403
    assert act(sofie, "vrijgeven").status_code == 403


def test_a_colleague_refuses_with_a_reason_and_it_is_mended(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    act(sofie, "voorleggen")
    assert "Say why" in told(act(bram, "weigeren", reden=" "))
    assert "national number" in told(act(bram, "weigeren", reden="over 85.63.14-412.36"))
    where(act(bram, "weigeren", reden="De titel is te vaag."))
    form = sofie.get(f"{here()}/wijzigen")
    assert "De titel is te vaag." in told(form)
    write(sofie, f"{here()}/wijzigen", **{"nl-title": "Beter"})
    act(sofie, "voorleggen")
    assert where(act(bram, "vrijgeven")).startswith(f"{LIST}/verteld/")
    assert Announcement.objects.get().words["title"]["nl"] == "Beter"


def test_a_double_click_is_done_once_and_says_what_became_of_it(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    draft_page = sofie.get(here())
    for _click in range(2):
        assert where(act(sofie, "voorleggen", seen=draft_page)) == here()
    waiting = bram.get(here())
    where(act(bram, "vrijgeven", seen=waiting))
    assert where(act(bram, "vrijgeven", seen=waiting)) == here()
    assert where(bram.get(here())).startswith(f"{LIST}/verteld/")
    assert Announcement.objects.count() == 1


def test_what_was_released_never_changes_again(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    form = sofie.get(f"{here()}/wijzigen")
    act(sofie, "voorleggen")
    waiting = bram.get(here())
    sent = sofie.post(f"{here()}/wijzigen", **hidden(form), **FORM | {"nl-title": "Toch anders"}, stap="nakijken")
    assert sent.status_code == 409
    assert "Toch anders" in sent.content.decode(), "nothing that was typed is lost"
    act(bram, "vrijgeven", seen=waiting)
    for step in ("weigeren", "terughalen", "voorleggen", "weg"):
        again = act(bram, step, seen=waiting, reden="Toch niet.")
        assert again.status_code == 409, step
    late = sofie.post(f"{here()}/wijzigen", **hidden(form), **FORM | {"nl-title": "Te laat"}, stap="nakijken")
    assert late.status_code == 409
    assert Announcement.objects.get().words["title"]["nl"] == "title in nl"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("reference", "", "Give it a reference"),
        ("reference", "met spatie", "Give it a reference"),
        ("reference", "85631441236", "A national number stands in it"),
        ("nl-title", "", "Fill this in"),
        ("fr-text", "  ", "Fill this in"),
        ("de-title", "x" * 151, "at most 150 fit"),
        ("en-text", "x" * 1001, "at most 1000 fit"),
        ("nl-act", "x" * 61, "at most 60 fit"),
        ("nl-title", "een\ntwee", "Write this on one line"),
        ("nl-text", "Voor 85.63.14-412.36 alleen", "A national number stands in it"),
        ("expires", "2020-01-01", "That day is over"),
        ("expires", "31/12/2026", "Write a day like"),
        ("page", "https://example.org", "from its “/” on"),
        ("page", "/bestaat-niet", "The portal has no such page"),
        ("audience", "", "Choose to whom it goes"),
    ],
)
def test_each_rule_is_a_sentence_beside_its_field_and_nothing_typed_is_lost(
    sofie: Colleague, field: str, typed: str, sentence: str
) -> None:
    page = write(sofie, **{field: typed, "de-text": "Ein besonderer Satz."})
    assert page.status_code == 400
    assert re.search(rf'id="{field}-wrong".*?{re.escape(sentence)}', page.content.decode().replace("&#39;", "'"))
    assert "Ein besonderer Satz." in page.content.decode()
    kept = Proposal.objects.get()
    assert kept.typed["de-text"] == "Ein besonderer Satz."
    if "national number" not in sentence:
        assert kept.typed[field] == typed.strip()
    assert where(sofie.get(here())) == f"{here()}/wijzigen", "it leads to what is not right yet"


@pytest.mark.parametrize("step", ["nakijken", "later"])
def test_a_national_number_is_kept_nowhere_not_in_a_draft_either(sofie: Colleague, bram: Colleague, step: str) -> None:
    page = write(sofie, step=step, **{"nl-text": "Voor 85.63.14-412.36 alleen", "reference": "85631441236"})
    assert page.status_code == 400
    assert "Voor 85.63.14-412.36 alleen" in page.content.decode(), "who typed it takes it out"
    assert "Nothing is lost" not in told(page)
    assert (Proposal.objects.get().typed["nl-text"], Proposal.objects.get().typed["reference"]) == ("", "")
    for path in (LIST, f"{here()}/wijzigen"):
        assert "412.36" not in bram.get(path).content.decode()
        assert "85631441236" not in bram.get(path).content.decode()


def test_another_page_of_the_portal_is_checked(sofie: Colleague) -> None:
    assert "Say which page" in told(write(sofie, page="other"))
    wrong = write(sofie, f"{here()}/wijzigen", page="other", address="//example.org/x")
    assert "from its “/” on" in told(wrong)
    assert where(write(sofie, f"{here()}/wijzigen", page="other", address="/attesten?zoek=x")) == here()


def test_a_draft_is_kept_taken_up_by_a_colleague_and_thrown_away(sofie: Colleague, bram: Colleague) -> None:
    assert where(write(sofie, step="later", **{"fr-title": ""})) == LIST
    assert "••.••.••-•••.20" in told(bram.get(LIST))
    assert "title in nl" in bram.get(f"{here()}/wijzigen").content.decode()
    where(write(bram, f"{here()}/wijzigen"))
    assert where(act(sofie, "weg")) == LIST
    assert not Proposal.objects.exists()
    assert tags(sofie.id).count("notices.announcement.decided") == 1
    assert "notices.announcement.decided" in tags(bram.id)


def test_sending_the_form_twice_makes_one(sofie: Colleague) -> None:
    form = hidden(sofie.get(NEW))
    for _time in range(2):
        where(sofie.post(NEW, **form, **FORM, stap="nakijken"))
    assert Proposal.objects.get().version == 1


def test_two_colleagues_who_change_it_do_not_overwrite_each_other(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    mine = hidden(sofie.get(f"{here()}/wijzigen"))
    write(bram, f"{here()}/wijzigen", **{"nl-title": "Van Bram"})
    late = sofie.post(f"{here()}/wijzigen", **mine, **FORM | {"nl-title": "Van Sofie"}, stap="nakijken")
    assert late.status_code == 409
    assert "Van Sofie" in late.content.decode()
    assert Proposal.objects.get().typed["nl-title"] == "Van Bram"
    where(sofie.post(f"{here()}/wijzigen", **hidden(late), **FORM | {"nl-title": "Van Sofie"}, stap="nakijken"))
    assert Proposal.objects.get().typed["nl-title"] == "Van Sofie"


def test_a_list_is_pasted_or_sent_kept_encrypted_and_strangers_are_counted(sofie: Colleague, bram: Colleague) -> None:
    noor, jozef = meet(NOOR.ssin), meet(JOZEF)
    where(write(sofie, audience="list", pasted="85.63.14-412.36\n\n91682728828\n85631441236\n"))
    row = Proposal.objects.get()
    assert (row.listed, row.strangers) == (1, 1)
    assert noor.bytes not in bytes(row.whom)
    page = told(sofie.get(here()))
    assert "To 1 person on a list." in page
    assert "1 more on it is not known here" in page
    file = SimpleUploadedFile("lijst.csv", "\ufeff85631441236;Noor\r\n52620915336;Jozef\r\n".encode())
    form = hidden(sofie.get(f"{here()}/wijzigen"))
    answer = sofie.client.post(
        f"{here()}/wijzigen",
        {**form, **FORM, "audience": "list", "list": file, "stap": "nakijken"},
        headers={"origin": ORIGIN},
    )
    assert where(answer) == here()
    form = sofie.get(f"{here()}/wijzigen")
    assert "85631441236" not in form.content.decode()
    act(sofie, "voorleggen")
    act(bram, "vrijgeven")
    tasks.announce(0)
    assert {row.citizen_id for row in Notice.objects.all()} == {noor, jozef}
    assert bytes(Proposal.objects.get().whom) == b"", "released, its list is not kept beside it"


def test_wrong_lines_are_told_by_their_place_and_never_repeated(
    sofie: Colleague, capsys: pytest.CaptureFixture[str]
) -> None:
    page = write(sofie, audience="list", pasted="85631441236\n85631441237\n\nJan Peeters\n")
    assert page.status_code == 400
    assert "on lines 2, 4." in told(page)
    for secret in ("85631441236", "85631441237", "Jan Peeters"):
        assert secret not in page.content.decode()
        assert secret not in "".join(capsys.readouterr())
        assert secret not in str(Proposal.objects.values().get())
    assert Proposal.objects.get().listed is None
    assert "Choose a file with the list" in told(sofie.get(f"{here()}/wijzigen?fout=ja"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\xff\xfe8\x005\x00", "no text file"), (b"  \n \n", "no national number in this list")],
)
def test_a_file_that_is_no_list_keeps_nothing_of_it(sofie: Colleague, content: bytes, sentence: str) -> None:
    form = hidden(sofie.get(NEW))
    sent = {**form, **FORM, "audience": "list", "list": SimpleUploadedFile("x.csv", content), "stap": "later"}
    page = sofie.client.post(NEW, sent, headers={"origin": ORIGIN})
    assert page.status_code == 400
    assert sentence in told(page)
    assert Proposal.objects.get().listed is None


def test_the_preview_shows_the_real_letter_in_four_languages(sofie: Colleague) -> None:
    write(sofie, **{"fr-title": "La prime énergie commence", "nl-title": "De energietoeslag begint ☀"})
    page = told(sofie.get(here()))
    assert "Bonjour Noor" in page
    assert "La prime énergie commence" in page
    assert "Guten Tag Noor" in page
    letter = sofie.get(f"{here()}/brief/fr")
    assert "La prime énergie commence" in letter.content.decode()
    assert "sandbox" in letter["Content-Security-Policy"]
    assert sofie.get(f"{here()}/brief/es").status_code == 404
    assert "text message" in page


def test_a_trial_goes_to_oneself_alone_by_what_one_has(sofie: Colleague, server: Server) -> None:
    noor = meet(NOOR.ssin)
    reached(noor, "noor@example.be")
    write(sofie)
    nowhere = sofie.get(act(sofie, "proef")["Location"])
    assert "in your own bell alone" in told(nowhere)
    reached(sofie.id, "sofie@example.be")
    page = sofie.get(act(sofie, "proef")["Location"])
    assert "goes to you by: E-mail" in told(page)
    send_waiting()
    assert [to for to, _id, _at in server.letters] == ["sofie@example.be"]
    assert {row.citizen_id for row in Notice.objects.all()} == {sofie.id}
    assert not Announcement.objects.exists()


def test_before_releasing_it_says_about_how_many_it_reaches(sofie: Colleague) -> None:
    noor, jozef = meet(NOOR.ssin), meet(JOZEF)
    reached(noor, "noor@example.be")
    reached(jozef, "jozef@example.be")
    choose(jozef, "never")
    write(sofie)
    assert "E-mail about 1 person" in told(sofie.get(here()))
    many = [Ssin(f"{nine}{97 - nine % 97:02d}") for nine in range(446501001, 446501011)]
    for number, each in enumerate([meet(ssin) for ssin in many][1:]):
        reached(each, f"n{number}@example.be")
    write(sofie, f"{here()}/wijzigen", audience="list", pasted="\n".join(each.digits for each in many))
    assert "E-mail about 9 people" in told(sofie.get(here()))


def test_of_a_short_list_it_does_not_say_how_they_are_reached(sofie: Colleague, bram: Colleague) -> None:
    reached(meet(JOZEF), "jozef@example.be")
    write(sofie, audience="list", pasted=JOZEF.digits)
    for page in (told(sofie.get(here())), told(bram.get(here()))):
        assert "To 1 person on a list." in page
        assert "Of fewer than 10 people" in page
        assert "about 1 person" not in page


def choose(citizen_id: CitizenId, how: str) -> None:
    """Let somebody choose how announcements come by e-mail."""
    Preference.objects.create(citizen_id=citizen_id, group="announcements", channel="email", how=how, since=clock.now())


def test_a_list_that_names_nobody_we_know_is_released_to_nobody(sofie: Colleague, bram: Colleague) -> None:
    write(sofie, audience="list", pasted="91682728828")
    act(sofie, "voorleggen")
    page = act(bram, "vrijgeven")
    assert page.status_code == 409
    assert "It would go to nobody" in told(page)
    assert not Announcement.objects.exists()


def test_a_reference_is_announced_once(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    act(sofie, "voorleggen")
    by_an_operator("2026-energie", sofie.id)
    page = act(bram, "vrijgeven")
    assert page.status_code == 409
    assert Announcement.objects.count() == 1


def test_what_an_operator_announces_stands_in_the_list_too(sofie: Colleague) -> None:
    for number in range(26):
        by_an_operator(f"r{number}", sofie.id)
    first = sofie.get(LIST)
    assert "Announced (26)" in told(first)
    assert told(first).count("by an operator") == 25
    (older,) = re.findall(r"\?na=([0-9a-f-]+)", first.content.decode())
    assert told(sofie.get(f"{LIST}?na={older}")).count("by an operator") == 1


def test_its_progress_says_what_became_of_letters_and_who_read_it(
    sofie: Colleague, bram: Colleague, server: Server
) -> None:
    noor, jozef = meet(NOOR.ssin), meet(JOZEF)
    reached(noor, "noor@example.be")
    reached(jozef, "jozef@example.be")
    choose(noor, "now")
    followed = released(sofie, bram)
    tasks.announce(0)
    page = told(bram.get(followed))
    assert "E-mail 2 0 0 0 0 0" in page
    send_waiting()
    Notice.objects.filter(citizen_id=jozef).update(read_at=clock.now())
    page = told(bram.get(followed))
    assert "E-mail 1 1 0 0 0 0" in page
    assert "Read in the bell 1" in page


def test_stopped_nobody_else_is_told_no_letter_goes_and_every_bell_is_done(
    sofie: Colleague, bram: Colleague, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SIZE", 1)
    monkeypatch.setattr(clearing, "BELLS", 1)
    noor, jozef = meet(NOOR.ssin), meet(JOZEF)
    for each, address in ((noor, "noor@example.be"), (jozef, "jozef@example.be")):
        reached(each, address)
        choose(each, "now")
    followed = released(sofie, bram)
    known = UUID(followed.rpartition("/")[2])
    actions.tell_next(known)
    actions.tell_next(known)
    have = {row.citizen_id for row in Notice.objects.all()}
    waiting = Waiting.objects.count()
    assert bram.post(f"{followed}/stoppen", reden="").status_code == 400
    where(sofie.post(f"{followed}/stoppen", reden="De datum klopt niet."))
    assert where(sofie.post(f"{followed}/stoppen", reden="De datum klopt niet.")) == followed, "a double click"
    assert bram.post(f"{followed}/stoppen", reden="Nog eens.").status_code == 409
    assert actions.tell_next(known) is None
    assert clearing.clear(30)
    send_waiting()
    assert server.letters == []
    assert (Stop.objects.get().untold, Stop.objects.get().dropped) == (2, waiting)
    assert {row.citizen_id for row in Notice.objects.all()} == have
    assert all(lines.standing(CitizenId(each)).unread == 0 for each in have)
    page = told(bram.get(followed))
    assert "Stopped by ••.••.••-•••.20" in page
    assert "De datum klopt niet." in page
    assert "2 people were not told and will not be." in page
    assert "It is over in every bell." in page
    assert "notices.announcement.stopped" in tags(CitizenId(known))
    assert "notices.announcement.stopped" in tags(sofie.id)


def test_an_operators_announcement_is_stopped_too(sofie: Colleague) -> None:
    known = by_an_operator("r", sofie.id)
    where(sofie.post(f"{LIST}/verteld/{known}/stoppen", reden="Vergissing."))
    assert "1 person was not told and will not be." in told(sofie.get(f"{LIST}/verteld/{known}"))


def test_a_colleague_of_another_body_sees_nothing_of_it(sofie: Colleague) -> None:
    write(sofie)
    other = at_work(BRAM, DeskRole.ANNOUNCING, at=town("0207500000", "Gemeente Maandorp"))
    for path in (LIST, NEW, here(), f"{here()}/wijzigen"):
        page = other.get(path)
        assert page.status_code == 403
        assert "title in nl" not in page.content.decode()
    assert other.post(f"{here()}/stap", stap="weg", versie="1").status_code == 403
    assert Proposal.objects.exists()
    assert "/aankondigingen" not in other.get("/").content.decode()


def test_the_front_page_leads_to_it(sofie: Colleague) -> None:
    assert f'href="{NEW}"' in sofie.get("/").content.decode()


def test_the_front_page_says_to_a_colleague_what_waits_for_them(sofie: Colleague, bram: Colleague) -> None:
    write(sofie)
    act(sofie, "voorleggen")
    assert "1 to release" in told(bram.get("/"))
    assert "to release" not in told(sofie.get("/"))


def test_what_is_over_before_its_release_is_not_released(sofie: Colleague, bram: Colleague) -> None:
    today = clock.today()
    write(sofie, expires=today.isoformat())
    act(sofie, "voorleggen")
    seen = bram.get(here())
    row = Proposal.objects.get()
    Proposal.objects.update(typed=row.typed | {"expires": (today - timedelta(days=1)).isoformat()})
    assert "not right any more" in told(bram.get(here()))
    page = act(bram, "vrijgeven", seen=seen)
    assert page.status_code == 409
    assert "not right any more" in told(page)
    assert not Announcement.objects.exists()


def test_a_list_that_is_too_long_for_the_desk_is_not_kept(sofie: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipients, "MOST", 1)
    page = write(sofie, audience="list", pasted="85631441236\n52620915336")
    assert "A list has at most 1 numbers here" in told(page)
    assert Proposal.objects.get().listed is None


def test_what_is_sent_without_sense_changes_nothing(sofie: Colleague, bram: Colleague) -> None:
    write(sofie, **{"nl-title": "a\x00b", "page": "/dossiers\x00"})
    assert act(sofie, "iets").status_code == 400
    assert sofie.post(f"{here()}/stap", stap="weg", versie="x").status_code == 409
    assert sofie.post(NEW, id="geen").status_code == 404
    assert sofie.get(f"{LIST}/verteld/{UUID(int=1)}").status_code == 404
    assert sofie.get(f"{LIST}/{UUID(int=1)}").status_code == 404
    assert sofie.get(f"{LIST}?na=onzin").status_code == 200
    assert bram.post(f"{LIST}/verteld/{UUID(int=1)}/stoppen", reden="x").status_code == 404
    assert Proposal.objects.get().state == "draft"


def test_what_nobody_finished_goes_after_three_months_with_its_list(sofie: Colleague) -> None:
    meet(NOOR.ssin)
    write(sofie, audience="list", pasted="85631441236")
    tasks.forget_proposals(0)
    assert Proposal.objects.exists()
    with clock.frozen_at(clock.now() + timedelta(days=91)):
        tasks.forget_proposals(0)
    assert not Proposal.objects.exists()


def test_a_list_is_sealed_again_after_a_new_root_key(
    sofie: Colleague, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = meet(NOOR.ssin)
    write(sofie, audience="list", pasted="85631441236")
    row = Proposal.objects.get()
    for file in settings.CONFIG.secrets.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "root_key").rename(tmp_path / "root_key_previous")
    (tmp_path / "root_key").write_text("n" * 64)
    monkeypatch.setitem(settings.CONFIG.__dict__, "secrets", tmp_path)
    root_keys.cache_clear()
    try:
        call_command("reseal_notices", verbosity=0)
        row.refresh_from_db()
        assert bytes(row.whom)[:6].hex() == root_keys().current
        assert recipients.unsealed(row.id, bytes(row.whom)) == [noor]
    finally:
        monkeypatch.undo()
        root_keys.cache_clear()


def test_a_form_from_elsewhere_is_not_taken(sofie: Colleague) -> None:
    form = hidden(sofie.get(NEW))
    stranger = Client(enforce_csrf_checks=True, headers={"host": HOST, "origin": "https://elders.example"})
    stranger.cookies = sofie.client.cookies
    sent = {**form, **FORM, "list": SimpleUploadedFile("lijst.csv", b"85631441236"), "stap": "later"}
    assert stranger.post(NEW, sent).status_code == 403
    assert not Proposal.objects.exists()

"""A citizen sends themselves a certificate: to the proved address alone, with the file only when that is wanted."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.emailing import actions, tasks
from burgerprofiel.certificates.models import Mailed
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.post import Attachment, Message, NotSentError, mail
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.certificates.issuing.conftest import Worker
from tests.certificates.listing.conftest import ADDRESS, acting, prove
from tests.mailbox.owning import Owner

pytestmark = pytest.mark.django_db
LIFE = "/attesten/rijksregister/life"


def made(who: Owner, worker: Worker) -> str:
    """Ask for a certificate of diplomas; return its page."""
    sent = who.send("/attesten/aanvragen/diplomas", taal="nl", doel="work", concept=str(uuid7()))
    worker.work()
    return sent["Location"]


def after(who: Owner, page: str, **fields: str) -> str:
    """Send it, and read the page that follows."""
    answer = who.send(f"{page}/e-mail", **fields)
    assert answer.status_code == 303
    return who.text(answer["Location"].partition("#")[0])


def test_a_link_goes_to_the_proved_address_and_says_neither_which_certificate_nor_whose_number(
    noor: Owner, worker: Worker, letters: list[Message]
) -> None:
    prove(noor)
    page = made(noor, worker)
    assert f"Het is onderweg naar {ADDRESS}" in after(noor, page)
    (letter,) = letters
    assert letter.to == ADDRESS
    assert page in letter.text
    assert letter.attachments == ()
    number = BY_SLUG["noor"].ssin
    for hidden in (number, f"{number[:6]}-{number[6:9]}.{number[9:]}", "diploma", "Vandenbos"):
        assert hidden not in letter.text + letter.subject


def test_the_file_goes_along_only_when_it_is_wanted_and_as_it_is(
    noor: Owner, worker: Worker, letters: list[Message]
) -> None:
    prove(noor)
    page = made(noor, worker)
    after(noor, page, bestand="ja")
    (attached,) = letters[0].attachments
    assert attached.content == noor.get(f"{page}/document").getvalue()
    assert BY_SLUG["noor"].ssin not in attached.file_name
    assert "bestand bij deze e-mail" in letters[0].text


def test_one_of_the_register_is_sent_as_it_came(noor: Owner, letters: list[Message]) -> None:
    prove(noor)
    noor.send(LIFE, taal="fr")
    after(noor, LIFE, taal="fr", bestand="ja")
    (attached,) = letters[0].attachments
    assert attached.content == noor.get(f"{LIFE}/document?versie=fr").getvalue()
    assert attached.file_name == "Certificat de vie.pdf"


def test_the_link_to_one_of_the_register_does_not_say_which_either(noor: Owner, letters: list[Message]) -> None:
    prove(noor)
    noor.send(LIFE, taal="fr")
    after(noor, LIFE, taal="fr")
    assert letters[0].text.count("/attesten\n") == 1
    assert "life" not in letters[0].text


def test_one_that_the_register_did_not_give_in_this_session_is_not_sent(noor: Owner, letters: list[Message]) -> None:
    prove(noor)
    assert noor.send(f"{LIFE}/e-mail", taal="fr")["Location"] == LIFE
    assert letters == []


def test_without_a_proved_address_nothing_is_sent_and_the_page_says_how_to_get_one(
    noor: Owner, worker: Worker, letters: list[Message]
) -> None:
    page = made(noor, worker)
    assert "U hebt nog geen bevestigd e-mailadres" in after(noor, page)
    assert letters == []


def test_nobody_sends_a_certificate_of_somebody_else(
    noor: Owner, emma: Owner, worker: Worker, letters: list[Message]
) -> None:
    prove(emma, "emma@example.be")
    page = made(noor, worker)
    assert emma.send(f"{page}/e-mail", bestand="ja").status_code == 404
    assert letters == []


def test_under_a_mandate_nothing_is_sent(noor: Owner, worker: Worker, letters: list[Message]) -> None:
    prove(noor)
    page, wouter = made(noor, worker), acting("noor", "education")
    assert "Stuur het naar uzelf" not in wouter.text(page)
    wouter.send(f"{page}/e-mail", bestand="ja")
    assert letters == []


def test_there_is_an_end_to_it_in_a_day(
    noor: Owner, worker: Worker, letters: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    prove(noor)
    page = made(noor, worker)
    after(noor, page)
    after(noor, page)
    assert "zoveel e-mails gestuurd als mag" in after(noor, page)
    assert len(letters) == 2


def test_one_that_does_not_go_does_not_count_and_the_page_says_so(
    noor: Owner, worker: Worker, letters: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_letter: Message) -> None:
        raise NotSentError("the mail server answered 451", again=True)

    monkeypatch.setattr(mail, "send", down)
    prove(noor)
    assert "De e-mail kon niet worden verstuurd" in after(noor, made(noor, worker))
    assert not Mailed.objects.exists()


def test_asking_and_what_became_of_it_stand_in_the_trail(noor: Owner, worker: Worker, letters: list[Message]) -> None:
    prove(noor)
    after(noor, made(noor, worker))
    events = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag__startswith="certificates.mail")
    assert list(events.order_by("seq").values_list("tag", flat=True)) == [
        "certificates.mail.asked",
        "certificates.mail.ended",
    ]
    assert ADDRESS not in "".join(events.values_list("details", flat=True))


def test_what_counted_is_forgotten_two_days_later(noor: Owner, worker: Worker, letters: list[Message]) -> None:
    prove(noor)
    after(noor, made(noor, worker))
    Mailed.objects.update(at=Mailed.objects.get().at - 2 * tasks.KEPT)
    tasks.forget_mailed(0)
    assert not Mailed.objects.exists()


def test_an_attachment_hides_itself_in_logs() -> None:
    assert "geheim" not in repr(Message("1", "a@example.be", "s", "t", (Attachment("geheim.pdf", b"geheim"),)))

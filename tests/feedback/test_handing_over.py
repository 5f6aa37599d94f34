"""A report goes to its source by GTMF, once, and comes back: held against the system of the sources of the demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.core.management import call_command

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.feedback import datasets, following, handing_over
from burgerprofiel.feedback.connectors.gtmf import calls, check, client
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Report, Source
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.kit import clock, remembered
from burgerprofiel.notices.models import Notice
from burgerprofiel.simulators.gtmf.faults import Mode
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.feedback.citizens import MINE, PDF, Citizen
from tests.feedback.conftest import HOST

pytestmark = pytest.mark.django_db
Trouble = Callable[..., None]


def there(gtmf: str, report: Report) -> dict[str, Any]:
    """The report as the system keeps it for its handlers; exactly one has our reference."""
    token = calls._fetched(source("rr"))
    asked = {"Authorization": f"Bearer {token}", **HOST}
    url = f"{gtmf}/api/v2/meldingen/?MeldersReferentie={report.id}"
    (found,) = httpx.get(url, headers=asked).json()["Meldingen"]
    return dict(found)


def source(key: str) -> sources.Source:
    """One of them."""
    remembered.forget()
    found = sources.source(key)
    assert found
    return found


def sets(gtmf: str, report: Report, code: int, told: str = "") -> None:
    """A handler sets a status on the system's own page."""
    form = {"melding": report.remote, "status": str(code), "melder": told, "intern": "Niet voor de burger."}
    assert httpx.post(gtmf, data=form, headers=HOST).status_code == 303


def due(who: Citizen) -> Report:
    """The one report, which may be handed over or asked after now."""
    Report.objects.filter(citizen_id=who.citizen_id, due_at__isnull=False).update(due_at=clock.now())
    (row,) = who.rows()
    return row


def handed(who: Citizen, **fields: Any) -> Report:
    """A report that the system has."""
    assert who.report(**fields).status_code == 303
    assert handing_over.hand_over(who.citizen_id, due(who).id)
    return who.rows()[0]


def kinds(who: Citizen) -> list[str]:
    """How often they were told of their reports."""
    return list(Notice.objects.filter(citizen_id=who.citizen_id).values_list("kind", flat=True))


def test_it_carries_what_the_dataset_asks_and_what_the_citizen_proposes(noor: Citizen, gtmf: str) -> None:
    row = handed(noor, **{"waarde-0": "Nora", "waarde-1": "14-3-1985"})
    kept = client.with_reference(source("rr"), str(row.id))
    assert kept and kept.id == row.remote
    page = httpx.get(gtmf, headers=HOST).text
    for said in (BY_SLUG["noor"].ssin, "Naam", "Noor Vandenbos", "Nora", "1985-03-14", "Het is Nora."):
        assert said in page
    assert there(gtmf, row)["Meldingstype"] == "Fout"
    tags = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="feedback.report.handed_over")
    assert tags.count() == 1


def test_a_document_goes_along(noor: Citizen, gtmf: str) -> None:
    handed(noor, file=("akte.pdf", PDF))
    assert "/bestanden/" in httpx.get(gtmf, headers=HOST).text


def test_every_change_there_is_a_change_here_and_a_notice(noor: Citizen, gtmf: str) -> None:
    row = handed(noor)
    sets(gtmf, row, 2)
    assert following.follow(noor.citizen_id, due(noor).id)
    assert "wordt onderzocht" in noor.text("/gegevens/family")
    sets(gtmf, row, 4, "Aangepast op vraag van de burger.")
    assert following.follow(noor.citizen_id, due(noor).id)
    assert not following.follow(noor.citizen_id, due(noor).id)
    told = noor.text(f"{MINE}/{row.id}")
    assert "Opgelost" in told
    assert "Aangepast op vraag van de burger." in told
    assert "Niet voor de burger." not in noor.html(f"{MINE}/{row.id}")
    sets(gtmf, row, 5)
    assert following.follow(noor.citizen_id, due(noor).id)
    assert noor.rows()[0].status == Status.CLOSED
    assert noor.rows()[0].due_at is None
    assert kinds(noor) == ["feedback.status"] * 3
    assert "Gemeld op" not in noor.text("/gegevens/family")


def test_it_assigns_by_itself(noor: Citizen, gtmf: str) -> None:
    import time

    handed(noor)
    time.sleep(2.2)
    assert following.follow(noor.citizen_id, due(noor).id)
    assert noor.rows()[0].status == Status.ASSIGNED
    assert "bij de bron" in noor.text("/gegevens/family")


def test_an_answer_that_is_lost_makes_no_second_report(noor: Citizen, gtmf: str, trouble: Trouble) -> None:
    noor.report()
    trouble(Mode.LOSES)
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)
    assert noor.rows()[0].remote == ""
    assert handing_over.hand_over(noor.citizen_id, due(noor).id)
    row = noor.rows()[0]
    assert there(gtmf, row)["Id"] == row.remote


def test_two_workers_hand_it_over_once(noor: Citizen, gtmf: str) -> None:
    noor.report()
    row = due(noor)
    assert handing_over._taken(noor.citizen_id, row.id)
    assert not handing_over.hand_over(noor.citizen_id, row.id)
    assert handing_over.hand_over(noor.citizen_id, due(noor).id)
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)


@pytest.mark.parametrize("mode", [Mode.DOWN, Mode.LOCKED, Mode.REFUSES, Mode.NO_JSON])
def test_what_is_not_taken_now_is_tried_again(noor: Citizen, gtmf: str, trouble: Trouble, mode: Mode) -> None:
    datasets.refresh()
    noor.report()
    trouble(mode)
    calls.forget()
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)
    row = noor.rows()[0]
    assert row.trouble
    assert row.due_at and row.due_at > clock.now()
    assert "kan het nu niet aannemen" in noor.text(f"{MINE}/{row.id}")
    trouble(Mode.FINE)
    assert handing_over.hand_over(noor.citizen_id, due(noor).id)
    assert "kan het nu niet aannemen" not in noor.text(f"{MINE}/{row.id}")


def test_a_token_that_is_forgotten_is_taken_anew(noor: Citizen, gtmf: str, trouble: Trouble) -> None:
    datasets.refresh()
    noor.report()
    trouble(Mode.FORGETS)
    assert handing_over.hand_over(noor.citizen_id, due(noor).id)


def test_a_status_that_nobody_knows_changes_nothing(noor: Citizen, gtmf: str, trouble: Trouble) -> None:
    row = handed(noor)
    trouble(Mode.STRANGE)
    assert not following.follow(noor.citizen_id, due(noor).id)
    assert noor.rows()[0].status == row.status


def test_as_long_as_nobody_has_it_it_can_be_taken_back(noor: Citizen, gtmf: str) -> None:
    noor.report(file=("akte.pdf", PDF))
    row = due(noor)
    assert "Terugnemen" in noor.text(f"{MINE}/{row.id}")
    assert noor.send(f"{MINE}/{row.id}/intrekken", {}).status_code == 303
    assert not handing_over.hand_over(noor.citizen_id, row.id)
    now = noor.rows()[0]
    assert (now.status, now.object_name, now.due_at) == (Status.WITHDRAWN, "", None)
    assert noor.report().status_code == 303, "it can be reported anew"
    assert kinds(noor) == []


def test_what_the_source_has_cannot_be_taken_back(noor: Citizen, gtmf: str) -> None:
    row = handed(noor)
    answer = noor.send(f"{MINE}/{row.id}/intrekken", {})
    assert answer.status_code == 409
    assert "te laat" in answer.content.decode()
    assert "Terugnemen" not in noor.text(f"{MINE}/{row.id}")


def test_what_was_refused_can_be_taken_back(noor: Citizen, gtmf: str, trouble: Trouble) -> None:
    datasets.refresh()
    noor.report()
    trouble(Mode.REFUSES)
    handing_over.hand_over(noor.citizen_id, due(noor).id)
    row = noor.rows()[0]
    assert noor.send(f"{MINE}/{row.id}/intrekken", {}).status_code == 303


def test_the_longer_nothing_happens_the_less_often_it_is_asked_after() -> None:
    now = clock.now()
    waits = [following.wait(now - timedelta(hours=hours), now) for hours in (0, 1, 24, 24 * 7, 24 * 90)]
    assert waits == sorted(waits)
    assert len(set(waits)) == len(waits)


def test_an_operator_hears_whether_a_system_can_be_used(gtmf: str, trouble: Trouble) -> None:
    assert check.findings(source("rr")) == []
    assert check.findings(source("grar")) == []
    Source.objects.filter(key="rr").update(fill={"Gegeven": "{label}"})
    assert len(check.findings(source("rr"))) == 2
    trouble(Mode.LOCKED)
    calls.forget()
    assert "gives us no token" in check.findings(source("rr"))[0]


def test_a_dataset_that_wants_what_nobody_fills_in_gets_nothing(noor: Citizen, gtmf: str) -> None:
    noor.report()
    Source.objects.filter(key="rr").update(fill={"Gegeven": "{label}"})
    remembered.forget()
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)
    assert "INSZ" in noor.rows()[0].trouble


def test_the_national_number_is_in_no_row_and_in_no_notice(noor: Citizen, gtmf: str) -> None:
    row = handed(noor, path=noor.place("number"))
    sets(gtmf, row, 2)
    following.follow(noor.citizen_id, due(noor).id)
    ssin = BY_SLUG["noor"].ssin
    for model in (Report, Notice):
        for each in model.objects.filter(citizen_id=noor.citizen_id):
            assert ssin not in str(vars(each))


def test_the_command_checks_the_file(gtmf: str, tmp_path: Any, municipality: None) -> None:
    rr = source("rr")
    text = f"""
[[source]]
key = "nieuw"
origin = "ksz"
name = {{ nl = "KSZ" }}
way = "gtmf"
dataset = "PERSOON"
url = "{rr.url}"
token_url = "{rr.token_url}"
client_id = "{rr.client_id}"
secret_file = "{rr.secret_file}"
reporter = "OVO000123"
fill = {{ INSZ = "{{number}}" }}
"""
    from io import StringIO

    (tmp_path / "bronnen.toml").write_text(text)
    out = StringIO()
    call_command("feedback_sources", str(tmp_path / "bronnen.toml"), "--check", stdout=out)
    assert "nieuw: It must be sent Gegeven" in out.getvalue()


def test_a_notice_names_the_part_of_the_page_and_nothing_of_the_fact(noor: Citizen, gtmf: str) -> None:
    row = handed(noor)
    sets(gtmf, row, 2)
    following.follow(noor.citizen_id, due(noor).id)
    told = noor.text("/meldingen")
    assert "Wordt onderzocht: Wie u bent" in told
    assert "Vandenbos" not in told.partition("Wordt onderzocht")[2][:200]


def test_an_answer_that_cannot_be_read_makes_no_second_report(
    noor: Citizen, gtmf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor.report()
    real = client.submit

    def garbled(*asked: Any) -> Any:
        real(*asked)
        raise calls.PermanentError("POST /api/v2/meldingen answers what the contract does not say.")

    monkeypatch.setattr(client, "submit", garbled)
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)
    row = noor.rows()[0]
    assert noor.send(f"{MINE}/{row.id}/intrekken", {}).status_code == 409, "the source has it"
    monkeypatch.undo()
    assert handing_over.hand_over(noor.citizen_id, due(noor).id)
    assert there(gtmf, noor.rows()[0])["Id"] == noor.rows()[0].remote


def test_who_brings_a_document_for_longer_than_the_lease_sends_no_second_report(
    noor: Citizen, gtmf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor.report(file=("akte.pdf", PDF))
    real = client.upload

    def slow(*asked: Any) -> str:
        monkeypatch.setattr(client, "upload", real)
        assert handing_over.hand_over(noor.citizen_id, due(noor).id), "another worker takes it meanwhile"
        Report.objects.filter(citizen_id=noor.citizen_id).update(remote="")  # as far as that one came
        return real(*asked)

    monkeypatch.setattr(client, "upload", slow)
    assert not handing_over.hand_over(noor.citizen_id, due(noor).id)
    there(gtmf, noor.rows()[0])

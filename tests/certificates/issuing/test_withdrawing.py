"""A certificate is withdrawn by its code: visible at once to whoever verifies it, and told to its citizen."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.issuing import queries
from burgerprofiel.certificates.models import Code
from burgerprofiel.certificates.models.certificates import State, Why
from tests.certificates.issuing.conftest import Worker
from tests.certificates.issuing.test_asking import ask
from tests.notices.heads import told

pytestmark = pytest.mark.django_db


def withdraw(code: str, why: str = "mistake") -> str:
    """Run the command."""
    out = StringIO()
    call_command("certificates_withdraw", code, why, stdout=out)
    return out.getvalue().strip()


def test_what_is_withdrawn_says_so_to_everybody_and_is_given_out_no_more(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    worker.work()
    code = queries.one(noor, certificate).code
    assert withdraw(codes.pretty(code).lower()) == "Withdrawn."
    known, issued = Code.objects.get(code=code), queries.one(noor, certificate)
    assert known.withdrawn_at is not None
    assert known.withdrawn_why == issued.withdrawn_why == Why.MISTAKE
    assert issued.state == State.WITHDRAWN
    with pytest.raises(queries.NotThereError):
        queries.document(noor, certificate)
    worker.work()
    assert told(noor) == ["Ingetrokken: Attest van behaalde diploma’s"]
    event = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.certificate.withdrawn").get()
    assert code not in event.details


def test_it_is_withdrawn_once(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    worker.work()
    code = queries.one(noor, certificate).code
    withdraw(code)
    assert withdraw(code, "replaced") == "It was withdrawn already."
    assert Code.objects.get(code=code).withdrawn_why == Why.MISTAKE


def test_what_waits_for_its_seal_was_never_issued(noor: Viewer) -> None:
    certificate = ask(noor)
    with pytest.raises(CommandError, match="No certificate was issued"):
        withdraw(queries.one(noor, certificate).code)


@pytest.mark.parametrize("code", ["", "7K3M-9QXT-2B4G", "85.63.14-412.36"])
def test_a_slip_in_the_code_is_noticed(code: str) -> None:
    with pytest.raises(CommandError, match="no code of a certificate"):
        withdraw(code)


def test_the_reason_is_one_of_four_words(noor: Viewer) -> None:
    with pytest.raises(CommandError):
        withdraw(codes.new(), "because")
    assert len(Why.values) == 4

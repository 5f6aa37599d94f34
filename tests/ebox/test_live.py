"""The commands as a sender types them, against the running demo."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.landscape import Live, outside

NOOR, STRANGER, WRONG, BAKERY = "85631441236", "53480200724", "85631441237", "0765432146"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Person:
    """Somebody at a terminal."""

    folder: Path
    profile: Path

    def types(self, *command: str, code: int = 0, said: str = "") -> str:
        """Type a command; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "ebox", *command],
            env=outside(EBOX_PROFILE=str(self.profile)),
            cwd=self.folder,
            input=said,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


def person(live: Live, folder: Path, client_id: str, *more: str) -> Person:
    (folder / "brief.pdf").write_bytes(PDF)
    it = Person(folder, folder / f"{client_id}.toml")
    secret = str(live.data / "secrets" / f"client_{client_id}")
    at = ["--registry", live.origin("ebox"), "--access", f"{live.access}/op"]
    it.types("configure", *at, "--client-id", client_id, "--secret-file", secret, *more)
    return it


@pytest.fixture
def clerk(live: Live, tmp_path: Path) -> Person:
    """Somebody at the municipality."""
    sender = ["--sender", "0812345603", "--application", "zonnegem-post", "--type", "zonnegem-brief"]
    return person(live, tmp_path, "zonnegem-post", *sender)


def test_a_letter_is_sent_followed_and_withdrawn(clerk: Person) -> None:
    assert "may publish" in clerk.types("check")
    told = json.loads(clerk.types("publish", "brief.pdf", "--to", "-", "--subject", "Uw kaart", "--json", said=NOOR))
    assert told["state"] == "sent"
    assert "available" in clerk.types("status", told["messageId"])
    events = clerk.types("listen", "--once", "--json").splitlines()
    assert told["messageId"] in {json.loads(line)["eventData"]["messageId"] for line in events}
    assert clerk.types("listen", "--once") == "", "nothing is told twice"
    clerk.types("withdraw", told["messageId"], "--reason", "wrong_content")
    assert "withdrawn" in clerk.types("status", told["messageId"])


def test_a_table_goes_to_citizens_and_enterprises_and_the_bakery_exports_its_box(live: Live, clerk: Person) -> None:
    (clerk.folder / "post.csv").write_text(
        "recipient;file;subject;type;amount;due;iban;data.dossier\n"
        f"{NOOR};brief.pdf;Uw aanslag;zonnegem-aanslag;125,50;2099-03-31;BE72000000001616;\n"
        f"{BAKERY};brief.pdf;Uw vergunning;;;;;P-1\n"
        "0884303369;brief.pdf;Onbekend;;;;;\n"
    )
    clerk.types("publish-csv", "post.csv", code=1)
    with (clerk.folder / "post.report.csv").open() as file:
        assert [line["state"] for line in csv.DictReader(file)] == ["sent", "sent", "refused"]
    bakery = person(live, clerk.folder, "brood-consumer")
    bakery.types("export", "box")
    (saved,) = [
        place for place in (clerk.folder / "box").iterdir() if "Uw vergunning" in (place / "message.json").read_text()
    ]
    assert (saved / "1 brief.pdf").read_bytes() == PDF
    assert json.loads(bakery.types("export", "box", "--json"))["new"] == 0


def test_a_broadcast_is_made_from_a_list_and_its_report_says_whom_to_write_on_paper(clerk: Person) -> None:
    (clerk.folder / "straat.csv").write_text(f"recipient,reference\n{NOOR},a\n{STRANGER},b\n{WRONG},c\n")
    create = ["broadcast", "create", "brief.pdf", "--subject", "Uw straat gaat open", "--to", "citizen"]
    told = json.loads(clerk.types(*create, "--list", "straat.csv", "--json"))
    assert (told["state"], told["recipients"]["listed"], told["recipients"]["invalid"]) == ("draft", 1, 1)
    watched = clerk.types("broadcast", "start", told["broadcastId"])
    assert "done: 1 of 1 box has it." in watched
    lines = map(json.loads, clerk.types("broadcast", "report", told["broadcastId"]).splitlines())
    assert {line["reference"]: line["code"] for line in lines} == {"b": "NO_DIGITAL_USER", "c": "INVALID_INPUT"}
    assert told["broadcastId"] in clerk.types("broadcast", "list")


def test_a_wrong_secret_is_told_with_what_to_do(clerk: Person) -> None:
    (clerk.folder / "wrong").write_text("not-the-secret")
    clerk.types("configure", "--secret-file", "wrong")
    clerk.types("check", code=2)

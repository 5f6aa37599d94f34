"""The reports that it holds, in a file so that a restart forgets none; each is assigned by itself after a moment."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from burgerprofiel.simulators.gtmf.datasets import DATASETS, Json

STATUSES = {0: "Ingediend", 1: "Toegewezen", 2: "In onderzoek", 3: "Afgewezen", 4: "Opgelost", 5: "Gesloten"}
SETTABLE = (2, 3, 4, 5)
ASSIGNED_AFTER = 2.0
"""Seconds until the handler of the dataset has it."""


class Reports:
    """All of them, by id."""

    def __init__(self, file: Path) -> None:
        """Read what was kept."""
        self._file = file
        self.all: dict[str, Json] = {}
        try:
            self.all = json.loads(file.read_text())
        except (OSError, ValueError):
            self.all = {}

    def add(self, sent: Json) -> Json:
        """Take one; the same reference twice is two reports, as the contract promises nothing else."""
        made = str(uuid4())
        objects = [
            {"Id": str(uuid4()), "Dataset": each["Dataset"], "code": 0, "told": "", "internal": ""}
            for each in sent["heeftDoelwitten"]
        ]
        self.all[made] = {"id": made, "at": time.time(), "sent": sent, "objects": objects}
        self.keep()
        return self.all[made]

    def set(self, report: str, thing: str, code: int, told: str, internal: str) -> bool:
        """Give an object a status; False: there is no such thing, or no such status to set."""
        found = self.all.get(report)
        each = next((it for it in found["objects"] if it["Id"] == thing), None) if found else None
        if each is None or code not in SETTABLE:
            return False
        each.update(code=code, told=told[:4000], internal=internal[:4000])
        self.keep()
        return True

    def keep(self) -> None:
        """Write them down."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self.all))
        fresh.replace(self._file)


def code_of(report: Json, thing: Json) -> int:
    """Return the status of an object now: assigned by itself after a moment."""
    code = int(thing["code"])
    return 1 if code == 0 and time.time() - report["at"] > ASSIGNED_AFTER else code


def status(report: Json) -> int:
    """Return the status of the whole: the lowest of its objects."""
    return min(code_of(report, each) for each in report["objects"])


def written(report: Json, shift: int = 0) -> dict[str, Any]:
    """Return it as the contract writes it; `shift` makes a status that nobody knows."""
    objects = [
        {
            "Id": each["Id"],
            "Dataset": each["Dataset"],
            "Status": _state(code_of(report, each) + shift),
            "ToelichtingMelder": each["told"],
        }
        for each in report["objects"]
    ]
    handler = DATASETS[report["objects"][0]["Dataset"]]
    return {
        "Id": report["id"],
        "MeldersReferentie": report["sent"].get("MeldersReferentie", ""),
        "Meldingstype": report["sent"]["Meldingstype"],
        "Status": _state(status(report) + shift),
        "Behandelaar": {"OvoCode": handler.ovo, "Naam": handler.handler},
        "Meldingsobjecten": objects,
    }


def _state(code: int) -> Json:
    return {"Code": code, "Label": STATUSES.get(code, "Onbekend")}

"""Every change of a report is told to its citizen: one notice, which names the part of the page and no more.

What a fact is called may say something by itself (an address, an employer), and e-mail is read on its way.
"""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import content
from burgerprofiel.feedback.content import Content
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Report
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.vault import Vault

KIND = "feedback.status"
HERE = "/klopt-dit/meldingen"


def tell(opened: Vault, row: Report, status: Status, change: UUID) -> None:
    """Raise the notice of this change, in the running transaction: whoever changed it, it is the site that tells."""
    said = from_msgpack(opened.unseal(row.sealed, content.report_place(row.id)), Content)
    source = sources.source(row.source)
    name = source.name(said.language) if source else said.fact.source_name
    notices.tell(
        Notice(
            citizen_id=opened.citizen_id,
            kind=KIND,
            key=f"feedback.{row.id}.{change}",
            values={
                "fact": dict(said.fact.titles) or said.fact.title or name,
                "source": dict(source.names) if source else said.fact.source_name,
                "status": str(status.value),
            },
            path=f"{HERE}/{row.id}",
            transaction=f"feedback.{row.id}",
        ),
        trace=Trace(actor="system"),
    )

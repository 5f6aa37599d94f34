"""How every table lies when one database machine is not enough: spread over several by Citus (decision 2).

What a citizen or an organisation owns lies on one machine, together: a page asks one machine only. What all of them
need is copied to every machine. What is found by something else (a token, the hash of a number) is spread by that. The
rest stays on the first machine: jobs, for `SKIP LOCKED` does not cross machines, and what is written once a minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from django.apps import apps
from django.db.models import Model

OWNERS = ("citizen_id", "box_id", "owner_id")
TOGETHER = "people_citizen"
"""The table beside which everything lies that has an owner."""


class Way(Enum):
    """Where the rows of a table are."""

    OWNER = "with their owner"
    COLUMN = "spread by a column of their own"
    EVERYWHERE = "copied to every machine"
    ONE = "on the first machine"


class Place(NamedTuple):
    """How one table lies."""

    table: str
    way: Way
    column: str = ""

    def statement(self) -> str:
        """Return the statement that puts an ordinary table there; empty when it stays (Citus manual, “Citus Utility
        Functions”)."""
        match self.way:
            case Way.OWNER if self.table == TOGETHER:
                return f"SELECT create_distributed_table('{self.table}', '{self.column}', colocate_with => 'none')"
            case Way.OWNER:
                told = f"'{self.table}', '{self.column}', colocate_with => '{TOGETHER}'"
                return f"SELECT create_distributed_table({told})"
            case Way.COLUMN:
                return f"SELECT create_distributed_table('{self.table}', '{self.column}', colocate_with => 'none')"
            case Way.EVERYWHERE:
                return f"SELECT create_reference_table('{self.table}')"
            case _one:
                return ""


_BY_COLUMN = {
    "people_citizen_lookup": "number_hash",
    "access_code": "code_hash",
    "access_token": "token_hash",
    "access_refreshtoken": "token_hash",
    "access_passkeylookup": "credential_hash",
    "mailbox_publication": "message_id",
    "mailbox_repeat": "key_hash",
    "dossiers_known": "id",
    "certificates_code": "code",
    "permits_known": "id",
}
"""Found before anybody knows whose they are."""
_EVERYWHERE = (
    "access_client",
    "organisations_organisation",
    "mailbox_sender_organisation",
    "mailbox_sender_application",
    "mailbox_message_type",
    "mailbox_sender_right",
    "mailbox_sender_client",
    "mailbox_logo",
    "mailbox_broadcast",
    "mailbox_shared_message",
    "mailbox_shared_attachment",
    "sources_epc_average",
    "dossiers_source",
    "permits_source",
    "notices_source",
    "notices_category",
    "feedback_source",
    "notices_announcement",
)
"""Small, or the same for many, and read with what owners have."""
_ONE = (
    "audit_anchor",
    "access_session",
    "access_signin",
    "access_username",
    "access_attempt",
    "access_challenge",
    "access_client_change",
    "mailbox_sender_change",
    "access_guest",
    "access_onetimecode",
    "access_pushedrequest",
    "access_registration",
    "access_seenonce",
    "access_signingkey",
    "access_warning_letter",
    "people_mandate_for_organisation",
    "people_mandate_invitation",
    "mailbox_broadcast_range",
    "mailbox_mail_mark",
    "mailbox_sweep",
    "mailbox_subscription",
    "mailbox_undelivered",
    "mailbox_registry_key",
    "dossiers_upload",
    "notices_waiting",
    "feedback_upload",
    "notices_bundle",
    "notices_category_version",
    "notices_postman",
    "notices_announcement_range",
    "notices_announcement_proposal",
    "notices_announcement_stop",
)
"""Short-lived or few; user names are few beside messages, and unique in more than one way."""


FUNCTIONS = ("mailbox_pieces(uuid,text,text,text,text)",)
"""Ours, by which rows are indexed: every machine has them before it has the rows."""


class UnplacedError(LookupError):
    """A table of ours has no place: the message names it."""


def places() -> list[Place]:
    """Return where every table of ours lies, in an order in which they can be put there. Raises UnplacedError."""
    found = {model._meta.db_table: place_of(model) for model in ours()}
    unplaced = [table for table, place in found.items() if place is None]
    if unplaced:
        raise UnplacedError(
            f"{', '.join(unplaced)}: without owner or place; say in site/distribution.py where it lies."
        )
    order = list(Way)
    return sorted(
        (place for place in found.values() if place),
        key=lambda each: (each.way is not Way.EVERYWHERE, order.index(each.way), each.table != TOGETHER, each.table),
    )


def before() -> list[str]:
    """Return the statements that come before the tables; done twice, they change nothing."""
    return [f"SELECT create_distributed_function('{each}')" for each in FUNCTIONS]


def ours() -> Iterator[type[Model]]:
    """Return every table of ours; those of libraries stay on the first machine."""
    return (model for model in apps.get_models() if model.__module__.startswith("burgerprofiel."))


def place_of(model: type[Model]) -> Place | None:
    """Return where one table lies; None: nobody said so yet."""
    table = model._meta.db_table
    if table == TOGETHER:
        return Place(table, Way.OWNER, "id")
    if table in _BY_COLUMN:
        return Place(table, Way.COLUMN, _BY_COLUMN[table])
    if table in _EVERYWHERE:
        return Place(table, Way.EVERYWHERE)
    if table in _ONE:
        return Place(table, Way.ONE)
    columns = {field.column for field in model._meta.concrete_fields}
    owner = next((each for each in OWNERS if each in columns), None)
    return Place(table, Way.OWNER, owner) if owner else None

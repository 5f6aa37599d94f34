"""An organisation's own programs at its work: what is to be done, and handing it over to a case system (C13).

The addresses below `/ebox/partition/v1` are the partition service's (contracts/ebox.md A.8), the others our own. Which
organisation is meant is the token's: a number in an address that is another's is not there.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from msgspec import UNSET, Meta, Struct, UnsetType, field

from burgerprofiel.kit import bodies, problems, responses
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import address, door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.mailbox.work import actions, arranging, queries
from burgerprofiel.mailbox.work.placing import rules_of
from burgerprofiel.mailbox.work.queries import Position, Row, Wanted
from burgerprofiel.mailbox.work.rights import GENERAL, Rights
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import queries as organisations

_STATES = {"open": "open", "done": "done", "handedOver": "handed"}
_TOLD = {kept: told for told, kept in _STATES.items()}
_NOBODY = UUID(int=0)


class Change(Struct, forbid_unknown_fields=True):
    """What is not said stays as it is; `dueOn` null takes the day away."""

    partition: Annotated[str, Meta(max_length=50)] | UnsetType = UNSET
    due_on: date | UnsetType | None = field(name="dueOn", default=UNSET)
    state: Literal["open", "done", "handedOver"] | UnsetType = UNSET
    handed_to: Annotated[str, Meta(max_length=actions.LONGEST_CASE)] | UnsetType = field(name="handedTo", default=UNSET)
    note: Annotated[str, Meta(max_length=actions.LONGEST_NOTE)] | UnsetType = UNSET


class Suggestion(Struct, forbid_unknown_fields=True):
    """A rule that a sender suggests to an organisation."""

    enterprise_number: Annotated[str, Meta(max_length=20)] = field(name="enterpriseNumber")
    reason: Annotated[str, Meta(min_length=1, max_length=200)]
    message_type: Annotated[str, Meta(max_length=100)] = field(name="messageTypeId", default="")
    application: Annotated[str, Meta(max_length=100)] = field(name="senderApplicationId", default="")


_WRONG = {
    "many": ("messageTypeId", "There are too many suggestions."),
    "rule": ("messageTypeId", "Name a kind of message or an application."),
    "why": ("reason", "A reason is 1 to 200 characters that can be printed, and holds no national number."),
}
"""What is wrong with a suggestion."""


@door(CONSUMER, MESSAGES)
def listed(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET …/work`: in the order in which it must be done."""
    asked = Asked(request, ("state", "partition", "isUnassigned", "after"))
    rights, after = _rights(caller), asked.text("after")
    behind = Position.read(after) if after else None
    if after and behind is None:
        raise problems.invalid("after", "This is no cursor of ours.", where="query")
    state = _STATES[asked.one_of("state", tuple(_STATES)) or "open"]
    wanted = Wanted(state, unassigned=bool(asked.flag("isUnassigned")), partition=asked.text("partition", 50))
    rows, more = queries.listed(rights, wanted, behind)
    counts, codes = queries.counts(rights), _codes(rights.box_id)
    told: dict[str, object] = {
        "items": [_row(each, codes) for each in rows],
        "totalOpen": counts.open,
        "totalOverdue": counts.overdue,
        "totalUnassigned": counts.unassigned,
    }
    return responses.private(told | ({"after": more.written()} if more else {}))


@door(CONSUMER, MESSAGES, method="PATCH")
def change(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`PATCH …/work/{messageId}`: all of it, or nothing."""
    Asked(request)
    wanted, rights = bodies.read(request, Change, bodies.MERGE_PATCH), _rights(caller)
    try:
        with transaction.atomic():
            _apply(caller, rights, message_id, wanted)
    except actions.NotYoursError:
        raise problems.not_found("There is no such message here, or no such partition.") from None
    except ValueError as error:
        raise problems.invalid("handedTo" if "case" in str(error) else "note", str(error)) from None
    return responses.private(_one(rights, message_id))


@door(CONSUMER, MESSAGES)
def rules(caller: Caller, request: HttpRequest, enterprise_number: str) -> HttpResponse:
    """`GET …/routingRules`: in their order of priority (A.8)."""
    Asked(request)
    rights = _own(caller, enterprise_number)
    codes = _codes(rights.box_id)
    told = [
        {
            "routingRuleId": str(rule.id),
            "priority": priority,
            "partition": codes.get(rule.partition, GENERAL),
            **({"messageTypeId": rule.message_type} if rule.message_type else {}),
            **({"senderApplicationId": rule.application} if rule.application else {}),
            **({"senderOrganizationId": rule.organisation} if rule.organisation else {}),
        }
        for priority, rule in enumerate(rules_of(rights.box_id), 1)
    ]
    return responses.private({"enterpriseNumber": enterprise_number, "orderedRoutingRules": told})


@door(CONSUMER, MESSAGES)
def partitions(caller: Caller, request: HttpRequest, enterprise_number: str) -> HttpResponse:
    """`GET …/partitions`: GENERAL and the others, by name."""
    Asked(request)
    rights = _own(caller, enterprise_number)
    named = [{"partition": each.code, "name": each.name} for each in queries.partitions(rights.box_id)]
    return responses.private({"items": [{"partition": GENERAL, "name": GENERAL}, *named]})


@door(PUBLISH, method="POST")
def suggest(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST …/routingRuleSuggestions`: of one's own messages; it is a rule only when the organisation accepts it."""
    Asked(request)
    wanted, sender = bodies.read(request, Suggestion), caller.client().enterprise_number
    to = organisations.with_enterprise_number(_number(wanted.enterprise_number))
    if to is None:
        raise problems.invalid("enterpriseNumber", "This enterprise is not known here.")
    facts = Facts(wanted.message_type, wanted.application, sender)
    if not queries.sends_to_organisations(sender, wanted.message_type, wanted.application):
        told = "This organisation sends no such messages to organisations."
        raise problems.invalid("messageTypeId", told, code="INVALID_SENDER")
    try:
        made = arranging.suggest(to.id, facts, wanted.reason, caller.trace)
    except arranging.ArrangementError as error:
        raise problems.invalid(*_WRONG[str(error)]) from None
    return responses.private({"routingRuleSuggestionId": str(made)}, status=201)


def _rights(caller: Caller) -> Rights:
    """What an organisation's own program may: everything in its box. Raises ProblemError."""
    if caller.bearer.citizen_id:
        raise problems.not_allowed("This is for an organisation's own programs.")
    return Rights(caller.box_id(), _NOBODY, manages=True, everything=True, partitions=frozenset(), general=True)


def _own(caller: Caller, enterprise_number: str) -> Rights:
    rights = _rights(caller)
    if caller.client().enterprise_number != enterprise_number:
        raise problems.not_found("There is no such enterprise for this client.")
    return rights


def _apply(caller: Caller, rights: Rights, message_id: UUID, wanted: Change) -> None:
    trace = caller.trace
    if queries.one(rights, message_id) is None:
        raise actions.NotYoursError
    if wanted.partition is not UNSET:
        actions.move(rights, message_id, wanted.partition, trace)
    if wanted.due_on is not UNSET:
        actions.due(rights, message_id, wanted.due_on, trace)
    if wanted.note is not UNSET:
        actions.note(rights, message_id, wanted.note, trace, by_program=True)
    if wanted.state == "handedOver":
        actions.hand_over(rights, message_id, wanted.handed_to or "", trace)
    elif wanted.handed_to is not UNSET:
        raise problems.invalid("handedTo", "Say handedTo together with the state handedOver.")
    elif wanted.state == "done":
        actions.finish(rights, message_id, trace)
    elif wanted.state == "open":
        actions.reopen(rights, message_id, trace)


def _one(rights: Rights, message_id: UUID) -> dict[str, object]:
    work = queries.one(rights, message_id)
    if work is None:
        raise problems.not_found("There is no such message here.")
    codes = _codes(rights.box_id)
    return _work(message_id, codes.get(work.partition_id, GENERAL), work.due_on, work.state, work.handed_to) | {
        "isAssigned": work.assignee is not None
    }


def _row(row: Row, codes: dict[UUID | None, str]) -> dict[str, object]:
    partition = codes.get(row.partition_id, GENERAL)
    return {
        **_work(row.message_id, partition, row.due_on, row.state, row.handed_to),
        "isAssigned": row.assignee is not None,
        "subject": row.subject,
        "senderOrganizationId": row.organisation,
        "messageTypeId": row.message_type,
        "receiptDate": row.published_at.isoformat(),
    }


def _work(message_id: UUID, partition: str, due_on: date | None, state: str, handed_to: str) -> dict[str, object]:
    return {
        "messageId": str(message_id),
        "partition": partition,
        "state": _TOLD[state],
        **({"dueOn": due_on.isoformat()} if due_on else {}),
        **({"handedTo": handed_to} if handed_to else {}),
    }


def _codes(box_id: UUID) -> dict[UUID | None, str]:
    return {None: GENERAL} | {each.id: each.code for each in queries.partitions(box_id)}


def _number(text: str) -> str:
    try:
        return CbeNumber.parse(text).digits
    except ValueError:
        raise problems.invalid("enterpriseNumber", "This is no valid enterprise number.") from None


work = address(listed)
one = address(change)
routing_rules = address(rules)
all_partitions = address(partitions)
suggestions = address(suggest)

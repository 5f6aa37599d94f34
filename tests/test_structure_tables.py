"""Tables that grow with citizens × time lead with the citizen, so that they can be spread over machines.

Architecture, decision 2. A new table with citizens in it is keyed by them, or stands below with the reason.
"""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

OTHERWISE_KEYED = {
    "people_citizen": "its id is the citizen's",
    "people_citizen_lookup": "found by the keyed hash of the national number, before there is a citizen",
    "access_session": "found by the browser's token, before there is a citizen; gone when the session ends",
    "access_signin": "found by the browser's token, before there is a citizen; gone when the session ends",
    "access_code": "found by the code; gone within a minute",
    "access_token": "found by the token; gone when it expires",
    "access_refreshtoken": "found by the token; gone when its family ends",
    "access_account": "one row a citizen",
    "access_username": "found by the keyed hash of the user name, before there is a citizen",
    "access_passkeylookup": "found by the credential, before there is a citizen",
    "access_registration": "found by the link in an e-mail, before the citizen has a key; gone after a year",
    "access_warning_letter": "found by the link in an e-mail, before anybody signs in; gone after seven days",
    "access_onetimecode": "of a browser that has not signed in yet; gone within minutes",
    "mailbox_broadcast_recipient": "who is on the list of one broadcast, read in its ranges; gone some weeks after it",
    "dossiers_known": "found by the keyed hash of source and number, by bodies, who do not know our ids",
    "permits_known": "found by the keyed hash of source and number, by bodies, who do not know our ids",
    "notices_waiting": "what waits to go out, shared among workers; gone when its channel took it",
    "mailbox_publication": "found by the message's id, by senders, who do not know whose box it is in",
}
"""Tables about citizens that have another key, with the reason."""

OWNERS = ("citizen_id", "box_id", "owner_id")
"""What the column of an owner is called. A mailbox or dossier is of a citizen or an organisation: rows lie together."""

NOT_BY_CITIZEN = {
    "audit_anchor": "one a minute, about everybody",
    "access_attempt": "tries against a limit, by the hash of what is limited; gone within a day",
    "access_guest": "which applications were told of a session; gone when the session ends",
    "access_pushedrequest": "questions of applications; gone within a minute",
    "access_seenonce": "identifiers of applications' proofs; gone within minutes",
    "access_challenge": "of a browser that has not signed in yet; gone within minutes",
    "access_client": "applications",
    "access_client_change": "applications, and who of the staff changed them",
    "organisations_organisation": "organisations",
    "access_signingkey": "keys of the provider",
    "people_mandate_for_organisation": "which mandates an organisation was given; found by the organisation",
    "people_mandate_invitation": "found by the code on paper, before anybody accepted; gone after a fortnight",
    "sources_epc_average": "open data about areas",
    "mailbox_sender_organisation": "who sends",
    "mailbox_sender_application": "with which program",
    "mailbox_message_type": "kinds of messages",
    "mailbox_sender_right": "who may send what",
    "mailbox_sender_client": "for whom a program speaks",
    "mailbox_logo": "pictures of who sends",
    "mailbox_sender_change": "who changed who may send what",
    "mailbox_shared_message": "what many got alike: one row for all of them",
    "mailbox_shared_attachment": "what many got alike: one row for all of them",
    "mailbox_broadcast": "what senders send to many",
    "mailbox_broadcast_range": "stretches of boxes that get a broadcast at once; who is in them they do not say",
    "mailbox_repeat": "keys that senders used, found by their hash; gone after a while",
    "mailbox_sweep": "until when regular searches were done",
    "mailbox_mail_mark": "up to which event owners were written to",
    "mailbox_subscription": "addresses of programs that are told of events",
    "mailbox_undelivered": "events that an address did not take, found by its subscription",
    "notices_source": "bodies that send notices",
    "notices_category": "the words of notices",
    "notices_category_version": "who changed the words of notices",
    "notices_bundle": "what bodies sent at once; its result is gone after a while",
    "dossiers_source": "bodies that tell of dossiers",
    "permits_source": "bodies that tell of permits",
    "feedback_source": "who hears of a wrong fact",
    "feedback_upload": "files that programs brought, until they report something with them; gone after a day",
    "dossiers_upload": "what bodies sent in, until it was read; its result is gone after a while",
    "certificates_code": "what anybody may know by the code on a certificate: nothing of whose it is",
    "notices_postman": "processes that send, and until when they are alive",
    "notices_announcement": "what many are told alike: one row for all of them",
    "notices_announcement_range": "stretches of people who are told at once; empty when they were",
    "notices_announcement_proposal": "what the desk wants to tell many, and who of the staff decided about it",
    "notices_announcement_stop": "announcements that were stopped, and by whom of the staff",
    "mailbox_registry_key": "keys that sign webhooks and evidence",
}
"""Tables of ours that say nothing of one citizen, with what they hold."""


def models() -> list[type[Model]]:
    """Every table of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith("burgerprofiel.")]


def columns_of(model: type[Model]) -> set[str]:
    """The columns' names."""
    return {field.column for field in model._meta.concrete_fields if field.column}


def by_citizen() -> list[type[Model]]:
    """Every table of ours with rows of citizens."""
    return [
        model
        for model in models()
        if columns_of(model).intersection(OWNERS) and model._meta.db_table not in OTHERWISE_KEYED
    ]


def unique_indexes(table: str) -> dict[str, list[str]]:
    """The unique indexes that the database has on a table, with their columns in order."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    return {name: found["columns"] for name, found in constraints.items() if found["unique"] or found["primary_key"]}


def test_every_table_is_a_citizens_or_says_why_not() -> None:
    excepted = OTHERWISE_KEYED.keys() | NOT_BY_CITIZEN.keys()
    tables = {model._meta.db_table for model in models()}
    assert tables - excepted == {model._meta.db_table for model in by_citizen()}
    assert excepted <= tables, "an exception for a table that is gone"


@pytest.mark.django_db
@pytest.mark.parametrize("model", by_citizen(), ids=lambda model: model._meta.db_table)
def test_the_citizen_leads_the_primary_key(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_columns(cursor, model._meta.db_table)
    assert key
    assert key[0] in OWNERS


@pytest.mark.django_db
@pytest.mark.parametrize("model", by_citizen(), ids=lambda model: model._meta.db_table)
def test_no_unique_index_leaves_the_citizen_out(model: type[Model]) -> None:
    for name, columns in unique_indexes(model._meta.db_table).items():
        assert set(columns) & set(OWNERS), name

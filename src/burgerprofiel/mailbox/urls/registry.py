"""The addresses for programs: v2 is the eBox's published contract, v3 its successor, `burgerprofiel` our additions."""

from django.urls import path

from burgerprofiel.mailbox.registry import feed, keys, openapi, registered, webhooks, work
from burgerprofiel.mailbox.registry.consult.listing import listing
from burgerprofiel.mailbox.registry.consult.updating import update
from burgerprofiel.mailbox.registry.doors import address
from burgerprofiel.mailbox.registry.publish import door as publish
from burgerprofiel.mailbox.registry.publish import withdrawal
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.urls import broadcasts, consult

_OURS = "burgerprofiel/mailbox/v1"
_EVENTS = "EventServices/Ebox/v2"
_V2, _V3 = (surface.value.lstrip("/") for surface in Surface)

urlpatterns = [
    path(f"{_V2}/doc/openapi.yaml", openapi.FILES["v2"].page),
    path(f"{_V3}/doc/openapi.yaml", openapi.FILES["v3"].page),
    path(f"{_OURS}/doc/openapi.yaml", openapi.FILES["ours"].page),
    path(f"{_V2}/ebox/messages", address(listing, update)),
    path(f"{_V3}/ebox/messages", address(listing, update, publish.v3)),
    path(f"{_V2}/publishMessage", address(publish.v2)),
    *consult.of_boxes(Surface.V2),
    *consult.of_boxes(Surface.V3),
    *consult.of_reference(Surface.V2),
    *consult.of_reference(Surface.V3),
    *consult.ours(_OURS),
    *consult.of_replies(),
    *broadcasts.addresses(f"{_OURS}/broadcasts"),
    path(f"{_EVENTS}/enterprise/document/events", feed.of_enterprise),
    path(f"{_EVENTS}/citizen/document/events", feed.of_citizens),
    path(f"{_OURS}/events", feed.of_sender),
    path(f"{_OURS}/keys", keys.public),
    path(f"{_OURS}/webhooks", webhooks.many),
    path(f"{_OURS}/webhooks/<uuid:subscription_id>", webhooks.single),
    path(f"{_OURS}/webhooks/<uuid:subscription_id>/test", webhooks.test),
    path(f"{_OURS}/webhooks/<uuid:subscription_id>/failures", webhooks.failures),
    path(f"{_OURS}/webhooks/<uuid:subscription_id>/failures/resend", webhooks.all_again),
    path(f"{_OURS}/webhooks/<uuid:subscription_id>/failures/<uuid:event_id>/resend", webhooks.one_again),
    path(f"{_OURS}/messages/<uuid:message_id>/confirmReceipt", registered.confirm),
    path(f"{_OURS}/messages/<uuid:message_id>/evidence", registered.proof),
    path(f"{_OURS}/messages/<uuid:message_id>/withdraw", address(withdrawal.withdraw)),
    path(f"{_OURS}/work", work.work),
    path(f"{_OURS}/work/<uuid:message_id>", work.one),
    path(f"{_OURS}/routingRuleSuggestions", work.suggestions),
    path("ebox/partition/v1/ebox/<str:enterprise_number>/routingRules", work.routing_rules),
    path("ebox/partition/v1/ebox/<str:enterprise_number>/partitions", work.all_partitions),
]

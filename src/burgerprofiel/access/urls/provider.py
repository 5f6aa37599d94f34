"""The sign-in host: names of contracts/mbp.md §5.1, and the citizen's pages between them."""

from django.urls import path

from burgerprofiel.access.pages import authorize, choose_key, discovery, eid, logout, token, userinfo

urlpatterns = [
    path("", choose_key.front, name="access-front"),
    path("op/.well-known/openid-configuration", discovery.configuration, name="op-configuration"),
    path("op/v1/keys", discovery.signing_keys, name="op-keys"),
    path("op/v1/auth", authorize.authorize, name="op-auth"),
    path("op/v1/token", token.token, name="op-token"),
    path("op/v1/userinfo", userinfo.userinfo, name="op-userinfo"),
    path("op/v1/logout", logout.logout, name="op-logout"),
    path("op/afmelden", logout.confirmed, name="op-logout-confirmed"),
    path("op/aanmelden", choose_key.choose_key, name="op-choose-key"),
    path("op/aanmelden/annuleren", authorize.cancel, name="op-cancel"),
    path("op/aanmelden/eid/uitdaging", eid.ask, name="op-eid-ask"),
    path("op/aanmelden/eid", eid.show, name="op-eid-show"),
]

"""The sign-in host: names of contracts/mbp.md §5.1, and the citizen's pages between them."""

from django.urls import path

from burgerprofiel.access.pages.activation import first_keys, proving
from burgerprofiel.access.pages.keys import codes, eid, passkey, passkey_new, password, totp, upstream
from burgerprofiel.access.pages.mandates import change, code, give, overview
from burgerprofiel.access.pages.own import consents, keys, lock, lock_link, visits
from burgerprofiel.access.pages.protocol import (
    authorize,
    client_keys,
    discovery,
    logout,
    look,
    push,
    standing,
    token,
    userinfo,
)
from burgerprofiel.access.pages.stages import choose_capacity, choose_key, consent

urlpatterns = [
    path("", choose_key.front, name="access-front"),
    path("op/.well-known/openid-configuration", discovery.configuration, name="op-configuration"),
    path("op/merk.css", look.css, name="op-look-css"),
    path("op/merk.svg", look.mark, name="op-look-mark"),
    path("op/v1/keys", discovery.signing_keys, name="op-keys"),
    path("op/v1/client-keys", client_keys.client_keys, name="op-client-keys"),
    path("op/v1/auth", authorize.authorize, name="op-auth"),
    path("op/v1/par", push.push, name="op-par"),
    path("op/v1/token", token.token, name="op-token"),
    path("op/v1/introspect", standing.introspect, name="op-introspect"),
    path("op/v1/revoke", standing.revoke, name="op-revoke"),
    path("op/v1/userinfo", userinfo.userinfo, name="op-userinfo"),
    path("op/v1/logout", logout.logout, name="op-logout"),
    path("op/afmelden", logout.confirmed, name="op-logout-confirmed"),
    path("op/aanmelden", choose_key.choose_key, name="op-choose-key"),
    path("op/sleutels", keys.mine, name="op-keys-mine"),
    path("op/sleutels/naam", keys.rename, name="op-key-rename"),
    path("op/sleutels/weg", keys.remove, name="op-key-remove"),
    path("op/slot", lock.lock, name="op-lock"),
    path("op/slot/open", lock.unlock, name="op-unlock"),
    path("op/slot/e-mail", lock_link.lock, name="op-lock-link"),
    path("op/aanmeldingen", visits.mine, name="op-visits"),
    path("op/aanmeldingen/afmelden", visits.end, name="op-visits-end"),
    path("op/aanmeldingen/overal", visits.end_everywhere, name="op-visits-end-all"),
    path("op/doelgroep", choose_capacity.choose_capacity, name="op-choose-capacity"),
    path("op/toestemming", consent.consent, name="op-consent"),
    path("op/toestemmingen", consents.mine, name="op-consents"),
    path("op/toestemmingen/intrekken", consents.withdraw, name="op-consent-withdraw"),
    path("op/volmachten", overview.mine, name="op-mandates"),
    path("op/volmachten/een", overview.one, name="op-mandate"),
    path("op/volmachten/nieuw", give.give, name="op-mandate-give"),
    path("op/volmachten/code", code.enter, name="op-mandate-code"),
    path("op/volmachten/code/nieuw", change.invite_again, name="op-mandate-again"),
    path("op/volmachten/bevestigen", change.confirm, name="op-mandate-confirm"),
    path("op/volmachten/aanvaarden", change.accept_for, name="op-mandate-accept-for"),
    path("op/volmachten/beperken", change.limit, name="op-mandate-limit"),
    path("op/volmachten/stoppen", change.end, name="op-mandate-end"),
    path("op/aanmelden/annuleren", authorize.cancel, name="op-cancel"),
    path("op/aanmelden/eid/uitdaging", eid.ask, name="op-eid-ask"),
    path("op/aanmelden/eid", eid.show, name="op-eid-show"),
    path("op/aanmelden/passkey", passkey.sign_in, name="op-passkey"),
    path("op/aanmelden/passkey/uitdaging", passkey.ask, name="op-passkey-ask"),
    path("op/aanmelden/passkey/tonen", passkey.show, name="op-passkey-show"),
    path("op/sleutels/nieuw/passkey", passkey_new.new, name="op-passkey-new"),
    path("op/sleutels/nieuw/passkey/uitdaging", passkey_new.ask, name="op-passkey-new-ask"),
    path("op/sleutels/nieuw/passkey/bewaren", passkey_new.keep, name="op-passkey-new-keep"),
    path("op/aanmelden/bij/<slug:key>", upstream.go, name="op-upstream"),
    path("op/aanmelden/bij/<slug:key>/terug", upstream.come_back, name="op-upstream-back"),
    path("op/aanmelden/app", totp.sign_in, name="op-sign-in-app"),
    path("op/sleutels/nieuw/app", totp.add, name="op-add-app"),
    path("op/sleutels/nieuw/wachtwoord", password.choose, name="op-choose-password"),
    path("op/sleutels/wachtwoord/weg", password.remove, name="op-remove-password"),
    path("op/activeren", proving.start, name="op-activate"),
    path("op/activeren/code", proving.code, name="op-activate-code"),
    path("op/activeren/wachtwoord", proving.choose, name="op-activate-password"),
    path("op/activeren/sleutels", first_keys.keys, name="op-activate-keys"),
    path("op/activeren/klaar", first_keys.finish, name="op-activate-finish"),
    *(
        each
        for way in ("sms", "e-mail")
        for each in (
            path(f"op/aanmelden/{way}", codes.sign_in, {"way": way}, name=f"op-sign-in-{way}"),
            path(f"op/aanmelden/{way}/code", codes.sign_in_step, {"way": way}, name=f"op-sign-in-{way}-code"),
            path(f"op/sleutels/nieuw/{way}", codes.add, {"way": way}, name=f"op-add-{way}"),
            path(f"op/sleutels/nieuw/{way}/code", codes.add_step, {"way": way}, name=f"op-add-{way}-code"),
        )
    ),
]

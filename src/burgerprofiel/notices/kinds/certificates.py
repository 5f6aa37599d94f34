"""Of certificates and permits: ready, not made, withdrawn, about to end (D3, D6)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words

_FACTS = frozenset({"certificate"})
_PERMIT = frozenset({"permit", "issuer"})


def _ready(values: Values) -> Words:
    return Words(
        _("Ready: %(certificate)s") % values,
        _("You asked for this certificate when it could not be sealed. Now it is sealed and ready to save."),
        _("See the certificate"),
    )


def _failed(values: Values) -> Words:
    return Words(
        _("Not made: %(certificate)s") % values,
        _(
            "You asked for this certificate. We could not make it, and nothing of it was kept. You can ask for it "
            "again."
        ),
        _("See the certificate"),
    )


def _withdrawn(values: Values) -> Words:
    return Words(
        _("Withdrawn: %(certificate)s") % values,
        _(
            "This certificate was withdrawn and is no longer valid. Whoever verifies it reads that too. With the "
            "certificate you read why."
        ),
        _("See the certificate"),
    )


def _ends(values: Values) -> Words:
    return Words(
        _("Ends on %(day)s: %(permit)s") % values,
        " ".join(
            (
                _("“%(permit)s” from %(issuer)s is valid up to and including %(day)s.") % values,
                _("Do you still need it after that? Ask %(issuer)s in time for a new one.") % values,
            )
        ),
        _("See the permit"),
    )


def _revoked(values: Values) -> Words:
    return Words(
        _("No longer valid: %(permit)s") % values,
        _("%(issuer)s revoked this permit. With the permit you read why. Do you not agree? Ask %(issuer)s.") % values,
        _("See the permit"),
    )


KINDS = (
    Kind("certificates.ready", Group.CERTIFICATES, _ready, _FACTS),
    Kind("certificates.failed", Group.CERTIFICATES, _failed, _FACTS),
    Kind("certificates.withdrawn", Group.CERTIFICATES, _withdrawn, _FACTS),
    Kind("permits.ends", Group.CERTIFICATES, _ends, _PERMIT | {"day"}),
    Kind("permits.revoked", Group.CERTIFICATES, _revoked, _PERMIT),
)

"""Whether a certificate is an organisation's, to seal with, or a person's, to sign with (eIDAS art. 3 (9) and (24)).

Its issuer says of which kind it is (ETSI EN 319 412-5 §4.2.3). Who does not: a person has a given name, a surname or a
pseudonym (EN 319 412-2 §4.2.4), an organisation has none, and a name of its own (EN 319 412-3 §4.2.1). In doubt it is a
person's: nobody may take one person's word for that of a public body.
"""

from __future__ import annotations

from asn1crypto import x509
from pyhanko.sign.ades import qualified_asn1

_OF_PERSONS = frozenset({"given_name", "surname", "pseudonym"})
_TO_SEAL = {"qct_eseal"}
_UNREADABLE = {"unreadable"}


def is_person(certificate: x509.Certificate) -> bool:
    """Whether it is a person's, for all that is known."""
    told = _told(certificate)
    if told:
        return told != _TO_SEAL
    subject = certificate.subject.native
    return bool(_OF_PERSONS & subject.keys()) or not subject.get("organization_name")


def _told(certificate: x509.Certificate) -> set[str]:
    """What its issuer says that it is for; empty: nothing."""
    try:
        statements = qualified_asn1.get_qc_statements(certificate)
        kinds = [each["statement_info"] for each in statements if each["statement_id"].native == "qc_type"]
        return {str(kind) for each in kinds for kind in each.native}
    except (ValueError, TypeError, LookupError, AttributeError):
        return _UNREADABLE

"""An invented authority for seals, built like a real one: a root kept offline, an issuing authority below it.

Everything is kept in one folder, so that a seal of yesterday still leads to the root of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID as Access
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from burgerprofiel.simulators.card_reader.authority import Pair, key_usage

ORGANISATION = "NTRBE-0812345603"
"""Whose seal it is: the number in the trade register, as ETSI EN 319 412-1 §5.1.4 writes it."""
POLICY = ObjectIdentifier("2.999.1")
"""Under which rules it issues; 2.999 is the arc for examples."""
DOCUMENTS = x509.ExtendedKeyUsage([ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION])
"""Signing documents (RFC 9336); and e-mail, because NSS looks at a document's seal as at that of a letter."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Authority:
    """The root, who issues, and where both tell what was withdrawn. `origin` stands in the certificates."""

    root: Pair
    issuing: Pair
    origin: str

    @classmethod
    def kept_in(cls, folder: Path, origin: str, name: str = "Zonnegem") -> Authority:
        """Return the one kept in this folder, made the first time."""
        if not (folder / "root.crt").exists():
            folder.mkdir(parents=True, exist_ok=True)
            made = cls.make(origin, name)
            made.issuing.write(folder, "issuing")
            made.root.write(folder, "root")
        return cls(Pair.read(folder, "root"), Pair.read(folder, "issuing"), origin)

    @classmethod
    def make(cls, origin: str, name: str) -> Authority:
        """Make a new one."""
        now = datetime.now(UTC)
        title = _name(f"{name} Demo Trust Root")
        root = _signed(_authority(title, depth=1), None, title, now - 5 * _YEAR, now + 25 * _YEAR)
        below = _authority(_name(f"{name} Demo Seal Authority"), depth=0).add_extension(
            _crl_at(f"{origin}/crl/root"), critical=False
        )
        return cls(root, _signed(below, root, title, now - 5 * _YEAR, now + 15 * _YEAR), origin)

    def seal(
        self, name: str, begins: datetime, ends: datetime, organisation: str = ORGANISATION, holder: str = "Zonnegem"
    ) -> Pair:
        """Issue a certificate for the seal of an organisation."""
        title = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, holder),
                x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, organisation),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        return self._issue(title, key_usage(content_commitment=True), begins, ends, DOCUMENTS, strictly=False)

    def to_sign_with(self, title: x509.Name, begins: datetime, ends: datetime, *said: x509.ExtensionType) -> Pair:
        """Issue a certificate for documents to whom this names, perhaps a person; `said`: further extensions."""
        usage = key_usage(content_commitment=True)
        return self._issue(title, usage, begins, ends, DOCUMENTS, *said, strictly=False)

    def time_stamps(self, begins: datetime, ends: datetime) -> Pair:
        """Issue a certificate for the time-stamp service (RFC 3161 §2.3: for nothing else)."""
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        return self._issue(_name("Zonnegem Demo Time Stamps"), key_usage(digital_signature=True), begins, ends, purpose)

    def responder(self, begins: datetime, ends: datetime) -> Pair:
        """Issue a certificate for the OCSP service (RFC 6960 §4.2.2.2)."""
        title = _name("Zonnegem Demo Seal OCSP Responder")
        builder = (
            _leaf(title, key_usage(digital_signature=True))
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
            .add_extension(x509.OCSPNoCheck(), critical=False)
        )
        return _signed(builder, self.issuing, self.issuing.certificate.subject, begins, ends)

    def _issue(
        self,
        title: x509.Name,
        usage: x509.KeyUsage,
        begins: datetime,
        ends: datetime,
        purpose: x509.ExtendedKeyUsage,
        *said: x509.ExtensionType,
        strictly: bool = True,
    ) -> Pair:
        builder = (
            _leaf(title, usage)
            .add_extension(_access(self.origin), critical=False)
            .add_extension(_crl_at(f"{self.origin}/crl/issuing"), critical=False)
            .add_extension(x509.CertificatePolicies([x509.PolicyInformation(POLICY, None)]), critical=False)
            .add_extension(purpose, critical=strictly)
        )
        for each in said:
            builder = builder.add_extension(each, critical=False)
        return _signed(builder, self.issuing, self.issuing.certificate.subject, begins, ends)


def chain(*pairs: Pair) -> bytes:
    """Return their certificates as PEM."""
    return b"".join(pair.certificate.public_bytes(Encoding.PEM) for pair in pairs)


def _authority(title: x509.Name, depth: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(title)
        .add_extension(x509.BasicConstraints(ca=True, path_length=depth), critical=True)
        .add_extension(key_usage(key_cert_sign=True, crl_sign=True), critical=True)
    )


def _leaf(title: x509.Name, usage: x509.KeyUsage) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(title)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )


def _signed(
    builder: x509.CertificateBuilder, issuer: Pair | None, issuer_name: x509.Name, begins: datetime, ends: datetime
) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer.key if issuer else key
    certificate = (
        builder.issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    return Pair(certificate, key)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Zonnegem"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _access(origin: str) -> x509.AuthorityInformationAccess:
    places = ((Access.OCSP, f"{origin}/ocsp"), (Access.CA_ISSUERS, f"{origin}/issuing.crt"))
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(kind, x509.UniformResourceIdentifier(place)) for kind, place in places]
    )


def _crl_at(address: str) -> x509.CRLDistributionPoints:
    return x509.CRLDistributionPoints(
        [x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)]
    )

"""An invented authority, built like Belgium's: a root, a citizen authority below it, an OCSP responder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID, ObjectIdentifier

AUTHENTICATION_POLICY = ObjectIdentifier("2.16.56.12.1.1.2.2")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Subject:
    """Whom a card is for."""

    ssin: str
    given: str
    family: str


@dataclass(frozen=True)
class Pair:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def write(self, folder: Path, name: str) -> None:
        """Keep both as PEM; the key for the owner alone."""
        key = folder / f"{name}.key"
        key.touch(mode=0o600)
        key.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / f"{name}.crt").write_bytes(self.certificate.public_bytes(Encoding.PEM))

    @classmethod
    def read(cls, folder: Path, name: str) -> Pair:
        """Read what `write` kept."""
        key = load_pem_private_key((folder / f"{name}.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - we wrote it
        return cls(x509.load_pem_x509_certificate((folder / f"{name}.crt").read_bytes()), key)


@dataclass(frozen=True)
class Authority:
    """A root and the authority below it that issues cards."""

    root: Pair
    citizen: Pair

    @classmethod
    def make(cls, country: str = "BE", name: str = "Zonnegem") -> Authority:
        """Make a new one."""
        root_name = _name(country, f"{name} Demo Root CA")
        root = _authority(root_name, None, root_name)
        return cls(root, _authority(_name(country, f"{name} Demo Citizen CA"), root, root_name))

    @classmethod
    def kept_in(cls, folder: Path, country: str = "BE", name: str = "Zonnegem") -> Authority:
        """Return the one kept in this folder, made the first time."""
        if not (folder / "complete").exists():
            folder.mkdir(parents=True, exist_ok=True)
            made = cls.make(country, name)
            made.root.write(folder, "root")
            made.citizen.write(folder, "citizen")
            (folder / "complete").touch()
        return cls(Pair.read(folder, "root"), Pair.read(folder, "citizen"))

    @property
    def pem(self) -> bytes:
        """Both certificates: what an operator puts among the trusted ones."""
        return b"".join(pair.certificate.public_bytes(Encoding.PEM) for pair in (self.root, self.citizen))

    def issue(self, subject: Subject, serial: int, ocsp: str, begins: datetime, ends: datetime) -> Pair:
        """Issue a card's authentication certificate."""
        key = ec.generate_private_key(ec.SECP384R1())
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
                x509.NameAttribute(NameOID.COMMON_NAME, f"{subject.given} {subject.family} (Authentication)"[:64]),
                x509.NameAttribute(NameOID.SURNAME, subject.family),
                x509.NameAttribute(NameOID.GIVEN_NAME, subject.given),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, subject.ssin),
            ]
        )
        builder = (
            _builder(name, key, self.citizen.certificate.subject, begins, ends, serial)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(key_usage(digital_signature=True), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]),
                critical=False,
            )
            .add_extension(
                x509.CertificatePolicies([x509.PolicyInformation(AUTHENTICATION_POLICY, None)]), critical=False
            )
            .add_extension(_ocsp_at(ocsp), critical=False)
        )
        return Pair(self._signed(builder), key)

    @cached_property
    def responder(self) -> Pair:
        """The key that signs OCSP answers, as long as the authority lasts: a demo may run for months."""
        key, begins = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC) - _DAY
        issuer, name = self.citizen.certificate, _name("BE", "Zonnegem Demo OCSP Responder")
        builder = (
            _builder(name, key, issuer.subject, begins, issuer.not_valid_after_utc, x509.random_serial_number())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(key_usage(digital_signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
            .add_extension(x509.OCSPNoCheck(), critical=False)
        )
        return Pair(self._signed(builder), key)

    def _signed(self, builder: x509.CertificateBuilder) -> x509.Certificate:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.citizen.key.public_key())
        return builder.add_extension(issuer, critical=False).sign(self.citizen.key, hashes.SHA384())


def _authority(name: x509.Name, issuer: Pair | None, issuer_name: x509.Name) -> Pair:
    key, now = ec.generate_private_key(ec.SECP384R1()), datetime.now(UTC)
    signer = issuer.key if issuer else key
    begins, ends = now - 3650 * _DAY, now + 7300 * _DAY
    builder = (
        _builder(name, key, issuer_name, begins, ends, x509.random_serial_number())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0 if issuer else 1), critical=True)
        .add_extension(key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    return Pair(builder.sign(signer, hashes.SHA384()), key)


def _builder(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, begins: datetime, ends: datetime, serial: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(country: str, common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, country), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def key_usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    """What a key of an authority, or of who has a certificate of it, is for: nothing that is not said."""
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _ocsp_at(address: str) -> x509.AuthorityInformationAccess:
    place = x509.UniformResourceIdentifier(address)
    return x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)])

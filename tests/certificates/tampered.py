"""Documents that are not what they seem, made from what the demo sealed: each deserves its own verdict.

Those that seal need the simulators; the others take the bytes as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise

from asn1crypto import cms, crl, ocsp, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, SignatureObject

from burgerprofiel.certificates.seal import container, document, stamps, status
from burgerprofiel.certificates.seal.evidence import Evidence
from burgerprofiel.kit import clock
from burgerprofiel.simulators.card_reader.authority import Pair
from burgerprofiel.simulators.trust import status as services
from burgerprofiel.simulators.trust.authority import Authority
from burgerprofiel.simulators.trust.stamps import TimeStamps
from tests.certificates.seal.conftest import house

_YEAR = timedelta(days=365)
ROOM = 9000
Token = Callable[[bytes], bytes]


def one_byte_changed(sealed: bytes) -> bytes:
    """Change one byte in the middle of the longest stream of what was sealed; it is still read as a PDF."""
    document = sealed[: sealed.index(b"%%EOF")]
    streams = max(re.finditer(rb"stream\r?\n(.*?)endstream", document, re.DOTALL), key=lambda one: len(one[1]))
    place = (streams.start(1) + streams.end(1)) // 2
    return sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]


def cut(sealed: bytes) -> bytes:
    """Leave out the last two thousand bytes, as a download that broke off."""
    return sealed[:-2000]


def cut_to_the_seal(sealed: bytes) -> bytes:
    """Leave out the proof and the time stamp over it: an older whole version, in which the seal itself holds."""
    ends = [one.end() for one in re.finditer(rb"%%EOF\r?\n?", sealed)]
    return sealed[: ends[-2]]


def extended(sealed: bytes) -> bytes:
    """Add another page of text behind the seal, as an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 400, 100))),
            pdf_name("/Contents"): generic.TextStringObject("En ook eigenaar van het gemeentehuis."),
            pdf_name("/DA"): generic.TextStringObject("/Helv 12 Tf"),
        }
    )
    notes = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    page[pdf_name("/Annots")] = notes
    writer.update_container(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def sealed_by_a_stranger(sheet: bytes) -> bytes:
    """Seal it with the same names on the certificates, under a root of one's own, with time stamps of one's own."""
    now = datetime.now(UTC)
    stranger = Authority.make("http://nergens.localhost", "Zonnegem")
    seal = stranger.seal("Zonnegem e-Seal", now - _YEAR, now + _YEAR)
    own = TimeStamps(stranger.time_stamps(now - _YEAR, now + _YEAR), stranger.issuing)

    return _Forger(seal, [stranger.issuing], _stamping(own)).seal(sheet, [])


def sealed_with_an_expired_certificate(sheet: bytes) -> bytes:
    """Seal it today with a certificate of the demo's authority that ended a month ago."""
    now = datetime.now(UTC)
    ours = house()
    seal = ours.authority.seal("Zonnegem e-Seal", now - 2 * _YEAR, now - timedelta(days=30))
    return _Forger(seal, [ours.authority.issuing, ours.authority.root], token).seal(sheet)


def sealed_with_a_revoked_certificate(sheet: bytes) -> bytes:
    """Seal it today with a certificate of the demo's authority that was withdrawn two days ago."""
    now = datetime.now(UTC)
    ours = house()
    seal = ours.authority.seal("Zonnegem e-Seal", now - _YEAR, now + _YEAR)
    ours.withdraw(seal)
    return _Forger(seal, [ours.authority.issuing, ours.authority.root], token).seal(sheet)


def sealed_with_stamps_of(sheet: bytes, seal: Pair, service: Pair) -> bytes:
    """Seal it today with a certificate of the demo's authority, and time stamps of another one of it."""
    ours = house()
    own = TimeStamps(service, ours.authority.issuing)
    return _Forger(seal, [ours.authority.issuing, ours.authority.root], _stamping(own)).seal(sheet)


def sealed_hours_ago(sheet: bytes, hours: int = 48) -> bytes:
    """As good as any, but of so many hours ago: all proof is of then, and the sealing certificate has ended since."""
    ours, then = house(), datetime.now(UTC) - timedelta(hours=hours)
    seal = ours.authority.seal("Zonnegem e-Seal", then - _YEAR, then + timedelta(hours=1))
    service = ours.authority.time_stamps(then - _YEAR, datetime.now(UTC) + timedelta(hours=1))
    responder = ours.authority.responder(then - _YEAR, then + _YEAR)
    own = TimeStamps(service, ours.authority.issuing)
    chain = [_loaded(pair) for pair in (seal, ours.authority.issuing, ours.authority.root)]
    answers = [
        services.answer(_question(pair, ours.authority.issuing), responder, (), then) for pair in (seal, service)
    ]
    proof = Evidence(
        (*chain, _loaded(service), _loaded(responder)),
        tuple(map(ocsp.OCSPResponse.load, answers)),
        (crl.CertificateList.load(services.listed(ours.authority.root, (), then)),),
        then,
        then,
        then,
    )
    with clock.frozen_at(then):
        return _Forger(seal, [ours.authority.issuing], _stamping(own, -timedelta(hours=hours))).seal(sheet, [proof])


def _question(pair: Pair, issuer: Pair) -> bytes:
    builder = OCSPRequestBuilder().add_certificate(pair.certificate, issuer.certificate, hashes.SHA256())
    return builder.build().public_bytes(Encoding.DER)


def sealed_by(sheet: bytes, own: Pair, *, lock: bool = True) -> bytes:
    """Seal it with a certificate of the demo's authority that ours would refuse; `lock`: nothing may follow."""
    ours = house()
    return _Forger(own, [ours.authority.issuing, ours.authority.root], token, lock=lock).seal(sheet)


def stamped_with(writer: IncrementalPdfFileWriter, place: generic.ArrayObject) -> bytes:
    """Add a time stamp of our service whose field has this place on the page."""
    spec = SigFieldSpec("Over", on_page=0, box=(0, 0, 9, 9))
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(field_name="Over", writer=writer)
    field = next(steps).get_object()
    field[pdf_name("/Rect")] = place
    steps.send(SigObjSetup(sig_placeholder=DocumentTimestamp(bytes_reserved=2 * ROOM)))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(token(prepared.document_digest))
    return bytes(output.getbuffer())


def stamped_anew(sealed: bytes, service: Pair) -> bytes:
    """Add a time stamp of another certificate of the demo's authority, with proof of all that stamped before."""
    ours = house()
    content = BytesIO(sealed)
    signed, digest = document.last_stamp(content)
    own = TimeStamps(service, ours.authority.issuing)
    document.with_stamp(content, [stamps.proof(signed, digest)], _stamping(own), ROOM, lambda _language: "Tijdstempel")
    return content.getvalue()


def _stamping(own: TimeStamps, fast: timedelta = timedelta()) -> Token:
    def token(digest: bytes) -> bytes:
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
        question = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": 7, "cert_req": True})
        return tsp.TimeStampResp.load(own.answer(question.dump(), fast))["time_stamp_token"].dump()

    return token


@dataclass
class _Forger:
    """Who seals with what ours would refuse; `above`: from who issued it to the root."""

    own: Pair
    above: Sequence[Pair]
    token: Token
    lock: bool = True

    def seal(self, sheet: bytes, proof: Sequence[Evidence] | None = None) -> bytes:
        """Seal as `actions.seal` does, without its questions."""
        chain = [_loaded(pair) for pair in (self.own, *self.above)]
        content = BytesIO(sheet)

        def work(digest: bytes) -> bytes:
            return container.signed(chain, digest, self._sign, self.token)

        seal = document.with_seal if self.lock else _unlocked
        seal(content, work, container.octets(chain) + ROOM, "Zonnegem", lambda _language: "Zegel")
        told = [*_told(chain), self._of_the_stamps()] if proof is None else proof
        document.with_stamp(content, told, self.token, ROOM, lambda _language: "Tijdstempel")
        return content.getvalue()

    def _of_the_stamps(self) -> Evidence:
        signed = cms.ContentInfo.load(self.token(bytes(32)))["content"]
        return stamps.proof(signed, bytes(32))

    def _sign(self, data: bytes) -> bytes:
        return self.own.key.sign(data, ec.ECDSA(hashes.SHA256()))


def _unlocked(pdf: BytesIO, work: Token, room: int, reason: str, name: document.Name) -> None:
    """Add a further seal, one that forbids nothing, as `document.with_seal` adds the first."""
    seal = SignatureObject(reason=reason, subfilter=SigSeedSubFilter.PADES, bytes_reserved=2 * room)
    document._fill(document._Writer(pdf), f"Further {len(pdf.getvalue())}", name, seal, work)


def _told(chain: Sequence[x509.Certificate]) -> list[Evidence]:
    """What the services tell of the chain, whatever that is, and of the time stamps."""
    now = datetime.now(UTC)
    words = [status.ask(one, above) for one, above in pairwise(chain) if one.ocsp_urls or one.crl_distribution_points]
    everybody = [*chain, *(certificate for word in words for certificate in word.certificates)]
    ours = Evidence(
        tuple(everybody),
        tuple(word.ocsp for word in words if word.ocsp is not None),
        tuple(word.crl for word in words if word.crl is not None),
        now,
        now,
        now,
    )
    return [ours]


def token(digest: bytes) -> bytes:
    return stamps.stamp(digest).token


def _loaded(pair: Pair) -> x509.Certificate:
    return x509.Certificate.load(pair.certificate.public_bytes(Encoding.DER))

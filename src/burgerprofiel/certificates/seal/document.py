"""How a seal lies in a PDF (PAdES B-LTA, ETSI EN 319 142-1): two revisions behind what was there.

The first holds the seal with its time stamp; the second all the proof that its certificates counted (DSS) and a time
stamp over everything. Both are fields without a place on the page and with a name that is read out, so that PDF/A-2a
and PDF/UA-1 keep holding; the seal forbids every later change (DocMDP 1), except more proof and time stamps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import SignatureCoverageLevel

from burgerprofiel.certificates.seal.evidence import Evidence
from burgerprofiel.kit import clock

Work = Callable[[bytes], bytes]
"""Makes of a document's SHA-256 digest what lies in the document (CMS in DER)."""
Name = Callable[[str], str]
"""Gives the name that is read out, in the document's language (two letters; empty when it names none)."""
_HASH = "sha256"
_NOWHERE = InvisSigSettings(box_out_of_bounds=True)


class _Writer(IncrementalPdfFileWriter):
    """Adds what it is given and nothing else: a seal changes nothing of the document, so neither who made it when."""

    def _update_meta(self) -> None:
        """Leave the metadata as they are."""


def with_seal(pdf: BytesIO, work: Work, room: int, reason: str, name: Name) -> None:
    """Add the seal to `pdf`: `work` makes it, within `room` octets. `name` is read out, `reason` shown."""
    seal = SignatureObject(
        timestamp=clock.now(), subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=2 * room
    )
    lock = SigMDPSetup(md_algorithm=_HASH, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    _fill(_Writer(pdf), "Seal", name, seal, work, lock)


def with_stamp(pdf: BytesIO, proof: Iterable[Evidence], work: Work, room: int, name: Name) -> None:
    """Add proof, and a time stamp over everything that was there: `work` gives it, within `room` octets."""
    writer = _Writer(pdf)
    _prove(writer, proof)
    field = f"TimeStamp{len(writer.root['/AcroForm']['/Fields'])}"
    _fill(writer, field, name, DocumentTimestamp(bytes_reserved=2 * room), work)


def _prove(writer: IncrementalPdfFileWriter, proof: Iterable[Evidence]) -> None:
    known = list(proof)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[one for each in known for one in each.certificates],
        ocsps=[one for each in known for one in each.ocsps],
        crls=[one for each in known for one in each.crls],
    )


def _fill(
    writer: IncrementalPdfFileWriter,
    field: str,
    name: Name,
    content: PdfSignedData,
    work: Work,
    lock: SigMDPSetup | None = None,
) -> None:
    """Make a field without a place on the page, and put into it what `work` makes of the document's digest."""
    writer.ensure_output_version(version=(1, 7))
    writer.register_extension(ESIC_EXTENSION_1)
    page = writer.find_page_for_modification(0)[0].get_object()
    if page.get("/Tabs") != "/S":
        page[pdf_name("/Tabs")] = pdf_name("/S")
        writer.update_container(page)
    spec = SigFieldSpec(field, invis_sig_settings=_NOWHERE, readable_field_name=name(_language(writer)))
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(field_name=field, writer=writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=content, mdp_setup=lock))
    prepared, _output = steps.send(SigIOSetup(md_algorithm=_HASH, in_place=True))
    steps.send(work(prepared.document_digest))


def last_stamp(pdf: BytesIO) -> tuple[cms.SignedData, bytes]:
    """Return the last time stamp over the document, and what it must be of. Raises IndexError: there is none.

    Raises ValueError when something was added behind it.
    """
    reader = PdfFileReader(pdf)
    last = reader.embedded_timestamp_signatures[-1]
    if last.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE:
        raise ValueError("something was added behind its last time stamp")
    return last.signed_data, last.compute_digest()


def _language(writer: IncrementalPdfFileWriter) -> str:
    return str(writer.root.get("/Lang", ""))[:2].lower()

"""The certificates of the invented register: a PDF for each person, name and language, made and sealed at first ask.

The seal is of the demo's own authority, so that the verify page can say who sealed it.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from burgerprofiel.kit.typesetting import lasting
from burgerprofiel.simulators.card_reader.authority import Pair
from burgerprofiel.simulators.magda import hostile
from burgerprofiel.simulators.magda.cast import CAST, Person
from burgerprofiel.simulators.magda.faults import Mode
from burgerprofiel.simulators.magda.world.attests import MADE_LATER
from burgerprofiel.simulators.trust.house import house

SERVICE = "GeefAttest"
_TEMPLATE = Path(__file__).parent / "paper.typ"
_BELGIAN = "150"
_HOLDER = ("NTRBE-0899002037", "Rijksregister (demo)")
"""Who seals: its invented enterprise number and its name."""
_UNKNOWN_NAME = (
    hostile.BODIES[Mode.OVERLOADED]
    .replace(b"99996", b"445810")
    .replace(b"Te veel gelijktijdige bevragingen", b"Fout in opgegeven zoekcriteria: Ongekende attestnaam")
)
_TITLES = {
    "Gezinssamenstelling": ("Gezinssamenstelling", "Composition de ménage", "Haushaltszusammensetzung"),
    "Hoofdverblijfplaats": ("Hoofdverblijfplaats", "Résidence principale", "Hauptwohnort"),
    "Hoofdverblijfplaats met historiek": (
        "Hoofdverblijfplaats met historiek",
        "Résidence principale avec historique",
        "Hauptwohnort mit früheren Wohnorten",
    ),
    "Leven": ("Leven", "Vie", "Leben"),
    "Belgische nationaliteit": ("Belgische nationaliteit", "Nationalité belge", "Belgische Staatsangehörigkeit"),
    "Belgisch kiezer": ("Belgisch kiezer", "Électeur belge", "Belgischer Wähler"),
    "Uittreksel registers": ("Uittreksel uit de registers", "Extrait des registres", "Auszug aus den Registern"),
    "Verblijfplaats met oog op een huwelijk": (
        "Verblijfplaats met het oog op een huwelijk",
        "Résidence en vue d’un mariage",
        "Wohnort im Hinblick auf eine Eheschließung",
    ),
    "Wettelijke samenwoning": ("Wettelijke samenwoning", "Cohabitation légale", "Gesetzliches Zusammenwohnen"),
    "Wijze teraardebestelling & rituelen": (
        "Wijze van teraardebestelling en rituelen",
        "Mode de sépulture et rites",
        "Bestattungsart und Riten",
    ),
}
"""By the register's name, in Dutch, French and German."""
_LANGUAGES = ("nl", "fr", "de")


def filled(answer: bytes, question: etree._Element) -> bytes:
    """Put the paper that was asked for into its answer; what there is none of, or no such name, is said instead."""
    if MADE_LATER not in answer:
        return answer
    name, language = _asked(question, "Naam"), _asked(question, "Taal")
    if name not in _TITLES or language not in _LANGUAGES:
        return _UNKNOWN_NAME
    person = next(each for each in CAST if each.ssin == question.findtext(".//{*}Criteria/{*}INSZ"))
    if not _has(person, name):
        return hostile.NOTHING_FOUND
    return answer.replace(MADE_LATER, _paper(person.slug, name, language))


def _asked(question: etree._Element, what: str) -> str:
    return question.findtext(f".//{{*}}Criteria/{{*}}Attest/{{*}}{what}") or ""


def _has(person: Person, name: str) -> bool:
    if name in ("Belgische nationaliteit", "Belgisch kiezer"):
        return person.nationality[0] == _BELGIAN
    return name not in ("Wettelijke samenwoning", "Wijze teraardebestelling & rituelen")


@lru_cache(maxsize=64)
def _paper(slug: str, name: str, language: str) -> bytes:
    """The paper as base64; the same each time."""
    person = next(each for each in CAST if each.slug == slug)
    place, today = _LANGUAGES.index(language), datetime.now(UTC).date()
    content = {
        "language": language,
        "title": _TITLES[name][place],
        "name": f"{' '.join(person.given)} {person.family}",
        "number": person.ssin,
        "day": f"{today:%d.%m.%Y}",
        "lines": _lines(person, name),
    }
    return b64encode(_sealed(lasting(_TEMPLATE, content, today), _TITLES[name][0]))


def _lines(person: Person, name: str) -> list[str]:
    """What the certificate tells, in the fewest words: it is a demonstration."""
    home = person.home
    address = f"{home.street} {home.number}, {home.postcode} {home.municipality} ({home.since})" if home else ""
    born = f"* {person.born}, {person.birthplace}"
    others = [f"{each.name} (* {each.born})" for each in CAST if each.home is home and not each.died]
    return {
        "Gezinssamenstelling": [address, *others],
        "Belgische nationaliteit": [born, person.nationality[1]],
        "Belgisch kiezer": [born, person.nationality[1], address],
        "Leven": [born],
    }.get(name, [born, address])


@lru_cache(maxsize=1)
def _sealer() -> signers.SimpleSigner:
    now, own = datetime.now(UTC), house()
    years = timedelta(days=3 * 365)
    pair = own.authority.seal("Rijksregister e-Seal", now - timedelta(days=1), now + years, *_HOLDER)
    key = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    known = SimpleCertificateStore.from_certs([_asn1(own.authority.issuing), _asn1(own.authority.root)])
    return signers.SimpleSigner(_asn1(pair), keys.PrivateKeyInfo.load(key), known)


def _asn1(pair: Pair) -> asn1.Certificate:
    return asn1.Certificate.load(pair.certificate.public_bytes(Encoding.DER))


def _sealed(pdf: bytes, reason: str) -> bytes:
    how = signers.PdfSignatureMetadata(
        field_name="Seal", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason
    )
    nowhere = SigFieldSpec("Seal", invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    out = BytesIO()
    signers.PdfSigner(how, _sealer(), new_field_spec=nowhere).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)), output=out
    )
    return out.getvalue()
